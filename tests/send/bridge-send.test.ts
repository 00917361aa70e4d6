import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { removeAccount, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { readDeliveryReport } from '@kurrier/shared/api/arrivals/delivery-reports';
import { listMessages, listSyncs, openMessage, syncNow } from '@kurrier/shared/api/mail';
import { addAlias } from '@kurrier/shared/api/aliases';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { followRoundTrip, startRoundTrip } from '@kurrier/shared/api/round-trip';
import { sendLimits, sendMessage } from '@kurrier/shared/api/send';
import type { Endpoint, RequestInput, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followAccount } from '../bridge/follow-account.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { startGate, type Gate } from '../sync/start-gate.ts';
import { appendTo, readMailbox, waitForMessages } from './read-mailbox.ts';
import { startMailServers, type MailServers } from './start-mail-servers.ts';

let servers: MailServers;
let gate: Gate;
let bridge: BridgeProcess;
let dir: string;
let accountId: string;

const call = async <E extends Endpoint>(endpoint: E, body: RequestInput<E>): Promise<ResponseOf<E>> => {
  const answer = await bridge.call(endpoint, body);
  if (!answer.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(answer.failure)}`);
  return answer.value;
};

/** Runs `kurrier send` on a message, as scripts do. */
const runSend = async (message: unknown): Promise<{ code: number | null; out: string; err: string }> => {
  const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');
  const child = spawn(process.execPath, [main, 'send', '--json', '--data', bridge.dataDir], { stdio: 'pipe' });
  child.stdin.end(JSON.stringify(message));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, out, err };
};

beforeAll(async () => {
  servers = await startMailServers({
    postfix:
      'smtpd_sender_login_maps = inline:{ ann@mail.test=ann@mail.test, bob@mail.test=bob@mail.test, boss@mail.test=bob@mail.test }\nsmtpd_sender_restrictions = reject_sender_login_mismatch',
  });
  gate = await startGate({ port: servers.dovecot.ports.imaps });
  dir = mkdtempSync(path.join(os.tmpdir(), 'send-'));
  writeFileSync(path.join(dir, 'ca.pem'), servers.caPem);
  bridge = await startBridgeProcess({ args: [`--ca=${path.join(dir, 'ca.pem')}`] });
  const leg = { host: '127.0.0.1', username: 'ann@mail.test', password: 'pw-ann', secure: true };
  const saved = await call(saveAccount, {
    change: {
      address: 'ann@mail.test',
      smtp: { ...leg, port: servers.postfix.ports.submission },
      imap: { ...leg, port: gate.port },
    },
  });
  if ('refused' in saved) throw new Error(saved.refused);
  const seen = await followAccount(bridge.call, saved);
  expect(seen.at(-1)).toMatchObject({ smtp: { status: { state: 'verified' } }, imap: { status: { state: 'verified' } } });
  accountId = saved.account.id;
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  await gate[Symbol.asyncDispose]();
  await servers[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

test('the command line sends a message with a file, and says what became of it', async () => {
  const bytes = randomBytes(2_500_000);
  writeFileSync(path.join(dir, 'file.bin'), bytes);
  const message = {
    from: 'ann@mail.test',
    to: ['bob@mail.test'],
    subject: 'By command',
    text: 'Hello',
    files: [{ path: path.join(dir, 'file.bin') }],
  };
  const { code, out, err } = await runSend(message);
  expect([err, code]).toEqual(['', 0]);
  expect(JSON.parse(out)).toMatchObject({ status: { state: 'sent' }, recipients: [{ address: 'bob@mail.test', state: 'accepted' }] });
  const [received] = await waitForMessages(servers, 'bob', 1);
  const parsed = await PostalMime.parse(received!.source);
  expect(parsed).toMatchObject({ subject: 'By command', attachments: [{ filename: 'file.bin' }] });
  expect(Buffer.from(parsed.attachments[0]!.content as ArrayBuffer).equals(bytes)).toBe(true);
});

test('the copy for Sent that falls into a cut follows as soon as the account is connected again', async () => {
  const subject = 'into a cut';
  const phase = async () => (await call(listSyncs, {})).syncs.find((sync) => sync.accountId === accountId)?.state.phase;
  const copy = async () => (await call(listOutbox, {})).entries.find((entry) => entry.subject === subject)?.copy;
  const until = (look: () => Promise<unknown>) => expect.poll(look, { timeout: 20_000, interval: 50 });
  await until(phase).toBe('live');
  gate.block(true);
  const message = { from: { address: 'ann@mail.test' }, to: [{ address: 'cid@mail.test' }], subject };
  await call(sendMessage, { accountId, idempotencyKey: randomUUID(), holdMs: 0, message });
  await until(copy).toMatchObject({ state: 'waiting', failure: { leg: 'imap' } });
  await until(phase).toBe('waiting');
  gate.block(false);
  await call(syncNow, { accountId });
  // By the clock alone it would be tried after a minute.
  await until(copy).toEqual({ state: 'filed', mailbox: 'Sent', by: 'us' });
  const copies = (await readMailbox(servers, 'ann', 'Sent')).filter(({ source }) => source.includes(`Subject: ${subject}\r\n`));
  expect(copies).toHaveLength(1);
}, 60_000);

test('after another test of an account no connection is used that was opened before it', async () => {
  const smtp = {
    host: '127.0.0.1',
    port: servers.postfix.ports.submission,
    username: 'bob@mail.test',
    password: 'pw-bob',
    secure: true,
    pool: true,
  };
  const saved = await call(saveAccount, { change: { address: 'bob@mail.test', smtp } });
  if ('refused' in saved) throw new Error(saved.refused);
  await followAccount(bridge.call, saved);
  // A pooled connection that carried mail waits for more of it for a quarter of a minute.
  const ended = () => servers.postfix.log().match(/disconnect from .* (?:data|bdat)=\d/g)?.length ?? 0;
  const before = ended();
  const message = { from: { address: 'bob@mail.test' }, to: [{ address: 'ann@mail.test' }], subject: 'held open' };
  await call(sendMessage, { accountId: saved.account.id, idempotencyKey: 'before-the-test', holdMs: 0, message });
  await expect.poll(async () => (await call(listOutbox, {})).entries[0]?.status.state).toBe('sent');
  expect(ended()).toBe(before);
  const tested = await call(verifyAccount, { id: saved.account.id });
  if ('refused' in tested) throw new Error(tested.refused);
  await followAccount(bridge.call, tested);
  await expect.poll(ended).toBe(before + 1);
});

test.each([
  ['a header in the subject', { subject: 'Hi\r\nBcc: eve@evil.example' }, 'subject'],
  ['a command in an address', { to: ['bob@mail.test>\r\nRCPT TO:<eve@evil.example'] }, 'to.0.address'],
  ['no recipient', { to: [] }, 'recipient'],
])('bad input: %s is named, and nothing is sent', async (_name, change, field) => {
  const before = await call(listOutbox, {});
  const { code, err } = await runSend({ from: 'ann@mail.test', to: ['bob@mail.test'], text: 'x', ...change });
  expect(code).toBe(2);
  expect(err).toContain(field);
  expect((await call(listOutbox, {})).total).toBe(before.total);
});

test('what the server takes is told before anything is uploaded', async () => {
  const limits = await call(sendLimits, { accountId });
  expect(limits).toMatchObject({ size: 68157440, smtpUtf8: true });
  expect((limits as { attachments: number }).attachments).toBeGreaterThan(45_000_000);
});

test('an alias that the server refuses as a sender is marked so', async () => {
  const answer = await call(addAlias, { accountId, address: 'boss@mail.test', name: 'Boss' });
  expect(answer).toMatchObject({
    aliases: [{ address: 'boss@mail.test', proof: { state: 'refused', failure: { kind: 'sender.not_authorized' } } }],
  });
  expect(await call(addAlias, { accountId, address: 'ann@mail.test' })).toMatchObject({ aliases: [{}, { proof: { state: 'proved' } }] });
});

test('a test message to oneself comes back, measured and cleaned up', async () => {
  const before = [await readMailbox(servers, 'ann'), await readMailbox(servers, 'ann', 'Sent')].map((messages) => messages.length);
  const started = await call(startRoundTrip, { accountId });
  if ('refused' in started) throw new Error(started.refused);
  let { roundTrip } = started;
  while (roundTrip.state === 'sending' || roundTrip.state === 'waiting') {
    const answer = await call(followRoundTrip, { roundTripId: started.roundTripId, seen: roundTrip.state, waitMs: 20_000 });
    if ('refused' in answer) throw new Error(answer.refused);
    roundTrip = answer.roundTrip;
  }
  expect(roundTrip).toMatchObject({ state: 'arrived', mailbox: 'INBOX', removed: true });
  const after = [await readMailbox(servers, 'ann'), await readMailbox(servers, 'ann', 'Sent')].map((messages) => messages.length);
  expect(after).toEqual(before);
});

const exim = `From: Mail Delivery System <Mailer-Daemon@mx.example>
To: ann@mail.test
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  nobody@example.org
    host mail.example.org [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<nobody@example.org>:
    552 5.2.2 Mailbox full

------ This is a copy of the message, including all the headers. ------

Message-ID: MESSAGE-ID
Subject: about nobody
`;

test('what a mail server could not deliver is related to what was sent, with why', async () => {
  const message = { from: { address: 'ann@mail.test' }, to: [{ address: 'nobody@mail.test' }], subject: 'about nobody' };
  const accepted = await call(sendMessage, { accountId, idempotencyKey: 'to-nobody-here', holdMs: 0, message });
  if (!('entry' in accepted)) throw new Error(accepted.refused);
  await expect.poll(async () => (await call(listOutbox, { accountId })).entries[0]?.copy.state).toBe('filed');
  await appendTo(servers, 'ann', 'INBOX', exim.replace('MESSAGE-ID', accepted.entry.messageId).replaceAll('\n', '\r\n'));
  const reports = async () => {
    await call(syncNow, { accountId });
    const sync = (await call(listSyncs, {})).syncs.find((one) => one.accountId === accountId);
    const rowsOf = async (wanted: string) => {
      const mailboxId = sync?.mailboxes.find(({ role }) => role === wanted)?.id;
      return mailboxId === undefined ? [] : (await call(listMessages, { accountId, mailboxId })).rows;
    };
    const isSentHere = (await rowsOf('sent')).some(({ subject }) => subject === 'about nobody');
    return isSentHere ? (await rowsOf('inbox')).filter(({ from }) => /daemon/i.test(from[0]?.address || from[0]?.name || '')) : [];
  };
  await expect.poll(async () => (await reports()).length, { timeout: 20_000, interval: 200 }).toBe(2);
  const read = await Promise.all(
    (await reports()).map(async ({ ref }) => {
      expect(await call(openMessage, { ref })).toMatchObject({ isReport: true });
      return call(readDeliveryReport, { ref });
    }),
  );
  const said = read.map((answer) => {
    const report = 'report' in answer ? answer.report : null;
    const [recipient] = report?.recipients ?? [];
    return [recipient?.address, recipient?.outcome, recipient?.failure?.kind, report?.subject, report?.sent?.to[0]?.address];
  });
  expect(said.sort(([one], [other]) => String(one).localeCompare(String(other)))).toEqual([
    ['nobody@example.org', 'failed', 'quota.exceeded', 'about nobody', 'nobody@mail.test'],
    ['nobody@mail.test', 'failed', 'recipient.rejected', 'about nobody', 'nobody@mail.test'],
  ]);
});

test('a password that is refused is sent once, however many messages wait for it; they say so', async () => {
  const users = path.join(servers.dovecot.dir, 'users');
  writeFileSync(users, readFileSync(users, 'utf8').replace('pw-ann', 'another'));
  const isRefused = async () => {
    try {
      await readMailbox(servers, 'ann');
      return false;
    } catch {
      return true;
    }
  };
  // Dovecot notices a moment later.
  await expect.poll(isRefused).toBe(true);
  const refusals = () => servers.postfix.log().match(/SASL PLAIN authentication failed/g)?.length ?? 0;
  const before = refusals();
  const send = (index: number) =>
    call(sendMessage, {
      accountId,
      idempotencyKey: `after-the-change-${index}`,
      holdMs: 0,
      message: { from: { address: 'ann@mail.test' }, to: [{ address: 'bob@mail.test' }], subject: String(index) },
    });
  for (let index = 0; index < 5; index++) await send(index);
  const entries = async () => (await call(listOutbox, { accountId })).entries.slice(0, 5);
  await expect.poll(async () => (await entries()).map(({ status }) => status.state)).toEqual(Array(5).fill('failed'));
  for (const { status } of await entries()) expect(status).toMatchObject({ failure: { kind: 'auth.invalid_credentials' } });
  expect(refusals() - before).toBe(1);
});

test('removing an account with queued mail asks first', async () => {
  const accepted = await call(sendMessage, {
    accountId,
    idempotencyKey: 'held-back-message',
    message: { from: { address: 'ann@mail.test' }, to: [{ address: 'bob@mail.test' }], subject: 'Held' },
  });
  expect(accepted).toMatchObject({ entry: { status: { state: 'queued' } } });
  expect(await call(removeAccount, { id: accountId })).toEqual({ refused: 'queued-mail', queued: 1 });
  expect(await call(removeAccount, { id: accountId, discardQueued: true })).toEqual({ removed: true });
  await expect.poll(async () => (await call(listOutbox, { accountId })).total).toBe(0);
});
