import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createOutboxRecord } from '../../../../tests/send/create-outbox-record.ts';
import { createSentCopies, type SentMailbox } from './copy-to-sent.ts';
import type { OutboxIndex } from '../outbox/outbox-index.ts';
import type { OutboxRecord } from '../outbox/outbox-record.ts';

const failure = (kind: Failure['kind']): Failure => ({ kind, stage: 'mailbox', leg: 'imap', confidence: 'certain' });

const sentRecord = () =>
  createOutboxRecord({
    acceptedAt: Date.now(),
    attempts: 1,
    status: { state: 'sent', at: Date.now() },
    recipients: [{ address: 'b', state: 'accepted' }],
    taken: { at: Date.now(), reply: { text: '250' } },
    copy: { state: 'waiting', nextTryAt: Date.now() },
  });

/** A mailbox that the server fills by itself after so many searches, or whose append answers as told. */
const createMailbox = ({ filesItself = false, filedAfter = Infinity, append = [] as ('ok' | 'lost' | Failure)[] } = {}) => {
  const seen = { searches: 0, appends: 0, copies: 0 };
  const mailbox: SentMailbox = {
    mailbox: 'Sent',
    filesItself,
    async find() {
      seen.searches += 1;
      if (seen.searches > filedAfter) seen.copies = Math.max(seen.copies, 1);
      return succeed(seen.copies > 0);
    },
    async append() {
      seen.appends += 1;
      const answer = append.shift() ?? 'ok';
      if (typeof answer === 'object') return fail(answer);
      seen.copies += 1;
      return answer === 'ok' ? succeed(undefined) : fail(failure('net.reset'));
    },
    markAnswered: async () => succeed(undefined),
    close: async () => {},
  };
  return { mailbox, seen };
};

const file = async (mailbox: SentMailbox): Promise<OutboxEntry> => {
  let record = sentRecord();
  const book: Pick<OutboxIndex, 'get' | 'save' | 'removeContent'> = {
    get: () => record,
    async save(next) {
      record = next;
    },
    removeContent: async () => {},
  };
  const sentCopies = createSentCopies({
    book: book as OutboxIndex,
    readContent: async () => Buffer.from('x'),
    openSent: async () => succeed(mailbox),
    report: (error) => {
      throw error;
    },
  });
  sentCopies.add('e1');
  while (record.entry.copy.state === 'waiting') await vi.advanceTimersByTimeAsync(1000);
  await sentCopies.close();
  return record.entry;
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['an ordinary server: one is made', {}, { state: 'filed', mailbox: 'Sent', by: 'us' }, { appends: 1, copies: 1 }],
  [
    'Gmail: the server’s own is found after a while',
    { filesItself: true, filedAfter: 2 },
    { state: 'filed', mailbox: 'Sent', by: 'server' },
    { appends: 0, copies: 1 },
  ],
  [
    'Gmail with copies switched off: one is made in the end',
    { filesItself: true },
    { state: 'filed', mailbox: 'Sent', by: 'us' },
    { appends: 1, copies: 1 },
  ],
  [
    'the answer to the append is lost: found at the next try, not made again',
    { append: ['lost' as const] },
    { state: 'filed', mailbox: 'Sent', by: 'us' },
    { appends: 1, copies: 1 },
  ],
  [
    'not now: tried again',
    { append: [failure('server.temporary_failure')] },
    { state: 'filed', mailbox: 'Sent', by: 'us' },
    { appends: 2, copies: 1 },
  ],
  [
    'full: failed, and not tried again',
    { append: [failure('quota.exceeded')] },
    { state: 'failed', failure: failure('quota.exceeded') },
    { appends: 1, copies: 0 },
  ],
])('%s', async (_name, overrides, copy, seen) => {
  const server = createMailbox(overrides);
  const entry = await file(server.mailbox);
  expect(entry.copy).toEqual(copy);
  expect(server.seen).toMatchObject(seen);
  expect(entry.status.state).toBe('sent');
});

/** A server that cannot be reached, until it can. */
const startAway = async (kind: Failure['kind']) => {
  let record = sentRecord();
  const { mailbox, seen } = createMailbox();
  const server = { isAway: true, tries: 0 };
  const sentCopies = createSentCopies({
    book: {
      get: () => record,
      save: async (next: OutboxRecord) => void (record = next),
      removeContent: async () => {},
    } as unknown as OutboxIndex,
    readContent: async () => Buffer.from('x'),
    async openSent() {
      server.tries += 1;
      const isAway = server.isAway;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return isAway ? fail(failure(kind)) : succeed(mailbox);
    },
    report: (error) => {
      throw error;
    },
  });
  sentCopies.add('e1');
  return { sentCopies, server, seen, copy: () => record.entry.copy };
};

test.each(['net.refused', 'net.timeout', 'net.reset', 'net.dns_not_found', 'server.unavailable'] as const)(
  'a copy that waits after %s follows when the server is there again, once',
  async (kind) => {
    const { sentCopies, server, seen, copy } = await startAway(kind);
    await vi.advanceTimersByTimeAsync(200);
    expect(copy()).toMatchObject({ state: 'waiting', failure: { kind } });
    server.isAway = false;
    for (const _ of [1, 2, 3]) sentCopies.resume('a1');
    await vi.advanceTimersByTimeAsync(200);
    expect(copy()).toEqual({ state: 'filed', mailbox: 'Sent', by: 'us' });
    expect([seen, server.tries]).toEqual([{ searches: 1, appends: 1, copies: 1 }, 2]);
    await sentCopies.close();
  },
);

test('a try that began before the server was there again is followed by another', async () => {
  const { sentCopies, server, copy } = await startAway('net.timeout');
  await vi.advanceTimersByTimeAsync(50);
  server.isAway = false;
  sentCopies.resume('a1');
  await vi.advanceTimersByTimeAsync(200);
  expect([copy().state, server.tries]).toEqual(['filed', 2]);
  await sentCopies.close();
});

test('a server that comes and goes is asked once each time that it comes; what it put off is not hurried', async () => {
  const { sentCopies, server } = await startAway('net.refused');
  await vi.advanceTimersByTimeAsync(200);
  for (const _ of [1, 2, 3]) {
    sentCopies.resume('a1');
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(server.tries).toBe(4);
  await sentCopies.close();
  for (const kind of ['server.rate_limited', 'auth.too_many_attempts'] as const) {
    const patient = await startAway(kind);
    await vi.advanceTimersByTimeAsync(200);
    patient.sentCopies.resume('a1');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(patient.server.tries).toBe(1);
    await patient.sentCopies.close();
  }
});

test.each(['openSent', 'find', 'append', 'markAnswered'] as const)(
  'an error of our own in %s is not repeated for ever, is said in the end, and holds up no other copy',
  async (where) => {
    const records = new Map(
      ['e1', 'e2'].map((id) => [id, { ...sentRecord(), entry: { ...sentRecord().entry, id, messageId: `<${id}>` }, inReplyTo: '<0>' }]),
    );
    const { mailbox } = createMailbox();
    let calls = 0;
    const fails = (messageId: string) => {
      if (messageId !== '<e1>') return;
      calls += 1;
      throw new TypeError('not a name');
    };
    let current = '';
    const broken: SentMailbox = {
      ...mailbox,
      async find(messageId) {
        current = messageId;
        if (where === 'find') fails(messageId);
        return succeed(false);
      },
      async append(...append) {
        if (where === 'append') fails(current);
        return mailbox.append(...append);
      },
      async markAnswered() {
        if (where === 'markAnswered') fails(current);
        return succeed(undefined);
      },
    };
    const reported: unknown[] = [];
    const sentCopies = createSentCopies({
      book: {
        get: (id: string) => records.get(id),
        save: async (next: OutboxRecord) => void records.set(next.entry.id, { ...next, inReplyTo: '<0>' }),
        removeContent: async () => {},
      } as unknown as OutboxIndex,
      readContent: async () => Buffer.from('x'),
      async openSent() {
        if (where === 'openSent') fails('<e1>');
        return succeed(broken);
      },
      report: (error) => void reported.push(error),
    });
    sentCopies.add('e1');
    sentCopies.add('e2');
    await vi.advanceTimersByTimeAsync(2 * 24 * 60 * 60_000);
    await sentCopies.close();
    const [one, other] = ['e1', 'e2'].map((id) => records.get(id)!.entry);
    expect(one!.copy).toEqual({ state: 'failed', failure: { kind: 'unknown', stage: 'mailbox', leg: 'imap', confidence: 'certain' } });
    expect(one!.status.state).toBe('sent');
    expect(calls).toBe(5);
    expect(reported.length).toBe(where === 'openSent' ? 10 : 5);
    expect(other!.copy.state).toBe(where === 'openSent' ? 'failed' : 'filed');
  },
);
