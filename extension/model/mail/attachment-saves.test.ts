import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { Call } from '../call.ts';
import { attachmentKey, createAttachmentSaves } from './attachment-saves.ts';

const ref = { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 };
const attachment = { name: '../a\u202Eb.bin', type: 'application/pdf', size: 6, depth: 0, isInline: false };
const key = attachmentKey(ref, 3);
const net = { kind: 'net.reset', stage: 'mailbox', confidence: 'likely' };
const piece = (text: string, next: number | null) => succeed({ base64: btoa(text), next, total: 8 });

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A model whose calls are answered one after the other, by `answer`; its bridge is one of before, which knows no numbers of pieces. */
const start = () => {
  const asked: number[] = [];
  const waiting: ((answer: unknown) => void)[] = [];
  const delivered: { file: Blob; name: string }[] = [];
  const call = ((name: string, body: { index: number; offset: number }) => {
    if (name === 'mail.attachmentPiece') return Promise.resolve(fail('bridge-too-old'));
    expect([name, body.index]).toEqual(['mail.attachment', 3]);
    asked.push(body.offset);
    return new Promise((resolve) => waiting.push(resolve));
  }) as unknown as Call;
  const shown: Blob[] = [];
  const saves = createAttachmentSaves({ call, deliver: (file, name) => delivered.push({ file, name }), show: (file) => shown.push(file) });
  const answer = async (value: unknown) => {
    await settle();
    waiting.shift()!(value);
    await settle();
  };
  return { saves, asked, delivered, shown, answer, state: () => saves.states.value.get(key) };
};

test('pieces are fetched one after the other and delivered as one file, never as what it claims to be', async () => {
  const { saves, asked, delivered, answer, state } = start();
  const saving = saves.save(ref, 3, attachment);
  await answer(piece('abc', 4));
  expect(state()).toEqual({ phase: 'saving', done: 4, total: 8 });
  await answer(piece('\xff\x00', null));
  await saving;
  expect(asked).toEqual([0, 4]);
  expect(state()).toEqual({ phase: 'saved' });
  expect(delivered.map(({ name, file }) => [name, file.type])).toEqual([['_ab.bin', 'application/octet-stream']]);
  expect(new Uint8Array(await delivered[0]!.file.arrayBuffer())).toEqual(Uint8Array.from([97, 98, 99, 255, 0]));
});

test('what failed goes on where it was', async () => {
  const { saves, asked, delivered, answer, state } = start();
  void saves.save(ref, 3, attachment);
  await answer(piece('abc', 4));
  await answer(succeed({ failed: net }));
  expect(state()).toEqual({ phase: 'failed', refusal: { reason: 'server', failure: net } });
  void saves.save(ref, 3, attachment);
  await answer(piece('d', null));
  expect(asked).toEqual([0, 4, 4]);
  expect(await delivered[0]!.file.text()).toBe('abcd');
});

test('cancelled: an answer that comes late is dropped, also where it was begun anew meanwhile', async () => {
  const { saves, asked, delivered, answer, state } = start();
  void saves.save(ref, 3, attachment);
  saves.cancel(ref, 3);
  expect(state()).toBeUndefined();
  void saves.save(ref, 3, attachment);
  await answer(piece('old', null));
  expect(delivered).toEqual([]);
  await answer(piece('new', null));
  expect(asked).toEqual([0, 0]);
  expect(await delivered[0]!.file.text()).toBe('new');
});

test('a second press changes nothing, and a part that never ends is given up', async () => {
  const { saves, asked, answer, state } = start();
  void saves.save(ref, 3, attachment);
  void saves.save(ref, 3, attachment);
  await settle();
  expect(asked).toEqual([0]);
  await answer(piece('', 2 ** 40));
  expect(state()).toEqual({ phase: 'failed', refusal: { reason: 'too-large' } });
});

test('a file is opened as what its bytes are, and not at all where they are something else', async () => {
  const { saves, delivered, shown, answer, state } = start();
  const opening = saves.open(ref, 3, attachment);
  await answer(piece('%PDF-1.7', null));
  await opening;
  expect([state(), shown.map(({ type }) => type)]).toEqual([{ phase: 'opened' }, ['application/pdf']]);
  const page = saves.open(ref, 3, attachment);
  await answer(piece('<script>', null));
  await page;
  expect([state(), shown.length, delivered.length]).toEqual([{ phase: 'not-openable' }, 1, 0]);
});

test('numbered pieces of a bridge of now: what failed goes on where it was, nothing of a cancelled file is asked for any more', async () => {
  const asked: unknown[] = [];
  const answers: unknown[] = [
    { ...succeed({ from: 0, next: 4, total: 12 }), bytes: Uint8Array.of(97, 98, 99) },
    succeed({ failed: net }),
    succeed({ failed: net }),
    { ...succeed({ from: 4, next: 8, total: 12 }), bytes: Uint8Array.of(0, 255) },
    succeed({ from: 8, next: null, total: 12 }),
  ];
  const call = ((name: string, body: { piece: number }) => {
    asked.push([name, body.piece]);
    return Promise.resolve(answers.shift());
  }) as unknown as Call;
  const delivered: Blob[] = [];
  const saves = createAttachmentSaves({ call, deliver: (file) => delivered.push(file), show: () => undefined });
  await saves.save(ref, 3, attachment);
  expect(saves.states.value.get(key)).toEqual({ phase: 'failed', refusal: { reason: 'server', failure: net } });
  await saves.save(ref, 3, attachment);
  expect(new Uint8Array(await delivered[0]!.arrayBuffer())).toEqual(Uint8Array.of(97, 98, 99, 0, 255));
  expect(asked).toEqual([0, 1, 2, 1, 2].map((piece) => ['mail.attachmentPiece', piece]));

  answers.push({ ...succeed({ from: 0, next: 4, total: 400 }), bytes: Uint8Array.of(97) });
  const saving = saves.save(ref, 3, attachment);
  saves.cancel(ref, 3);
  await saving;
  expect([asked.length, delivered.length]).toEqual([6, 1]);
});
