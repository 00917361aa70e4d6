import type { Failure } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { createIdleSupport } from './idle-support.ts';

const at = { stage: 'mailbox', leg: 'imap', confidence: 'certain' } as const;
const refused: Failure = { ...at, kind: 'server.protocol_violation', reply: { text: 'k5 BAD unknown command' } };
const cut: Failure = { ...at, kind: 'net.reset', code: 'CLOSED' };
const silent: Failure = { ...at, kind: 'net.timeout', code: 'SILENT' };
const hourMs = 60 * 60_000;

test.each<[why: string, ends: (['worked' | 'empty', number] | [Failure, number])[], isUsable: boolean]>([
  ['nothing known', [], true],
  ['refused once', [[refused, 10]], false],
  ['cut at once, once', [[cut, 10]], true],
  [
    'cut at once, twice',
    [
      [cut, 10],
      [cut, 10],
    ],
    false,
  ],
  [
    'cut at once, and once it worked in between',
    [
      [cut, 10],
      ['worked', 16_000],
      [cut, 10],
    ],
    true,
  ],
  [
    'cut after a while, again and again',
    [
      [cut, 9_000],
      [cut, 9_000],
      [cut, 9_000],
    ],
    true,
  ],
  [
    'never answered, twice',
    [
      [silent, 24_000],
      [silent, 24_000],
    ],
    false,
  ],
  [
    'ended by itself at once, now and then',
    [
      ['empty', 5],
      ['worked', 900],
      ['empty', 5],
    ],
    true,
  ],
  ['ended by itself at once, always', Array.from({ length: 5 }, () => ['empty', 5] as ['empty', number]), false],
])('%s', (_, ends, isUsable) => {
  const support = createIdleSupport();
  for (const [end, tookMs] of ends) support.note(end, tookMs, 0);
  expect(support.isUsable(1)).toBe(isUsable);
});

test('after an hour it is tried again', () => {
  const support = createIdleSupport();
  support.note(refused, 10, 0);
  expect(support.isUsable(hourMs)).toBe(false);
  expect(support.isUsable(hourMs + 1)).toBe(true);
});
