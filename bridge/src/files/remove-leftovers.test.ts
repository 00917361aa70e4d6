import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeLeftovers } from './remove-leftovers.ts';
import { createScratchFolder } from './scratch-folder.ts';

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

test('a scratch folder whose process was killed goes with all in it; a file, a link or a folder of a similar name stays', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'leftovers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const scratch = await createScratchFolder(folder);
  mkdirSync(path.join(scratch.path, 'outbox'));
  writeFileSync(path.join(scratch.path, 'outbox/a.eml'), 'x');
  for (const name of ['scratch-', 'scratch-1234567', 'my-scratch-123456']) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'scratch-abcdef'), 'x');
  symlinkSync(tmpdir(), path.join(folder, 'scratch-ABCDEF'));
  const before = readdirSync(folder).filter((name) => name !== path.basename(scratch.path));
  await removeLeftovers(folder);
  expect(readdirSync(folder)).toEqual(before);
});
