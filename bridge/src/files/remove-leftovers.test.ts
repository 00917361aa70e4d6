import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeLeftovers } from './remove-leftovers.ts';

test('what cut-short writes left behind goes, whatever it is of; everything else stays', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'leftovers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const leftovers = ['vault.key', 'vault.json', 'devices.json', 'command-line.json', 'bridge.lock', 'data.json'].map(
    (name) => `${name}.0123456789ab.tmp`,
  );
  const kept = [
    'vault.key',
    'devices.json',
    'mine.tmp',
    'vault.key.tmp',
    'vault.key.0123456789AB.tmp',
    'vault.key.0123456789abc.tmp',
    'mail.sqlite-wal',
  ];
  for (const name of [...leftovers, ...kept]) writeFileSync(path.join(folder, name), 'x');
  mkdirSync(path.join(folder, 'folder.0123456789ab.tmp'));
  symlinkSync('vault.key', path.join(folder, 'link.0123456789ab.tmp'));
  await removeLeftovers(folder);
  expect(readdirSync(folder).sort()).toEqual([...kept, 'folder.0123456789ab.tmp', 'link.0123456789ab.tmp'].sort());
});
