import { expect, test } from 'vitest';
import { retryDelay, type RetryCause } from './retry-delay.ts';

test.each<[RetryCause, number[]]>([
  ['offline', [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]],
  ['failing', [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000]],
  ['throttled', [60_000, 120_000, 240_000, 480_000, 960_000, 1_800_000, 1_800_000]],
])('%s: doubles to its bound and stays there', (cause, longest) => {
  expect(longest.map((_, i) => retryDelay(i + 1, cause, () => 1))).toEqual(longest);
  expect(longest.map((_, i) => retryDelay(i + 1, cause, () => 0))).toEqual(longest.map((ms) => ms / 2));
});

test('the millionth failure is followed by another attempt', () => {
  expect(retryDelay(1_000_000, 'offline', () => 1)).toBe(20_000);
});
