import { chmod, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Secret } from '@kurrier/shared/secret';
import type { Keyring } from './key-storage.ts';
import { createVaultSlot } from './lockable-vault.ts';
import { openVault, type OpenVaultOptions } from './open-vault.ts';
import type { SecretBinding } from './vault.ts';

let root = '';
let counter = 0;
beforeAll(async () => void (root = await mkdtemp(path.join(tmpdir(), 'kurrier-vault-'))));
afterAll(() => rm(root, { recursive: true }));

const binding: SecretBinding = { accountId: 'a', field: 'smtp', host: 'mail.test', port: 465, secure: true, username: 'joe@mail.test' };
const canary = 'correct horse Grüße';
const createFolders = () => {
  const folder = path.join(root, String(counter++));
  return { dataDir: path.join(folder, 'data'), keyDir: path.join(folder, 'keys') };
};
const open = async (options: OpenVaultOptions) => {
  const opened = await openVault(options);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
};
const createMemoryKeyring = () => {
  const entries = new Map<string, string>();
  const keyring: Keyring = (name) => ({ get: async () => entries.get(name) ?? null, set: async (text) => void entries.set(name, text) });
  return { entries, openKeyring: async () => keyring };
};
const snapshot = async (folder: string) =>
  Promise.all((await readdir(folder)).map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')]));

test('a secret opens after a restart, for its binding only', async () => {
  const folders = createFolders();
  const record = await (await open(folders)).seal(new Secret(canary), binding);
  const vault = await open(folders);
  const opened = await vault.open(record, { ...binding, allowUnencrypted: false });
  expect(opened.ok && opened.value.reveal()).toBe(canary);
  const others: SecretBinding[] = [
    { ...binding, accountId: 'b' },
    { ...binding, field: 'imap' },
    { ...binding, host: 'evil.test' },
    { ...binding, port: 587 },
    { ...binding, secure: false },
    { ...binding, secure: false, allowUnencrypted: true },
    { ...binding, allowUnencrypted: true },
    { ...binding, username: 'jim@mail.test' },
  ];
  for (const other of others) expect(await vault.open(record, other)).toEqual({ ok: false, failure: 'unreadable' });
});

test('a changed, foreign or plain record does not open', async () => {
  const vault = await open(createFolders());
  const record = await vault.seal(new Secret(canary), binding);
  const [version, keyId, iv, ciphertext, tag] = record.split('.') as [string, string, string, string, string];
  const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
  const foreign = await (await open(createFolders())).seal(new Secret(canary), binding);
  const records = [
    foreign,
    canary,
    '',
    `2.${keyId}.${iv}.${ciphertext}.${tag}`,
    `${version}.${flip(keyId)}.${iv}.${ciphertext}.${tag}`,
    `${version}.${keyId}.${flip(iv)}.${ciphertext}.${tag}`,
    `${version}.${keyId}.${iv}.${flip(ciphertext)}.${tag}`,
    `${version}.${keyId}.${iv}.${ciphertext}.${flip(tag)}`,
    `${version}.${keyId}.${iv}.${ciphertext}.${Buffer.from(tag, 'base64url').subarray(0, 12).toString('base64url')}`,
    `${record}.`,
    `${record}=`,
  ];
  for (const changed of records) expect(await vault.open(changed, binding), changed).toEqual({ ok: false, failure: 'unreadable' });
});

test('after rotation old and new records open, and the old key is gone', async () => {
  const folders = createFolders();
  const vault = await open(folders);
  const before = await vault.seal(new Secret(canary), binding);
  const [oldKey] = Object.keys(JSON.parse(await readFile(path.join(folders.keyDir, 'vault.key'), 'utf8')) as object);
  expect(await vault.rotate()).toBe('rotated');
  const after = await vault.seal(new Secret(canary), binding);
  expect(await readFile(path.join(folders.keyDir, 'vault.key'), 'utf8')).not.toContain(oldKey);
  for (const one of [vault, await open(folders)])
    for (const record of [before, after]) expect(await one.open(record, binding)).toMatchObject({ ok: true });
});

test('once old keys are forgotten, only what was sealed anew opens', async () => {
  const folders = createFolders();
  const vault = await open(folders);
  const before = await vault.seal(new Secret(canary), binding);
  await vault.rotate();
  const after = await vault.seal(new Secret(canary), binding);
  await vault.forgetOldKeys();
  for (const one of [vault, await open(folders)]) {
    expect(await one.open(before, binding)).toEqual({ ok: false, failure: 'unreadable' });
    expect(await one.open(after, binding)).toMatchObject({ ok: true });
  }
});

test('a keyring keeps the key; without it the vault is locked', async () => {
  const folders = createFolders();
  const { openKeyring, entries } = createMemoryKeyring();
  const vault = await open({ ...folders, openKeyring });
  expect(vault.keyHolder()).toBe('keyring');
  expect(await readdir(folders.keyDir)).toEqual([]);
  await vault.rotate();
  await open({ ...folders, openKeyring });
  expect(await openVault(folders)).toMatchObject({ failure: { kind: 'locked', reason: 'keyring-unavailable' } });
  entries.clear();
  expect(await openVault({ ...folders, openKeyring })).toMatchObject({ failure: { kind: 'locked', reason: 'key-missing' } });
});

test('a passphrase opens what it made', async () => {
  const folders = createFolders();
  const passphrase = new Secret('over the hills');
  const vault = await open({ ...folders, passphrase });
  const record = await vault.seal(new Secret(canary), binding);
  expect(await openVault(folders)).toMatchObject({ failure: { reason: 'passphrase-needed' } });
  expect(await openVault({ ...folders, passphrase: new Secret('far away') })).toMatchObject({ failure: { reason: 'passphrase-wrong' } });
  expect(await vault.rotate()).toBe('passphrase-needed');
  expect(await vault.rotate({ passphrase: new Secret('far far away') })).toBe('rotated');
  expect(await (await open({ ...folders, passphrase: new Secret('far far away') })).open(record, binding)).toMatchObject({ ok: true });
});

test.each([
  ['the key file', undefined],
  ['the keyring', createMemoryKeyring().openKeyring],
])('a passphrase can be taken off again: %s keeps the key then', async (_, openKeyring) => {
  const folders = { ...createFolders(), ...(openKeyring && { openKeyring }) };
  const vault = await open(folders);
  const record = await vault.seal(new Secret(canary), binding);
  const before = vault.keyHolder();
  await vault.rotate({ passphrase: new Secret('over the hills') });
  // Also by a bridge that was started anew meanwhile.
  const reopened = await open({ ...folders, passphrase: new Secret('over the hills') });
  expect(await reopened.rotate({ dropPassphrase: true })).toBe('rotated');
  expect(reopened.keyHolder()).toBe(before);
  expect(await (await open(folders)).open(record, binding)).toMatchObject({ ok: true });
  expect(await (await open({ ...folders, passphrase: new Secret('over the hills') })).open(record, binding)).toMatchObject({ ok: true });
});

test.each(['', 'short', '123456789', 'e\u0301'.repeat(9), '😀'.repeat(9)])(
  'a passphrase of fewer than ten characters is refused: %j',
  async (text) => {
    const folders = createFolders();
    const vault = await open(folders);
    expect(await vault.rotate({ passphrase: new Secret(text) })).toBe('passphrase-too-short');
    expect((await open(folders)).keyHolder()).toBe('key-file');
  },
);

test('a wrong passphrase that is still being tried does not lock what the right one opened', async () => {
  const folders = createFolders();
  await (await open(folders)).rotate({ passphrase: new Secret('over the hills') });
  const slot = await createVaultSlot((passphrase) => openVault({ ...folders, ...(passphrase && { passphrase }) }));
  if (!slot.ok) throw new Error(slot.failure.kind);
  const tries = ['far far away', 'over the hills', 'nearly over the hills'].map((text) => slot.value.unlock(new Secret(text)));
  expect((await Promise.all(tries)).map(({ state }) => state)).toEqual(['locked', 'open', 'open']);
  expect(slot.value.isLocked()).toBe(false);
});

test('rotation with a passphrase takes the key from the key file', async () => {
  const folders = createFolders();
  const vault = await open(folders);
  const record = await vault.seal(new Secret(canary), binding);
  expect(await vault.rotate({ passphrase: new Secret('over the hills') })).toBe('rotated');
  expect(vault.keyHolder()).toBe('passphrase');
  expect(JSON.parse(await readFile(path.join(folders.keyDir, 'vault.key'), 'utf8'))).toEqual({});
  expect(await openVault(folders)).toMatchObject({ failure: { reason: 'passphrase-needed' } });
  const reopened = await open({ ...folders, passphrase: new Secret('over the hills') });
  expect(await reopened.open(record, binding)).toMatchObject({ ok: true });
  expect(await vault.rotate()).toBe('passphrase-needed');
});

test.each([
  ['key file gone', 'key-missing', (f: Folders) => rm(path.join(f.keyDir, 'vault.key'))],
  ['key file empty', 'key-missing', (f: Folders) => writeFile(path.join(f.keyDir, 'vault.key'), '')],
  ['vault file gone', 'vault-file-missing', (f: Folders) => rm(path.join(f.dataDir, 'vault.json'))],
  ['vault file broken', 'vault-file-broken', (f: Folders) => writeFile(path.join(f.dataDir, 'vault.json'), '{')],
] as const)('%s: locked, and nothing is written', async (_, reason, damage) => {
  const folders = createFolders();
  await open(folders);
  await damage(folders);
  const before = [await snapshot(folders.dataDir), await snapshot(folders.keyDir)];
  expect(await openVault({ ...folders, hasRecords: async () => true })).toMatchObject({ failure: { kind: 'locked', reason } });
  expect([await snapshot(folders.dataDir), await snapshot(folders.keyDir)]).toEqual(before);
});

type Folders = ReturnType<typeof createFolders>;
test.each([
  ['key file 0644', 'mode', /^chmod 600 '.*vault\.key'$/, (f: Folders) => chmod(path.join(f.keyDir, 'vault.key'), 0o644)],
  ['vault file 0640', 'mode', /^chmod 600 '.*vault\.json'$/, (f: Folders) => chmod(path.join(f.dataDir, 'vault.json'), 0o640)],
  ['data folder 0777', 'mode', /^chmod 700 '.*data'$/, (f: Folders) => chmod(f.dataDir, 0o777)],
  ['key folder 0755', 'mode', /^chmod 700 '.*keys'$/, (f: Folders) => chmod(f.keyDir, 0o755)],
  [
    'key file a symlink',
    'symlink',
    /^rm '.*vault\.key' && mv '.*elsewhere' '.*vault\.key'$/,
    async ({ keyDir }: Folders) => {
      await rename(path.join(keyDir, 'vault.key'), path.join(keyDir, 'elsewhere'));
      await symlink('elsewhere', path.join(keyDir, 'vault.key'));
    },
  ],
] as const)('refuses %s and says what mends it', async (_, problem, mend, damage) => {
  const folders = createFolders();
  await open(folders);
  await damage(folders);
  expect(await openVault(folders)).toMatchObject({ failure: { kind: 'not-private', problem, mend: expect.stringMatching(mend) } });
});

test('no file holds the secret', async () => {
  const folders = createFolders();
  const vault = await open(folders);
  await vault.seal(new Secret(canary), binding);
  expect(JSON.stringify([await snapshot(folders.dataDir), await snapshot(folders.keyDir)])).not.toContain(canary);
});
