import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { listAccounts, saveAccount } from '@kurrier/shared/api/accounts';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { sendMessage } from '@kurrier/shared/api/send';
import { vaultState } from '@kurrier/shared/api/vault';
import { Secret } from '@kurrier/shared/secret';
import { explainStorageErrors } from '../../bridge/src/cli/backup/describe-refusal.ts';
import { restoreFile } from '../../bridge/src/cli/backup/restore-file.ts';
import { writeBackupFile } from '../../bridge/src/cli/backup/write-backup-file.ts';
import { foldersFor } from '../../bridge/src/main/config.ts';
import { openVault } from '../../bridge/src/vault/open-vault.ts';
import type { SecretBinding } from '../../bridge/src/vault/vault.ts';
import { runKurrier } from './run-kurrier.ts';
import { startBridgeHere } from './start-bridge-here.ts';

/** `kurrier backup` writes one sealed file, and `kurrier restore` brings it back, elsewhere, or in the place of what is there. */
const work = mkdtempSync(path.join(tmpdir(), 'kurrier-backup-'));
const original = path.join(work, 'original');
const file = path.join(work, 'kurrier.backup');
const passphrase = 'a passphrase of the backup';
const password = 'the-password-canary';
const leg = (user: string) => ({ host: '127.0.0.1', port: 1, username: user, secure: true, password });
const binding: SecretBinding = { accountId: 'a', field: 'imap', host: 'h', port: 1, secure: true, username: 'u' };
let sealed: string;

const vaultOf = async (dataDir: string) => {
  const opened = await openVault({ dataDir: path.join(dataDir, 'store'), keyDir: path.join(dataDir, 'keys') });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
};
const save = async (bridge: Awaited<ReturnType<typeof startBridgeHere>>, user: string): Promise<string> => {
  const saved = await bridge.call(saveAccount, { change: { address: user, smtp: leg(user), imap: leg(user) } });
  if (!saved.ok || !('account' in saved.value)) throw new Error(JSON.stringify(saved));
  return saved.value.account.id;
};
const addressesOf = async (bridge: Awaited<ReturnType<typeof startBridgeHere>>) => {
  const listed = await bridge.call(listAccounts, {});
  return listed.ok ? listed.value.accounts.map(({ address }) => address) : listed.failure.kind;
};
/** What lies in a data folder, by name and hash. The lock is no data, nor are the files that SQLite makes to read. */
const contentOf = (dataDir: string) =>
  readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^in-use\.sqlite|^bridge\.lock$|-(?:wal|shm)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((name) => `${path.relative(dataDir, name)} ${createHash('sha256').update(readFileSync(name)).digest('hex')}`);
const createFolder = (from?: string): string => {
  const folder = mkdtempSync(path.join(work, 'data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (from !== undefined) cpSync(from, folder, { recursive: true });
  return folder;
};
/** The command, without a process of its own. */
const restore = async (dataDir: string, from = file, words = passphrase, replace = false) => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    const options = { data: dataDir, replace, askPassphrase: async () => words };
    const problem = await explainStorageErrors(() => restoreFile(foldersFor(dataDir), from, options));
    return { problem, output: said.mock.calls.join('\n') };
  } finally {
    said.mockRestore();
  }
};
const backUp = (dataDir: string, target: string) =>
  explainStorageErrors(() => writeBackupFile(foldersFor(dataDir), target, new Secret(passphrase)));

beforeAll(async () => {
  await using bridge = await startBridgeHere(original);
  const accountId = await save(bridge, 'ann@mail.test');
  for (const text of ['short', 'long '.repeat(20_000)]) {
    const message = { from: { address: 'ann@mail.test' }, to: [{ address: 'bob@mail.test' }], subject: 'Waiting', text };
    expect(await bridge.call(sendMessage, { accountId, idempotencyKey: `message-${text.length}`, message })).toMatchObject({
      value: { existing: false },
    });
  }
  sealed = await (await vaultOf(original)).seal(new Secret('kept'), binding);
  // The bridge runs, and goes on.
  expect(await runKurrier(original, ['backup', file], `${passphrase}\n`)).toMatchObject({ code: 0 });
  expect(await addressesOf(bridge)).toEqual(['ann@mail.test']);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test('it is readable by its owner alone, and shows nothing of what is in it', () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'latin1');
  for (const word of ['ann@mail.test', password, passphrase, 'SQLite', 'long ']) expect(text).not.toContain(word);
  expect(readdirSync(path.join(original, 'store')).filter((name) => name.startsWith('scratch-'))).toEqual([]);
});

test('in an empty folder everything is there again, and nothing that was waiting is sent', async () => {
  const dataDir = createFolder();
  const restored = await runKurrier(dataDir, ['restore', file], `${passphrase}\n`);
  expect(restored).toMatchObject({ code: 0, errors: expect.not.stringContaining('kurrier:') });
  expect(restored.output).toContain('2 messages were waiting then');
  await using bridge = await startBridgeHere(dataDir);
  expect(bridge).toMatchObject({ isDamaged: false, reported: [] });
  expect(await addressesOf(bridge)).toEqual(['ann@mail.test']);
  expect(await bridge.call(vaultState, {})).toMatchObject({ value: { state: 'open' } });
  expect(await (await vaultOf(dataDir)).open(sealed, binding)).toMatchObject({ ok: true });
  const outbox = await bridge.call(listOutbox, {});
  expect(outbox.ok && outbox.value.entries.map(({ status }) => status.state)).toEqual(['unknown', 'unknown']);
  expect(existsSync(path.join(dataDir, 'keys/devices.json'))).toBe(true);
});

test('over accounts that are there it needs a word, and keeps them', async () => {
  const dataDir = createFolder();
  {
    await using bridge = await startBridgeHere(dataDir);
    await save(bridge, 'bob@mail.test');
    expect(await restore(dataDir, file, passphrase, true)).toMatchObject({ problem: expect.stringContaining('Stop it first') });
    expect(await addressesOf(bridge)).toEqual(['bob@mail.test']);
  }
  const before = contentOf(dataDir);
  const accounts = readFileSync(path.join(dataDir, 'store/accounts.sqlite'));
  expect(await restore(dataDir)).toMatchObject({ problem: expect.stringContaining('--replace') });
  expect(contentOf(dataDir)).toEqual(before);

  const replaced = await restore(dataDir, file, passphrase, true);
  expect(replaced.problem).toBeNull();
  const kept = /kept as (\S+accounts\.sqlite\.replaced-\S+)\.\n/.exec(replaced.output)![1]!;
  expect(readFileSync(kept)).toEqual(accounts);
  await using bridge = await startBridgeHere(dataDir);
  expect(await addressesOf(bridge)).toEqual(['ann@mail.test']);
});

test('where a bridge has run and has no accounts, nothing is in the way', async () => {
  const dataDir = createFolder();
  await (await startBridgeHere(dataDir)).stop();
  expect(await restore(dataDir)).toMatchObject({ problem: null });
  await using bridge = await startBridgeHere(dataDir);
  expect(await addressesOf(bridge)).toEqual(['ann@mail.test']);
});

const copied = (dataDir: string): string => {
  cpSync(original, dataDir, { recursive: true });
  return dataDir;
};
const changed = (change: (bytes: Buffer) => Buffer | string) => () => {
  const target = path.join(work, 'changed');
  writeFileSync(target, change(readFileSync(file)));
  return target;
};
const headOf = (bytes: Buffer): [string, Buffer] => {
  const end = bytes.indexOf('\n');
  return [bytes.toString('utf8', 0, end), bytes.subarray(end)];
};
test.each<[string, string, (() => string) | undefined, string?]>([
  ['another passphrase', 'does not open the backup', undefined, 'another passphrase'],
  ['no passphrase', 'does not open the backup', undefined, ''],
  ['a file that is not there', 'no such file', () => path.join(work, 'nothing')],
  ['an empty file', 'no backup of Kurrier', changed(() => '')],
  ['a database', 'no backup of Kurrier', () => path.join(original, 'store/accounts.sqlite')],
  ['a line without an end', 'no backup of Kurrier', changed(() => 'x'.repeat(100_000))],
  ['a folder', 'no backup of Kurrier', () => work],
  ['a file cut short', 'damaged', changed((bytes) => bytes.subarray(0, -1))],
  ['a file with more behind it', 'damaged', changed((bytes) => Buffer.concat([bytes, bytes]))],
  [
    'a byte changed at its end',
    'damaged',
    changed((bytes) => Buffer.from(bytes).fill(bytes.at(-9)! ^ 1, bytes.length - 9, bytes.length - 8)),
  ],
  [
    'a newer version',
    'newer version',
    changed((bytes) => {
      const [head, rest] = headOf(bytes);
      return Buffer.concat([Buffer.from(head.replace('"kurrierBackup":1', '"kurrierBackup":2,"more":true')), rest]);
    }),
  ],
  [
    'a cost that nobody can pay',
    'no backup of Kurrier',
    changed((bytes) => {
      const [head, rest] = headOf(bytes);
      return Buffer.concat([Buffer.from(head.replace(/"cost":\d+/, '"cost":1073741824')), rest]);
    }),
  ],
])('%s is refused, and nothing is changed', async (_, says, from = () => file, words = passphrase) => {
  const dataDir = createFolder();
  const result = await restore(dataDir, from(), words);
  expect(result).toMatchObject({ output: '', problem: expect.stringContaining(says) });
  expect(result.problem).toContain('Nothing was changed here');
  expect(contentOf(dataDir)).toEqual([]);
});

test('data of a newer version is refused in both directions', async () => {
  const newer = createFolder(original);
  writeFileSync(path.join(newer, 'store/data.json'), '{"version":99}\n', { mode: 0o600 });
  const target = path.join(work, 'newer.backup');
  expect(await backUp(newer, target)).toContain('newer version');
  expect(existsSync(target)).toBe(false);
  const before = contentOf(newer);
  expect(await restore(newer, file, passphrase, true)).toMatchObject({ problem: expect.stringContaining('newer version') });
  expect(contentOf(newer)).toEqual(before);
});

test.each<[string, string, (target: string) => void]>([
  ['a file', 'is there already', (target) => writeFileSync(target, 'mine')],
  ['a link', 'is not a file', (target) => symlinkSync(path.join(work, 'elsewhere'), target)],
  ['a folder', 'is not a file', (target) => mkdirSync(target)],
])('%s of that name stays as it is', async (_, says, make) => {
  const target = path.join(work, 'taken');
  make(target);
  onTestFinished(() => rmSync(target, { recursive: true }));
  expect(await backUp(original, target)).toContain(says);
  expect(existsSync(path.join(work, 'elsewhere'))).toBe(false);
  if (statSync(target, { throwIfNoEntry: false })?.isFile()) expect(readFileSync(target, 'utf8')).toBe('mine');
});

test.each<[string, string, (dataDir: string) => void]>([
  ['no bridge has run', 'nothing to back up', () => undefined],
  ['the key is gone', 'key is not at', (dataDir) => rmSync(path.join(copied(dataDir), 'keys/vault.key'))],
  ['the accounts are gone', 'accounts cannot be read', (dataDir) => rmSync(path.join(copied(dataDir), 'store/accounts.sqlite'))],
  [
    'the accounts are damaged',
    'accounts cannot be read',
    (dataDir) => truncateSync(path.join(copied(dataDir), 'store/accounts.sqlite'), 5000),
  ],
])('where %s, nothing is written', async (_, says, make) => {
  const dataDir = createFolder();
  make(dataDir);
  const target = path.join(work, 'never');
  expect(await backUp(dataDir, target)).toContain(says);
  expect(existsSync(target)).toBe(false);
});

test('a passphrase that is too short is none', async () => {
  const target = path.join(work, 'never');
  expect(await runKurrier(original, ['backup', target], 'short\n')).toMatchObject({
    code: 2,
    errors: expect.stringContaining('10 characters'),
  });
  expect(existsSync(target)).toBe(false);
});
