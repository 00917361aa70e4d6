import type { Endpoint, RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import type { cancelMessage, checkSent, forgetMessage, retryMessage } from '@kurrier/shared/api/outbox';
import { createQueue } from '../async/serial-queue.ts';
import type { Sending } from './create-sending.ts';
import { byAcceptance } from './outbox/outbox-index.ts';
import type { Uploads } from './uploads.ts';

/** Outboxes of accounts that are shared out between bridges: those of this bridge are opened and sent from, the others only read. */
export interface SharedSending extends Omit<Sending, 'start'> {
  /** The account is this bridge's: takes up what lies in its outbox. */
  take(accountId: string): Promise<void>;
  /** It is not any more: ends after the messages that are on their way. What becomes of them is the store's to know. */
  drop(accountId: string): Promise<void>;
}

export interface SharedSendingDeps {
  /** Opens the outbox of one account. */
  open: (accountId: string) => Sending;
  uploads: Uploads;
  accountIds: () => Promise<readonly string[]>;
  /** What stands in an outbox that is not open here: another bridge’s, or one that is just being taken up. */
  readEntries: (accountId: string) => Promise<readonly OutboxEntry[]>;
  /** The error for what another bridge alone may do. */
  refuse: (accountId: string) => Error;
}

const notFound = { refused: 'not-found' } as const;
type ById = typeof cancelMessage | typeof retryMessage | typeof forgetMessage | typeof checkSent;

/** One outbox for each account of this bridge, all as one. */
export const createSharedSending = ({ open, uploads, accountIds, readEntries, refuse }: SharedSendingDeps): SharedSending => {
  const own = new Map<string, Sending>();
  const inTurn = createQueue();

  const sendingOf = (accountId: string): Sending => {
    const sending = own.get(accountId);
    if (!sending) throw refuse(accountId);
    return sending;
  };
  const entriesElsewhere = async (): Promise<OutboxEntry[]> => {
    const lists = await Promise.all((await accountIds()).filter((id) => !own.has(id)).map(readEntries));
    return lists.flat();
  };
  /** Does it in the outbox that has the message; refuses where that is another bridge's. */
  const byId =
    <E extends ById>(work: (sending: Sending) => (request: RequestOf<E>) => Promise<ResponseOf<E & Endpoint>>) =>
    async (request: RequestOf<E> & { id: string }): Promise<ResponseOf<E & Endpoint>> => {
      const sending = [...own.values()].find((one) => one.entryOf(request.id));
      if (sending) return work(sending)(request);
      const other = (await entriesElsewhere()).find(({ id }) => id === request.id);
      if (other) throw refuse(other.accountId);
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
    sendMessage: (request) => sendingOf(request.accountId).sendMessage(request),
    uploads,
    entryOf: (id) => [...own.values()].map((one) => one.entryOf(id)).find((entry) => entry !== undefined),
    outbox: {
      async list({ accountId, limit }) {
        const lists = [...own].filter(([id]) => accountId === undefined || id === accountId);
        const mine = await Promise.all(lists.map(([, { outbox }]) => outbox.list({ limit: Number.MAX_SAFE_INTEGER })));
        const others = (await entriesElsewhere()).filter((entry) => accountId === undefined || entry.accountId === accountId);
        const entries = [...mine.flatMap((one) => one.entries), ...others].sort((a, b) => byAcceptance(b, a));
        return { entries: entries.slice(0, limit), total: entries.length };
      },
      cancel: byId<typeof cancelMessage>(({ outbox }) => outbox.cancel),
      retry: byId<typeof retryMessage>(({ outbox }) => outbox.retry),
      forget: byId<typeof forgetMessage>(({ outbox }) => outbox.forget),
      checkSent: byId<typeof checkSent>(({ outbox }) => outbox.checkSent),
      // Removing an account asks first: what waits is known where it waits.
      countOpen: (accountId) => sendingOf(accountId).outbox.countOpen(accountId),
      removeAccount: async (accountId) => own.get(accountId)?.outbox.removeAccount(accountId),
    },
    closeAccount: async (accountId) => own.get(accountId)?.closeAccount(accountId),
    resumeCopies: (accountId) => own.get(accountId)?.resumeCopies(accountId),
    connections: (accountId) => own.get(accountId)?.connections(accountId) ?? 0,
    close: () => inTurn(async () => void (await Promise.all([...own.keys()].map(close)))),
  };
};
