import { expect, test } from 'vitest';
import { createCharsetGuesses } from './charset-guesses.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
type Run = Parameters<typeof createCharsetGuesses>[0]['run'];

test('what was asked for is guessed at once, and remembered', async () => {
  const asked: string[][] = [];
  const run = (async ({ samples }: { samples: Uint8Array[] }) => {
    asked.push(samples.map((sample) => Buffer.from(sample).toString('latin1')));
    return { ok: true, value: samples.map(() => 'euc-kr') };
  }) as unknown as Run;
  const guesses = createCharsetGuesses({ run });
  expect(await guesses.settle()).toBe(false);
  expect([guesses.guess(bytes('\xc1'), false), guesses.guess(bytes('\xd6'), false), guesses.guess(bytes('\xc1'), false)]).toEqual([
    null,
    null,
    null,
  ]);
  expect(await guesses.settle()).toBe(true);
  expect([guesses.guess(bytes('\xc1'), false), guesses.guess(bytes('\xd6'), true)]).toEqual(['euc-kr', 'euc-kr']);
  expect(await guesses.settle()).toBe(false);
  expect(asked).toEqual([['\xc1', '\xd6']]);
});

test('a list does not wait for a thread that is busy, and knows later what it found', async () => {
  const busy = Promise.withResolvers<{ ok: true; value: string[] }>();
  const guesses = createCharsetGuesses({ run: (() => busy.promise) as unknown as Run }, 1);
  guesses.guess(bytes('\xc1'), false);
  expect(await guesses.settle()).toBe(false);
  busy.resolve({ ok: true, value: ['euc-kr'] });
  await busy.promise;
  expect(guesses.guess(bytes('\xc1'), false)).toBe('euc-kr');
});
