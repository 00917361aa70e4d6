import { execFile } from 'node:child_process';
import { readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { listAccounts, removeAccount, saveAccount } from '@kurrier/shared/api/accounts';
import { eventsSince } from '@kurrier/shared/api/events';
import {
  listMessages,
  listSyncs,
  markSeen,
  openMessage,
  pauseSync,
  readSource,
  readSources,
  starMessages,
  syncNow as syncNowOf,
} from '@kurrier/shared/api/mail';
import type { Endpoint, RequestInput, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { deliverByLmtp } from './deliver-by-lmtp.ts';
import { startGate, type Gate } from './start-gate.ts';
import { password, startMail, user, type Mail } from './start-mail.ts';
import { until } from '../setup/until.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

let mail: Mail;
let gate: Gate;
let bridge: BridgeProcess;
let accountId: string;
beforeAll(async () => {
  mail = await startMail();
  gate = await startGate({ port: mail.dovecot.ports.imaps });
  bridge = await startBridgeProcess();
  const caFile = path.join(bridge.dataDir, 'ca.pem');
  writeFileSync(caFile, mail.caPem);
  await bridge.stop();
  const args = [`--ca=${caFile}`, `--connect-to=localhost:993:127.0.0.1:${gate.port}`];
  bridge = await startBridgeProcess({ dataDir: bridge.dataDir, args });
  const saved = await ask(saveAccount, {
    change: { address: user, imap: { host: 'localhost', port: 993, username: user, secure: true, password } },
  });
  accountId = 'account' in saved ? saved.account.id : '';
});
// A test that fails while the way is cut leaves it open for those after it.
afterEach(() => gate.block(false));
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  rmSync(bridge.dataDir, { recursive: true });
  await gate[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

/** What the bridge answers, or the test ends. */
const ask = async <E extends Endpoint>(endpoint: E, request: RequestInput<E>): Promise<ResponseOf<E>> => {
  const answer = await bridge.call(endpoint, request);
  if (!answer.ok) throw new Error(`${endpoint.name}: ${answer.failure.kind}`);
  return answer.value;
};

const syncNow = async (): Promise<AccountSync> => (await ask(listSyncs, {})).syncs.find((sync) => sync.accountId === accountId)!;

test('a verified account syncs by itself, and new mail is told of within two seconds', async () => {
  await until(async () => expect((await syncNow()).state).toEqual({ phase: 'live' }));
  const taken: number[] = [];
  for (let i = 0; i < 7; i++) {
    let { cursor } = await ask(listSyncs, {});
    const startedAt = performance.now();
    await deliverByLmtp(mail.dovecot.ports.lmtp, user, `From: "Bob" <bob@mail.test>\nSubject: news ${i}\n\nhello ${i}`);
    for (let stored = 0; stored <= i;) {
      const news = await ask(eventsSince, { cursor, waitMs: 5_000 });
      cursor = news.cursor;
      for (const event of news.events)
        if (event.type === 'sync.changed') stored = event.sync.mailboxes.find(({ role }) => role === 'inbox')?.stored ?? 0;
    }
    taken.push(performance.now() - startedAt);
    const { rows } = await ask(listMessages, { limit: 1 });
    expect(rows[0]).toMatchObject({ subject: `news ${i}`, isUnread: true, from: [{ name: 'Bob', address: 'bob@mail.test' }] });
  }
  expect(taken.toSorted((a, b) => a - b)[3]).toBeLessThan(2_000);
});

test('new mail, marks and removals are told with the rows, to those who ask; who does not, hears what was always told', async () => {
  const { tells, cursor: start } = await ask(listAccounts, {});
  expect(tells).toEqual(['messages.changed']);
  const listed = await ask(listMessages, { limit: 200 });
  const rows = new Map(listed.rows.map((row) => [row.ref.uid, row]));
  let revision = listed.mailboxes?.[0]?.revision ?? 0;
  let cursor = start;
  /** Takes what is told, as a page does, until the list is as wanted. */
  const followUntil = async (isThere: () => boolean): Promise<void> => {
    while (!isThere()) {
      const news = await ask(eventsSince, { cursor, waitMs: 5_000, also: ['messages.changed'] });
      cursor = news.cursor;
      for (const event of news.events) {
        if (event.type !== 'messages.changed' || event.revision <= revision) continue;
        expect(event.before).toBeLessThanOrEqual(revision);
        for (const uid of event.removed) rows.delete(uid);
        for (const row of event.rows) rows.set(row.ref.uid, row);
        revision = event.revision;
        expect(event.messages).toBe(rows.size);
      }
    }
  };
  await deliverByLmtp(mail.dovecot.ports.lmtp, user, 'From: "Bob" <bob@mail.test>\nSubject: told\n\nhello');
  const find = () => [...rows.values()].find(({ subject }) => subject === 'told');
  await followUntil(() => find() !== undefined);
  const { uid } = find()!.ref;
  const here = ['-u', user, 'mailbox', 'INBOX', 'uid', String(uid)];
  await mail.doveadm('flags', 'add', '-u', user, '\\Seen', ...here.slice(2));
  await followUntil(() => find()?.isUnread === false);
  await mail.doveadm('expunge', ...here);
  await followUntil(() => find() === undefined);
  expect([...rows.values()].toSorted((a, b) => b.ref.uid - a.ref.uid)).toEqual((await ask(listMessages, { limit: 200 })).rows);
  // What is told does not say which of the messages a part of the list has.
  expect((await ask(listMessages, { only: 'unread', limit: 1 })).mailboxes).toBeUndefined();
  const old = await ask(eventsSince, { cursor: start, waitMs: 0 });
  const types = old.events.map(({ type }) => type);
  expect(types).toContain('sync.changed');
  expect(types).not.toContain('messages.changed');
});

test('a message opens as text, and is marked as read on the server', async () => {
  const { rows } = await ask(listMessages, { accountId, limit: 1 });
  const { ref } = rows[0]!;
  expect(await ask(openMessage, { ref })).toMatchObject({ text: 'hello 6', attachments: [] });
  expect(await ask(markSeen, { refs: [ref], seen: true })).toEqual({ done: 1 });
  expect(await mail.doveadm('fetch', '-u', user, 'flags', 'mailbox', 'INBOX', 'uid', String(ref.uid))).toContain('\\Seen');
});

test('what waits for the server is seen in a message that is opened meanwhile, as in the list', async () => {
  const { rows } = await ask(listMessages, { accountId, limit: 1 });
  const { ref } = rows[0]!;
  gate.block(true);
  expect(await ask(starMessages, { refs: [ref], starred: true })).toEqual({ done: 0, pending: 1 });
  const waiting = { isFlagged: true, pending: 'flags' };
  expect((await ask(listMessages, { accountId, limit: 1 })).rows[0]).toMatchObject(waiting);
  expect(await ask(openMessage, { ref })).toMatchObject({ text: 'hello 6', row: waiting });
  gate.block(false);
  await ask(syncNowOf, { accountId });
  await until(async () => expect(await ask(openMessage, { ref })).not.toHaveProperty('row.pending'));
  expect(await ask(openMessage, { ref })).toMatchObject({ row: { isFlagged: true } });
});

test('kurrier export writes an mbox that Python reads', async () => {
  const out = path.join(bridge.dataDir, 'mail.mbox');
  await run(process.execPath, ['bridge/src/cli/main.ts', 'export', user, '--folder', 'INBOX', '--out', out, '--data', bridge.dataDir], {
    cwd: root,
  });
  const script = 'import mailbox,sys;print([(m["subject"], m.get_payload().strip()) for m in mailbox.mbox(sys.argv[1])])';
  const { stdout } = await run('python3', ['-c', script, out]);
  expect(stdout.trim()).toBe(`[${Array.from({ length: 7 }, (_, i) => `('news ${i}', 'hello ${i}')`).join(', ')}]`);
  expect(readFileSync(out, 'latin1')).toMatch(/^From bob@mail\.test /);
});

test('the sources of several messages come in one answer, as the server has them; one that is long or gone is left to be read alone', async () => {
  const long = `From: "Bob" <bob@mail.test>\nSubject: long\n\n${`${'x'.repeat(70)}\n`.repeat(4_500)}`;
  await deliverByLmtp(mail.dovecot.ports.lmtp, user, long);
  await until(async () => expect((await ask(listMessages, { accountId })).total).toBe(8));
  const { rows } = await ask(listMessages, { accountId });
  const refs = rows.map(({ ref }) => ref);
  const gone = { ...refs[0]!, uid: refs[0]!.uid + 1 };
  const answer = await bridge.call(readSources, { refs: [gone, ...refs] });
  if (!answer.ok || !('lengths' in answer.value)) throw new Error(JSON.stringify(answer));
  const { lengths } = answer.value;
  expect(lengths.map((length) => length === null)).toEqual([true, true, ...refs.slice(1).map(() => false)]);
  let offset = 0;
  for (const [at, ref] of refs.slice(1).entries()) {
    const alone = await ask(readSource, { ref });
    const length = lengths[at + 2]!;
    expect(Buffer.from(answer.bytes.subarray(offset, offset + length)).toString('latin1')).toBe('bytes' in alone && alone.bytes);
    offset += length;
  }
  expect(await ask(readSources, { refs: [{ ...refs[0]!, uidValidity: 1 }] })).toEqual({ refused: 'not-found' });
  expect(await ask(readSources, { refs: [refs[0]!, { ...refs[1]!, mailboxId: 'another' }] })).toEqual({ refused: 'not-found' });
  await mail.doveadm('expunge', '-u', user, 'mailbox', 'INBOX', 'subject', 'long');
  await until(async () => expect((await ask(listMessages, { accountId })).total).toBe(7));
});

test('kurrier export writes mail for its owner alone, and over nothing that was not named for it', async () => {
  const out = path.join(bridge.dataDir, 'again.mbox');
  const target = path.join(bridge.dataDir, 'target');
  const link = path.join(bridge.dataDir, 'link.mbox');
  writeFileSync(out, 'notes', { mode: 0o644 });
  writeFileSync(target, 'notes');
  symlinkSync(target, link);
  const exportTo = async (...args: string[]) => {
    const command = ['bridge/src/cli/main.ts', 'export', user, '--folder', 'INBOX', '--data', bridge.dataDir, ...args];
    return run(process.execPath, command, { cwd: root }).then(
      () => ({ code: 0, stderr: '' }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
    );
  };
  expect(await exportTo('--out', out)).toEqual({ code: 2, stderr: expect.stringContaining('is there already') });
  for (const more of [[], ['--overwrite']])
    expect(await exportTo('--out', link, ...more)).toEqual({ code: 2, stderr: expect.stringContaining('is a link, a folder or a device') });
  expect(await exportTo('--out', path.join(bridge.dataDir, 'none/mail.mbox'))).toEqual({
    code: 1,
    stderr: expect.stringMatching(/none\/mail\.mbox: The data folder|cannot be written/),
  });
  expect([readFileSync(out, 'utf8'), readFileSync(target, 'utf8')]).toEqual(['notes', 'notes']);
  expect(await exportTo('--out', out, '--overwrite')).toEqual({ code: 0, stderr: '' });
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(readFileSync(out, 'latin1')).toMatch(/^From bob@mail\.test /);
});

test('a pause outlives the bridge; a removed account leaves nothing behind', async () => {
  expect(await ask(pauseSync, { accountId, paused: true })).toMatchObject({ state: { phase: 'paused' } });
  const { dataDir } = bridge;
  await bridge.stop('SIGKILL');
  bridge = await startBridgeProcess({ dataDir, args: [`--ca=${path.join(dataDir, 'ca.pem')}`] });
  expect(await until(syncNow)).toMatchObject({ state: { phase: 'paused' } });
  expect((await ask(listMessages, { accountId })).total).toBe(7);
  await ask(removeAccount, { id: accountId });
  await until(async () => expect((await ask(listSyncs, {})).syncs).toEqual([]));
  await bridge.stop();
  const database = new DatabaseSync(path.join(dataDir, 'store', 'mail.sqlite'));
  expect(database.prepare('SELECT namespace, key, value FROM entries WHERE namespace LIKE ?').all(`%${accountId}%`)).toEqual([]);
  database.close();
  bridge = await startBridgeProcess({ dataDir });
});
