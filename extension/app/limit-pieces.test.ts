import { expect, test } from 'vitest';
import { limitPieces } from './limit-pieces.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const answer = { ok: true, value: { refused: 'not-found' } } as never;

test('three pieces are under way at once, whoever asks; others follow in their order, also behind one that broke', async () => {
  const asked: string[] = [];
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const call = limitPieces((name, body) => {
    asked.push('piece' in body ? `${body.piece}` : name);
    return new Promise((resolve, reject) => waiting.push({ resolve: () => resolve(answer), reject }));
  });
  const ref = { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 };
  const pieces = [0, 1, 2, 3, 4, 5].map((piece) => call('mail.attachmentPiece', { ref, index: 0, piece }).catch(() => 'broke'));
  void call('accounts.list', {});
  await settle();
  expect(asked).toEqual(['0', '1', '2', 'accounts.list']);
  waiting[1]!.resolve();
  await settle();
  expect(asked.slice(4)).toEqual(['3']);
  waiting[0]!.reject(new Error('broken'));
  waiting[2]!.resolve();
  await settle();
  expect(asked.slice(4)).toEqual(['3', '4', '5']);
  for (const { resolve } of waiting) resolve();
  expect(await Promise.all(pieces)).toEqual(['broke', answer, answer, answer, answer, answer]);
  void call('mail.attachmentPiece', { ref, index: 0, piece: 6 });
  await settle();
  expect(asked.at(-1)).toBe('6');
});
