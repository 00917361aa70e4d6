import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fail } from '@kurrier/shared/failure/outcome';
import { undoMs } from '@kurrier/shared/mail/outbox';
import { OutgoingMessage } from '@kurrier/shared/mail/outgoing-message';
import { expect } from 'vitest';
import { openChangeRecords } from '../../bridge/src/changes/change-records.ts';
import { createAdoption, type AdoptionDeps } from '../../bridge/src/main/sharing/adopt-handed-over.ts';
import { createAnswerActs } from '../../bridge/src/main/sharing/answer-acts.ts';
import { createHandOver } from '../../bridge/src/main/sharing/hand-over.ts';
import { openSharedOutboxes } from '../../bridge/src/main/sharing/open-outboxes.ts';
import { leaseOf } from '../../bridge/src/main/sharing/open-shared-place.ts';
import { removeLeftovers } from '../../bridge/src/main/sharing/remove-leftovers.ts';
import { bridgePrefix } from '../../bridge/src/main/sharing/share-accounts.ts';
import type { ComposeMessage } from '../../bridge/src/send/accept-message.ts';
import { connectionLimits } from '../../bridge/src/send/delivery/plan-connections.ts';
import type { OutboxRecord } from '../../bridge/src/send/outbox/outbox-record.ts';
import { contentKey } from '../../bridge/src/send/outbox/outbox-store.ts';
import { createStoredSpool } from '../../bridge/src/send/outbox/stored-spool.ts';
import { composeMessage } from '../../bridge/src/smtp/compose-message.ts';
import { createDurableNamespace } from '../../bridge/src/store/durable-namespace.ts';
import { createSharedStore } from '../../bridge/src/store/shared/create-shared-store.ts';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { createHeldLeases } from '../../bridge/src/store/shared/held-leases.ts';

/** What a bridge of these rejects with where it may not do something. */
export class Away extends Error {}

/** Bridges on one database with nothing but their outboxes and what they hand over; nothing is sent. */
export const createOutboxBridges = (database: Database) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'adopt-'));
  /** What was composed, by Message-ID. */
  const composed = new Map<string, Buffer>();
  const compose: ComposeMessage = (message, details) => {
    const made = composeMessage(message, details);
    async function* keeping(content: AsyncIterable<Buffer>) {
      const chunks: Buffer[] = [];
      for await (const chunk of content) {
        chunks.push(chunk);
        yield chunk;
      }
      composed.set(details.messageId, Buffer.concat(chunks));
    }
    if (!Buffer.isBuffer(made.content)) return { ...made, content: Readable.from(keeping(made.content)) };
    composed.set(details.messageId, made.content);
    return made;
  };
  let account = '';
  let count = 0;
  const accountOf = (index: number): string => `account-${index}`;
  const opened: { close: () => Promise<void> }[] = [];

  /** A bridge with its outboxes, over a database of its own. */
  const openBridge = (holder: string, over: Database = database, canSend = true) => {
    const leases = createHeldLeases({ database: over, holder, durationMs: 60_000, onLost: () => {} });
    const store = createSharedStore(over, leases, leaseOf);
    const handOver = createHandOver(store, () => expect.fail());
    handOver.open();
    const announce = async () => void (await leases.take(bridgePrefix + holder));
    const sending = openSharedOutboxes(
      { store, database: over, handOver, announce, canSend, refuse: () => new Away() },
      {
        folder,
        compose,
        findAccount: async () => ({ address: 'ann@mail.test', hasSmtp: true, hasImap: false }),
        filesCopies: () => false,
        aliasesOf: async () => [],
        limitsOf: () => connectionLimits.pooled,
        largestMessage: () => undefined,
        openSession: async () => fail({ kind: 'mailbox.not_found', stage: 'mailbox', leg: 'imap', confidence: 'certain' }),
        openSent: async () => fail({ kind: 'mailbox.not_found', stage: 'mailbox', leg: 'imap', confidence: 'certain' }),
        publish: () => {},
        publishForgotten: () => {},
        setAside: async () => expect.fail(),
        report: () => expect.fail(),
      },
      async () => [account],
    );
    opened.push(sending);
    const records = openChangeRecords(createDurableNamespace(store, 'changes'), () => expect.fail());
    const changes: AdoptionDeps['changes'] = { adopt: async (of, work) => void (await records.writtenBy(of, work)) };
    const adopt = createAdoption({
      place: { database: over, store, leases },
      handOver,
      changes,
      outboxes: sending,
      answerActs: createAnswerActs({ store, outboxes: async () => sending, report: () => expect.fail() }).answer,
    });
    return {
      store,
      handOver,
      sending,
      adopt: () => adopt(account),
      removeLeftovers: () =>
        removeLeftovers({ database: over, store, leases, holder }, handOver, async () =>
          Array.from({ length: count }, (_, index) => accountOf(index)),
        ),
      async take() {
        await leases.take(`account:${account}`);
        await sending.take(account);
      },
      async send(key: string, length: number, letter = 'y') {
        const text = letter
          .repeat(70)
          .concat('\n')
          .repeat(length / 71 + 1);
        const message = OutgoingMessage.parse({
          from: { address: 'ann@mail.test' },
          to: [{ address: 'bob@mail.test' }],
          subject: key,
          text,
        });
        const answer = await sending.sendMessage({ accountId: account, idempotencyKey: `key-${key}`, holdMs: undoMs, message });
        if (!('entry' in answer)) throw new Error(JSON.stringify(answer));
        return answer;
      },
    };
  };
  const openGiver = () => {
    account = accountOf(count++);
    return openBridge('giver');
  };
  const giveUpLease = async () => database.release((await database.leases()).filter((lease) => lease.name === `account:${account}`));

  /** Message ids of what lies in the outbox, each of whose content is found to be its own. */
  const inOutbox = async () => {
    const store = createSharedStore(database, { write: () => expect.fail() }, leaseOf);
    const records = store.namespace<unknown>(`outbox:${account}`);
    const found: string[] = [];
    for await (const [key, stored] of records.iterator() as AsyncIterable<[string, OutboxRecord]>) {
      if (!key.startsWith('record:')) continue;
      const spool = createStoredSpool(createDurableNamespace(store, `outbox:${account}:spool`));
      const content = stored.spooled
        ? Buffer.concat(await spool.read(stored.entry.id).toArray()).toString()
        : await records.get(contentKey(stored));
      expect(content).toContain(`Message-ID: ${stored.entry.messageId}`);
      const whole = composed.get(stored.entry.messageId);
      if (whole) expect(content === whole.toString(), 'not the content that was composed').toBe(true);
      found.push(stored.entry.messageId);
    }
    return found.toSorted();
  };
  const waiting = async () => {
    const { all } = await openBridge('reader').handOver.read();
    return all.filter((one) => one.accountId === account);
  };

  return {
    /** For an account that nobody has had: a bridge that has not got it. */
    openGiver,
    openBridge,
    giveUpLease,
    inOutbox,
    waiting,
    account: () => account,
    async closeBridges() {
      for (const sending of opened.splice(0)) await sending.close();
      await database.release((await database.leases()).filter((lease) => lease.name.startsWith(bridgePrefix)));
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
};
