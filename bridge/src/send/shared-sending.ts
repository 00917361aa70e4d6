import type { Endpoint, RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { isSettled, type OutboxEntry } from '@kurrier/shared/mail/outbox';
import type { cancelMessage, checkSent, forgetMessage, retryMessage } from '@kurrier/shared/api/outbox';
import { createQueue } from '../async/serial-queue.ts';
import type { Sending } from './create-sending.ts';
import { byAcceptance } from './outbox/outbox-index.ts';
import type { OutboxRecord } from './outbox/outbox-record.ts';
import type { Uploads } from './uploads.ts';

/** Outboxes of accounts that are shared out between bridges: those of this bridge are opened and sent from, the others only read. */
export interface SharedSending extends Omit<Sending, 'start' | 'adopt'> {
  /** The account is this bridge's: takes up what lies in its outbox. */
  take(accountId: string): Promise<void>;
  /** It is not any more: ends after the messages that are on their way. What becomes of them is the store's to know. */
  drop(accountId: string): Promise<void>;
  /** Works on messages that another bridge took: `write` puts them into the account's outbox. None of `ids` is accepted here meanwhile. */
  adopt(accountId: string, ids: readonly string[], write: () => Promise<readonly OutboxRecord[]>): Promise<void>;
  /** Another bridge has written something of the account: tells what became of messages that somebody here has seen waiting. */
  readAnew(accountId: string): Promise<void>;
  /** A message as it stands, whoever works on it; undefined: it is not in an outbox any more. */
  findEntry(id: string): Promise<OutboxEntry | undefined>;
}

export interface SharedSendingDeps {
  /** Opens the outbox of one account. */
  open: (accountId: string) => Sending;
  uploads: Uploads;
  accountIds: () => Promise<readonly string[]>;
  /** What stands in an outbox that is not open here: another bridge’s, or one that is just being taken up. */
  readEntries: (accountId: string) => Promise<readonly OutboxEntry[]>;
  /** What was handed over, read now, and is in no outbox yet. */
  readHandedOver: () => Promise<readonly OutboxEntry[]>;
  /** Takes a message for the bridge that has the account. */
  giveMessage: Sending['sendMessage'];
  /** Has something done by the bridge that has the account, and answers what it answered. */
  giveAct: (accountId: string, act: OutboxAct, request: { id: string; evenIfTwice?: boolean }) => Promise<unknown>;
  /** Whether something was not done because another bridge has the account by now. */
  isOthers: (error: unknown) => boolean;
  /** What became of a message that another bridge works on. */
  publish: (entry: OutboxEntry) => void;
  /** The error for what another bridge alone may do. */
  refuse: (accountId: string) => Error;
}

/** What people do with one message of the outbox. */
export type OutboxAct = 'cancel' | 'retry' | 'forget' | 'checkSent';

const notFound = { refused: 'not-found' } as const;
type ById = typeof cancelMessage | typeof retryMessage | typeof forgetMessage | typeof checkSent;

/** One outbox for each account of this bridge, all as one. */
export const createSharedSending = (deps: SharedSendingDeps): SharedSending => {
  const { open, uploads, accountIds, readEntries, readHandedOver, giveMessage, giveAct, isOthers, publish, refuse } = deps;
  /** Messages of other bridges' accounts that were seen waiting here. */
  const seen = new Map<string, OutboxEntry>();
  const own = new Map<string, Sending>();
  const inTurn = createQueue();

  const entriesElsewhere = async (): Promise<OutboxEntry[]> => {
    const ids = await accountIds();
    // Before the outboxes: what is taken meanwhile is found there.
    const handedOver = await readHandedOver();
    const stored = (await Promise.all(ids.filter((id) => !own.has(id)).map(readEntries))).flat();
    const known = new Set(stored.map(({ id }) => id));
    const isNew = ({ id }: OutboxEntry): boolean => !known.has(id) && ![...own.values()].some((one) => one.entryOf(id));
    const entries = [...stored, ...handedOver.filter(isNew)];
    for (const entry of entries) if (!isSettled(entry)) seen.set(entry.id, entry);
    return entries;
  };
  /** Does it in the outbox that has the message; has it done where that is another bridge's. */
  const byId =
    <E extends ById>(act: OutboxAct, work: (sending: Sending) => (request: RequestOf<E>) => Promise<ResponseOf<E & Endpoint>>) =>
    async (request: RequestOf<E> & { id: string }): Promise<ResponseOf<E & Endpoint>> => {
      const sending = [...own.values()].find((one) => one.entryOf(request.id));
      if (sending) return work(sending)(request);
      const other = (await entriesElsewhere()).find(({ id }) => id === request.id);
      if (other) return (await giveAct(other.accountId, act, request)) as ResponseOf<E & Endpoint>;
      return notFound as ResponseOf<E & Endpoint>;
    };
  const close = async (accountId: string): Promise<void> => {
    const sending = own.get(accountId);
    own.delete(accountId);
    await sending?.close();
  };

  return {
    take: (accountId) =>
      inTurn(async () => {
        await close(accountId);
        const sending = open(accountId);
        await sending.start();
        own.set(accountId, sending);
      }),
    drop: (accountId) => inTurn(() => close(accountId)),
    async adopt(accountId, ids, write) {
      const sending = own.get(accountId);
      if (sending) return sending.adopt(ids, write);
      await write();
      throw refuse(accountId);
    },
    async readAnew(accountId) {
      const before = [...seen.values()].filter((entry) => entry.accountId === accountId);
      if (before.length === 0 || own.has(accountId)) return;
      // In this order: what is taken meanwhile is found in both.
      const handedOver = await readHandedOver();
      const entries = await readEntries(accountId);
      const there = new Set([...handedOver, ...entries].map(({ id }) => id));
      // Forgotten: it would be looked for with every change.
      for (const { id } of before) if (!there.has(id)) seen.delete(id);
      for (const entry of entries) {
        const last = seen.get(entry.id);
        if (!last || JSON.stringify(last) === JSON.stringify(entry)) continue;
        if (isSettled(entry)) seen.delete(entry.id);
        else seen.set(entry.id, entry);
        publish(entry);
      }
    },
    async findEntry(id) {
      const mine = [...own.values()].map((one) => one.entryOf(id)).find((entry) => entry !== undefined);
      return mine ?? (await entriesElsewhere()).find((entry) => entry.id === id);
    },
    async sendMessage(request) {
      const sending = own.get(request.accountId);
      try {
        if (sending) return await sending.sendMessage(request);
      } catch (error) {
        if (!isOthers(error)) throw error;
      }
      const answer = await giveMessage(request);
      if ('entry' in answer && !isSettled(answer.entry)) seen.set(answer.entry.id, answer.entry);
      return answer;
    },
    uploads,
    fingerprintOf: (id) => [...own.values()].map((one) => one.fingerprintOf(id)).find((print) => print !== undefined),
    entryOf: (id) => [...own.values()].map((one) => one.entryOf(id)).find((entry) => entry !== undefined),
    outbox: {
      async list({ accountId, limit }) {
        const lists = [...own].filter(([id]) => accountId === undefined || id === accountId);
        const mine = await Promise.all(lists.map(([, { outbox }]) => outbox.list({ limit: Number.MAX_SAFE_INTEGER })));
        const others = (await entriesElsewhere()).filter((entry) => accountId === undefined || entry.accountId === accountId);
        const entries = [...mine.flatMap((one) => one.entries), ...others].sort((a, b) => byAcceptance(b, a));
        return { entries: entries.slice(0, limit), total: entries.length };
      },
      cancel: byId<typeof cancelMessage>('cancel', ({ outbox }) => outbox.cancel),
      retry: byId<typeof retryMessage>('retry', ({ outbox }) => outbox.retry),
      forget: byId<typeof forgetMessage>('forget', ({ outbox }) => outbox.forget),
      checkSent: byId<typeof checkSent>('checkSent', ({ outbox }) => outbox.checkSent),
      // Removing an account asks first, wherever that is done.
      async countOpen(accountId) {
        const mine = await own.get(accountId)?.outbox.countOpen(accountId);
        const elsewhere = (await entriesElsewhere()).filter((entry) => entry.accountId === accountId && !isSettled(entry));
        return (mine ?? 0) + elsewhere.length;
      },
      removeAccount: async (accountId) => own.get(accountId)?.outbox.removeAccount(accountId),
    },
    closeAccount: async (accountId) => own.get(accountId)?.closeAccount(accountId),
    resumeCopies: (accountId) => own.get(accountId)?.resumeCopies(accountId),
    connections: (accountId) => own.get(accountId)?.connections(accountId) ?? 0,
    close: () => inTurn(async () => void (await Promise.all([...own.keys()].map(close)))),
  };
};
