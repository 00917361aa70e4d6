import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPrivateFile } from './create-private-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'private-file-'));
  file = path.join(folder, 'mail.mbox');
});
afterEach(() => rmSync(folder, { recursive: true }));

const begin = async (replace: boolean) => {
  const created = await createPrivateFile(file, { replace });
  if (!created.ok) throw new Error(created.failure);
  return created.value;
};

test('a new file is readable by its owner alone, and whole when it is finished', async () => {
  const created = await begin(false);
  await created.write(Buffer.from('one '));
  await created.write(Buffer.from('two'));
  await created.finish();
  expect(readFileSync(file, 'utf8')).toBe('one two');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each([0o644, 0o666, 0o400])(
  'a file with the bits %o stays as it is, and is replaced by a private one only where that is said',
  async (mode) => {
    writeFileSync(file, 'before', { mode });
    expect(await createPrivateFile(file, { replace: false })).toEqual({ ok: false, failure: 'exists' });
    const replacing = await begin(true);
    await replacing.write(Buffer.from('after'));
    expect(readFileSync(file, 'utf8')).toBe('before');
    await replacing.finish();
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777, readdirSync(folder)]).toEqual(['after', 0o600, ['mail.mbox']]);
  },
);

test.each([true, false])('what was begun and given up is gone, what was there before is not (replacing: %s)', async (replace) => {
  if (replace) writeFileSync(file, 'before');
  const begun = await begin(replace);
  await begun.write(Buffer.from('half'));
  await begun.discard();
  expect(readdirSync(folder)).toEqual(replace ? ['mail.mbox'] : []);
});

test.each<[string, (target: string) => void]>([
  ['a link to a file', (target) => symlinkSync(target, file)],
  ['a link to nothing', () => symlinkSync(path.join(folder, 'nothing'), file)],
  ['a folder', () => mkdirSync(file)],
  ['a device', () => (file = '/dev/null')],
])('%s is never written through or replaced', async (_, make) => {
  const target = path.join(folder, 'target');
  writeFileSync(target, 'untouched');
  make(target);
  for (const replace of [false, true]) expect(await createPrivateFile(file, { replace })).toEqual({ ok: false, failure: 'no-file' });
  expect(readFileSync(target, 'utf8')).toBe('untouched');
  expect(readdirSync(folder)).not.toContain('nothing');
});

test('a name that appears between the look and the write is not followed', async () => {
  const begun = createPrivateFile(file, { replace: false });
  symlinkSync(path.join(folder, 'elsewhere'), file);
  const outcome = await begun.catch((error: NodeJS.ErrnoException) => error.code);
  expect(['EEXIST', 'no-file']).toContain(typeof outcome === 'string' ? outcome : !outcome!.ok && outcome!.failure);
  expect(readdirSync(folder)).toEqual(['mail.mbox']);
});
