import { OutgoingMessage, type OutgoingMessageInput } from '@kurrier/shared/mail/outgoing-message';
import { expect, test } from 'vitest';
import { startHarness, type Harness } from './sending-harness.ts';
import { startFaultyRelay } from './start-faulty-relay.ts';

const key = 'one-and-the-same-key';
const settledOrPutOff = ({ status: { state } }: { status: { state: string } }) => state !== 'queued' && state !== 'sending';

const accept = ({ sending }: Harness, change: Partial<OutgoingMessageInput> = {}, idempotencyKey: string = key) =>
  sending.sendMessage({
    accountId: 'acc',
    idempotencyKey,
    holdMs: 0,
    message: OutgoingMessage.parse({ from: { address: 'ann@mail.test' }, to: [{ address: 'bob@mail.test' }], ...change }),
  });

test('the same key is one message: at once, later, and after a restart; with other content it is refused', async () => {
  await using server = await startFaultyRelay(['PIPELINING']);
  await using harness = await startHarness({ port: server.port });
  const answers = await Promise.all([accept(harness), accept(harness), accept(harness)]);
  expect(answers.map((answer) => 'existing' in answer && answer.existing)).toEqual([false, true, true]);
  await harness.until();
  await harness.sending.close();
  await using again = await startHarness({ port: server.port, dir: harness.dir });
  expect(await accept(again)).toMatchObject({ existing: true, entry: { status: { state: 'sent' } } });
  expect(await accept(again, { subject: 'Something else' })).toEqual({ refused: 'key-reused' });
  expect(server.taken).toHaveLength(1);
});

test('a message that is taken back while it is held never leaves', async () => {
  await using server = await startFaultyRelay(['PIPELINING']);
  await using harness = await startHarness({ port: server.port });
  const { id } = await harness.send({ subject: 'Oops' }, { holdMs: 10_000 });
  expect(await harness.sending.outbox.cancel({ id })).toMatchObject({ entry: { status: { state: 'cancelled' } } });
  await harness.send({ subject: 'Meant' });
  await harness.until();
  expect(server.taken).toHaveLength(1);
  expect(await harness.sending.outbox.cancel({ id })).toMatchObject({ refused: 'too-late' });
});

test('a second attempt goes only to those that have not got it, and only when its time has come', async () => {
  let now = Date.now();
  await using server = await startFaultyRelay(['PIPELINING'], (transaction) =>
    transaction === 0 ? { rcpt: { 'cid@mail.test': '451 4.7.1 Greylisted, try again later' } } : {},
  );
  await using harness = await startHarness({ port: server.port, deps: { now: () => now } });
  await harness.send({ to: [{ address: 'bob@mail.test' }], bcc: [{ address: 'cid@mail.test' }] });
  await harness.until(settledOrPutOff);
  expect(server.taken).toMatchObject([{ recipients: ['bob@mail.test'] }]);
  now += 61_000;
  await harness.sending.closeAccount('acc');
  expect(await harness.until()).toMatchObject([{ status: { state: 'sent' }, attempts: 2 }]);
  expect(server.taken).toMatchObject([{ recipients: ['bob@mail.test'] }, { recipients: ['cid@mail.test'] }]);
  expect(server.taken[1]!.content).toBe(server.taken[0]!.content);
});

test('an unknown message is sent again only by somebody who says that it may arrive twice', async () => {
  await using server = await startFaultyRelay(['PIPELINING'], (transaction) => (transaction === 0 ? { end: 'taken+close' } : {}));
  await using harness = await startHarness({ port: server.port });
  const { id } = await harness.send({});
  expect(await harness.until()).toMatchObject([{ status: { state: 'unknown' } }]);
  expect(await harness.sending.outbox.retry({ id, evenIfTwice: false })).toEqual({ refused: 'might-be-sent-twice' });
  await harness.sending.close();
  await using restarted = await startHarness({ port: server.port, dir: harness.dir });
  expect(await restarted.until()).toMatchObject([{ status: { state: 'unknown' } }]);
  expect(server.taken).toHaveLength(1);
  await restarted.sending.outbox.retry({ id, evenIfTwice: true });
  expect(await restarted.until()).toMatchObject([{ status: { state: 'sent' } }]);
  expect(server.taken).toHaveLength(2);
});

test.each([
  ['an address that is not the account’s', { from: { address: 'boss@mail.test' } }, { refused: 'sender-not-yours' }],
  [
    'a file that was not uploaded',
    { attachments: [{ uploadId: 'nothing-of-that-name1', fileName: 'a', contentType: 'a/b' }] },
    { refused: 'upload-incomplete' },
  ],
  ['more than the server takes', { text: 'x'.repeat(5000) }, { refused: 'too-large', limit: 4000 }],
])('%s is refused before anything is kept', async (_name, change, refusal) => {
  await using server = await startFaultyRelay([]);
  await using harness = await startHarness({ port: server.port, deps: { largestMessage: () => 4000 } });
  expect(await accept(harness, change)).toMatchObject(refusal);
  expect(await harness.list()).toEqual([]);
  expect(server.connections()).toBe(0);
});

test('an address that the server cannot carry is refused with the reason, and not one command is sent for it', async () => {
  await using server = await startFaultyRelay(['PIPELINING']);
  await using harness = await startHarness({ port: server.port });
  await harness.send({ to: [{ address: 'jürgen@mail.test' }] });
  const [entry] = await harness.until();
  expect(entry).toMatchObject({
    status: { state: 'failed', failure: { kind: 'config.invalid', problem: expect.stringContaining('SMTPUTF8') } },
  });
  expect(server.begunFor.size).toBe(0);
});

test('a message larger than SIZE is refused before a command is sent for it', async () => {
  await using server = await startFaultyRelay(['PIPELINING', 'SIZE 1000']);
  await using harness = await startHarness({ port: server.port });
  await harness.send({ text: 'x'.repeat(2000) });
  expect(await harness.until()).toMatchObject([{ status: { state: 'failed', failure: { kind: 'message.too_large' } } }]);
  expect(server.begunFor.size).toBe(0);
});

test('a server that cannot be signed in to is asked once, however many messages wait for it', async () => {
  await using server = await startFaultyRelay(['PIPELINING']);
  let asked = 0;
  const allAreWaiting = Promise.withResolvers<void>();
  const failure = { kind: 'auth.invalid_credentials', stage: 'sign-in', leg: 'smtp', confidence: 'certain' } as const;
  const deps = {
    openSession: async () => {
      asked += 1;
      await allAreWaiting.promise;
      return { ok: false, failure } as const;
    },
    limitsOf: () => ({ connections: 1, messagesPerConnection: 1, idleMs: 0 }),
  };
  await using harness = await startHarness({ port: server.port, deps });
  await Promise.all([1, 2, 3].map((index) => harness.send({ subject: String(index) })));
  allAreWaiting.resolve();
  const entries = await harness.until();
  expect(entries.map(({ status }) => status)).toEqual(
    Array.from({ length: 3 }, () => expect.objectContaining({ state: 'failed', failure })),
  );
  expect(asked).toBe(1);
});
