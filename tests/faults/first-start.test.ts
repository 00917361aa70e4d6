import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { startBridgeHere } from './start-bridge-here.ts';

const createDataDir = (): string => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-first-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
};

test('a first start without a keyring says once where the key of the passwords is kept, and what to do about it', async () => {
  const dataDir = createDataDir();
  const first = await startBridgeProcess({ dataDir });
  await expect.poll(() => first.output()).toContain('Pairing code');
  expect(first.output()).toContain(`is kept in ${path.join(dataDir, 'keys/vault.key')}`);
  expect(first.output()).toContain('rotate --passphrase');
  await first.stop();
  const again = await startBridgeProcess({ dataDir });
  await expect.poll(() => again.output()).toContain('Pairing code');
  expect(again.output()).not.toContain('vault.key');
  await again.stop();
});

test('keys that a killed write left behind are gone after the next start; those of a running bridge are let alone', async () => {
  const dataDir = createDataDir();
  await (await startBridgeHere(dataDir)).stop();
  const leftovers = ['keys/vault.key.0123456789ab.tmp', 'keys/devices.json.ba9876543210.tmp', 'store/vault.json.00112233aabb.tmp'].map(
    (name) => path.join(dataDir, name),
  );
  for (const file of leftovers) writeFileSync(file, 'a key', { mode: 0o600 });
  const kept = readdirSync(path.join(dataDir, 'keys')).filter((name) => !name.endsWith('.tmp'));
  await using _bridge = await startBridgeHere(dataDir);
  expect(leftovers.filter((file) => existsSync(file))).toEqual([]);
  expect(readdirSync(path.join(dataDir, 'keys'))).toEqual(kept);

  const running = path.join(dataDir, 'keys/vault.key.0123456789ab.tmp');
  writeFileSync(running, 'a key', { mode: 0o600 });
  await expect(startBridgeHere(dataDir)).rejects.toThrow('running');
  expect(existsSync(running)).toBe(true);
});
