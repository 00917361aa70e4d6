import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openDerivedRecords } from '../mail-store/derived-records.ts';
import { createMailCipher } from '../vault/mail-cipher.ts';
import { textsOf } from '../../../tests/setup/message-texts.ts';
import { openTextRecords, type TextRecords } from './text-records.ts';

const cipher = createMailCipher(Buffer.alloc(32, 7));
const kept = { texts: textsOf('outer', [0]), isPartial: false };
const inner = (text: string) => [{ path: [0], texts: textsOf(text), isPartial: false }];

/** The texts of a mailbox, which can be opened again, and what is stored of them. */
const start = () => {
  const stored = new Map<string, string>();
  const derived = openDerivedRecords({
    get: async (key) => stored.get(key),
    set: async (key, value) => stored.set(key, value),
    deleteMany: async (keys) => keys.map((key) => stored.delete(key)),
    clear: async () => stored.clear(),
  });
  return { stored, derived, open: () => openTextRecords(derived, cipher, 'm') };
};
const keep = (texts: TextRecords, uid: number, attached = inner(`in ${uid}`)) =>
  texts.add(texts.generation(), [{ uid, receivedAt: 1_000, text: { ...kept, attached } }]);
const changeOf = async (texts: TextRecords, uid: number) => (await texts.entries()).get(uid)?.attachedChange;

test.each(['at once', 'after a restart'])(
  'what is kept anew of messages in one is told from what was kept before it was evicted, %s',
  async (when) => {
    const { open } = start();
    let texts = open();
    await keep(texts, 1);
    await keep(texts, 2);
    const before = await changeOf(texts, 2);
    await texts.remove([2]);
    if (when === 'after a restart') texts = open();
    await keep(texts, 2, inner('other words'));
    expect(before).toBeGreaterThan(0);
    expect(await changeOf(texts, 2)).toBeGreaterThan(before!);
  },
);

test('a directory of an earlier version goes on behind the changes that it names', async () => {
  const { stored, open } = start();
  await keep(open(), 1);
  const { attachedChanges: _, ...directory } = JSON.parse(stored.get('directory')!) as { attached: number[]; attachedChanges: number };
  stored.set('directory', JSON.stringify({ ...directory, attached: [14] }));
  const { derived } = start();
  for (const [key, value] of stored) await derived.write(1, [[key, value]]);
  const texts = openTextRecords(derived, cipher, 'm');
  expect(await changeOf(texts, 1)).toBe(7);
  await keep(texts, 1);
  expect(await changeOf(texts, 1)).toBe(8);
});

test('one that is longer than any text is not there, and can be kept anew', async () => {
  const { derived, open } = start();
  const texts = open();
  await keep(texts, 1);
  await derived.write(1, [['text:1', cipher.seal('text m 1', deflateRawSync(Buffer.alloc(17 * 1024 * 1024, ' ')))]]);
  expect(await texts.read(1)).toBeNull();
  await texts.add(1, [{ uid: 1, receivedAt: 1_000, text: (before) => before ?? kept }]);
  expect(await texts.read(1)).toEqual(kept);
});
