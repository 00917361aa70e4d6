import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { listMessages, listSyncs } from '@kurrier/shared/api/mail';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { deliverByLmtp } from '../sync/deliver-by-lmtp.ts';
import { password, startMail, user, type Mail } from '../sync/start-mail.ts';
import { startBridgeHere } from './start-bridge-here.ts';
import { until } from '../setup/until.ts';

/**
 * Stored mail that cannot be read is put aside and fetched again by itself, whenever that is noticed; so is the outbox, of which nothing
 * can be fetched.
 */
const template = mkdtempSync(path.join(tmpdir(), 'kurrier-mail-'));
let mail: Mail;
const start = (dataDir: string) =>
  startBridgeHere(dataDir, { ca: [mail.caPem], connectTo: [`localhost:993:127.0.0.1:${mail.dovecot.ports.imaps}`] });
type Here = Awaited<ReturnType<typeof start>>;

const subjectsOf = async (bridge: Here): Promise<string[]> => {
  const syncs = await bridge.call(listSyncs, {});
  expect(syncs.ok && syncs.value.syncs.map(({ state }) => state.phase)).toEqual(['live']);
  const listed = await bridge.call(listMessages, { limit: 50 });
  return listed.ok ? listed.value.rows.map(({ subject }) => subject).toSorted() : [listed.failure.kind];
};
const all = Array.from({ length: 9 }, (_, index) => `news ${index}`);
const waitForMail = (bridge: Here) => until(async () => expect(await subjectsOf(bridge)).toEqual(all));

beforeAll(async () => {
  mail = await startMail();
  for (const subject of all) await deliverByLmtp(mail.dovecot.ports.lmtp, user, `From: bob@mail.test\nSubject: ${subject}\n\nhello`);
  await using bridge = await start(template);
  const imap = { host: 'localhost', port: 993, username: user, secure: true, password };
  expect(await bridge.call(saveAccount, { change: { address: user, imap } })).toMatchObject({ ok: true });
  await waitForMail(bridge);
});
afterAll(async () => {
  await mail[Symbol.asyncDispose]();
  rmSync(template, { recursive: true });
});

const createDataDir = (): string => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-mail-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  cpSync(template, dataDir, { recursive: true });
  return dataDir;
};
const keptBeside = (file: string): string[] =>
  readdirSync(path.dirname(file))
    .filter((name) => name.startsWith(`${path.basename(file)}.damaged-`) && !/-(?:wal|shm)$/.test(name))
    .map((name) => path.join(path.dirname(file), name));

/** Changes rows as somebody does who edits the file, or a disk that turns bits: SQLite itself notices nothing. */
const changeRows = (file: string, namespace: string, key: string, change: (value: string) => string): void => {
  using database = new DatabaseSync(file);
  const rows = database.prepare('SELECT id, value FROM entries WHERE namespace LIKE ? AND key LIKE ?').all(namespace, key) as unknown as {
    id: number;
    value: string;
  }[];
  const changed = rows.filter(({ value }) => change(value) !== value);
  expect(changed.length).toBeGreaterThan(0);
  for (const { id, value } of changed) database.prepare('UPDATE entries SET value = ? WHERE id = ?').run(change(value), id);
};

const damages: [string, (file: string) => void][] = [
  ['other bytes', (file) => writeFileSync(file, 'x'.repeat(20_000))],
  ['half of it', (file) => truncateSync(file, statSync(file).size / 2)],
  // The schema is sound, so that it opens, and what is in it is not.
  ['pages of nothing', (file) => writeFileSync(file, readFileSync(file).fill(0, 8192))],
  ['pages of noise', (file) => writeFileSync(file, readFileSync(file).fill(0xa5, 8192))],
];

test.each(damages)('stored mail with %s is put aside as it is and fetched again', async (_, damage) => {
  const dataDir = createDataDir();
  const file = path.join(dataDir, 'store/mail.sqlite');
  damage(file);
  const damaged = readFileSync(file);
  await using bridge = await start(dataDir);
  await waitForMail(bridge);
  const [kept, ...more] = keptBeside(file);
  expect(more).toEqual([]);
  expect(readFileSync(kept!).subarray(8192)).toEqual(damaged.subarray(8192));
  expect(bridge.reported.join('\n')).toContain(`kept as ${kept}`);
});

const changedRows: [string, string, (value: string) => string][] = [
  ['an account without its mailboxes', 'account', (value) => value.replace('"mailboxes":', '"other":')],
  ['a mailbox whose cursor is text', 'state', (value) => value.replace(/"uidNext":\d+/, '"uidNext":"many"')],
  ['a letter of a message', 'content:%', (value) => value.replace('news 3', 'newz 3')],
  ['another UID in the index', 'index:%', (value) => value.replace(/"uids":\[\d+/, '"uids":[77')],
  [
    'a page of an earlier version with a column too short',
    'content:%',
    (value) => value.replace(/,"version".*?"checksum":\d+/, '').replace(/"sizes":\[\d+,/, '"sizes":['),
  ],
];

test.each(changedRows)('stored mail with %s is put aside and fetched again', async (_, key, change) => {
  const dataDir = createDataDir();
  const file = path.join(dataDir, 'store/mail.sqlite');
  changeRows(file, 'mail:%', key, change);
  await using bridge = await start(dataDir);
  await until(() => bridge.call(listMessages, { limit: 50 }).then(() => expect(keptBeside(file)).toHaveLength(1)));
  await waitForMail(bridge);
});

test('a record of the outbox that is none is kept beside it, and said in the outbox', async () => {
  const dataDir = createDataDir();
  const file = path.join(dataDir, 'store/outbox.sqlite');
  const spooled = path.join(dataDir, 'store/outbox/the-id.eml');
  mkdirSync(path.dirname(spooled), { recursive: true });
  writeFileSync(spooled, 'a long message');
  using database = new DatabaseSync(file);
  const insert = database.prepare('INSERT INTO entries (namespace, key, value) VALUES (?, ?, ?)');
  insert.run('outbox', 'record:0abc-the-id', JSON.stringify({ value: { entry: { id: 'the-id', subject: 'Half' } } }));
  insert.run('outbox', 'content:0abc-the-id', JSON.stringify({ value: 'Subject: Half' }));
  database.close();
  for (const _ of ['first', 'again']) {
    await using bridge = await start(dataDir);
    // The outbox is opened after the bridge answers; its list waits for it.
    const listed = await bridge.call(listOutbox, {});
    const kept = keptBeside(file);
    expect(kept).toHaveLength(2);
    expect(listed).toMatchObject({ ok: true, value: { entries: [], putAside: kept } });
    expect(readFileSync(kept[0]!, 'utf8')).toMatch(/"Half"[^]*Subject: Half/);
    expect(statSync(kept[0]!).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept[1]!, 'utf8')).toBe('a long message');
  }
});

test('an outbox with other bytes is put aside as it is; a new one takes its place', async () => {
  const dataDir = createDataDir();
  const file = path.join(dataDir, 'store/outbox.sqlite');
  writeFileSync(file, 'y'.repeat(20_000));
  await using bridge = await start(dataDir);
  expect(await bridge.call(listOutbox, {})).toMatchObject({ ok: true, value: { entries: [], putAside: keptBeside(file) } });
  expect(readFileSync(keptBeside(file)[0]!, 'utf8')).toBe('y'.repeat(20_000));
  expect(bridge.reported.join('\n')).toContain('outbox.sqlite');
});
