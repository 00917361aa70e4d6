import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Secret } from '@kurrier/shared/secret';
import { importVaultKey, exportVault } from './export-vault.ts';
import type { Keyring } from './key-storage.ts';
import { openVault } from './open-vault.ts';
import type { SecretBinding } from './vault.ts';

const createComputer = (keyring: 'no keyring' | 'keyring' | 'full keyring') => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-carry-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const entries = new Map<string, string>();
  const set = async (name: string, text: string) => {
    if (keyring === 'full keyring') throw new Error('no room');
    entries.set(name, text);
  };
  const open: Keyring = (name) => ({ get: async () => entries.get(name) ?? null, set: (text) => set(name, text) });
  return {
    entries,
    dataDir: path.join(folder, 'store'),
    keyDir: path.join(folder, 'keys'),
    openKeyring: async () => (keyring === 'no keyring' ? null : open),
  };
};
type Computer = ReturnType<typeof createComputer>;

const openOn = async (computer: Computer, passphrase?: Secret) => {
  const opened = await openVault({ ...computer, ...(passphrase && { passphrase }) });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
};
const carry = async (from: Computer, to: Computer, keyringThen = to.openKeyring): Promise<void> => {
  const taken = await exportVault(from);
  if (!taken.ok || taken.value === null) throw new Error('there is no vault');
  await openOn(to);
  const placed = await importVaultKey(taken.value, { ...to, openKeyring: keyringThen });
  if (!placed.ok || placed.value === null) throw new Error('it was not taken');
  writeFileSync(path.join(to.dataDir, 'vault.json'), placed.value, { mode: 0o600 });
};

const binding: SecretBinding = { accountId: 'a', field: 'imap', host: 'h', port: 1, secure: true, username: 'u' };

test.each([
  ['no keyring', 'no keyring', 'key-file'],
  ['no keyring', 'keyring', 'key-file'],
  ['keyring', 'keyring', 'keyring'],
  ['keyring', 'no keyring', 'key-file'],
] as const)('from a computer with %s to one with %s: its records open, and the key is in the %s', async (here, there, holder) => {
  const [from, to] = [createComputer(here), createComputer(there)];
  const sealed = await (await openOn(from)).seal(new Secret('kept'), binding);
  await carry(from, to);
  const vault = await openOn(to);
  expect(vault.keyHolder()).toBe(holder);
  const opened = await vault.open(sealed, binding);
  expect(opened.ok && opened.value.reveal()).toBe('kept');
});

test('a keyring that takes nothing leaves the key to the file', async () => {
  const [from, to] = [createComputer('keyring'), createComputer('no keyring')];
  await openOn(from);
  await carry(from, to, createComputer('full keyring').openKeyring);
  expect((await openOn(to)).keyHolder()).toBe('key-file');
});

test('the keys that are there stay beside it', async () => {
  const [from, to] = [createComputer('no keyring'), createComputer('no keyring')];
  await openOn(from);
  await openOn(to);
  const before = Object.keys(JSON.parse(readFileSync(path.join(to.keyDir, 'vault.key'), 'utf8')) as object);
  await carry(from, to);
  expect(Object.keys(JSON.parse(readFileSync(path.join(to.keyDir, 'vault.key'), 'utf8')) as object)).toEqual([
    ...before,
    expect.any(String),
  ]);
});

test('a vault that a passphrase keeps is exported without a key', async () => {
  const from = createComputer('no keyring');
  await (await openOn(from)).rotate({ passphrase: new Secret('ten letters') });
  expect(await exportVault(from)).toMatchObject({ ok: true, value: { key: null } });
});

test('a vault whose key is not at hand is not exported', async () => {
  const from = createComputer('no keyring');
  await openOn(from);
  writeFileSync(path.join(from.keyDir, 'vault.key'), '{}', { mode: 0o600 });
  expect(await exportVault(from)).toMatchObject({ ok: false, failure: { reason: 'key-missing' } });
});
