import { expect, test } from 'vitest';
import { createRandom } from '../../../../tests/sync/seeded-random.ts';
import { findBlocks, walkWordBlock, writeWordBlocks } from './word-blocks.ts';

const random = createRandom(Number(process.env['KURRIER_SEED'] ?? 17));

const randomWord = (): string =>
  Array.from({ length: random.int(1, 6) }, () => random.pick(['a', 'b', 'z', 'é', '東', '𝒳', '𝒴', 'ж', '0'])).join('');

test('what was written is read again, and every word lies in the blocks that are looked into for its beginnings', async () => {
  const words = new Map<string, number[]>();
  for (let i = 0; i < 4_000; i++) {
    const postings: number[] = [];
    let place = 0;
    for (let message = random.int(1, 4); message > 0; message--) {
      place += random.int(0, 300) + (postings.length > 0 ? 1 : 0);
      const positions = Array.from({ length: random.int(1, 3) }, () => random.int(0, 70_000)).sort((a, b) => a - b);
      postings.push(place, positions.length, ...positions);
    }
    words.set(randomWord(), postings);
  }
  const { firstWords, blocks } = await writeWordBlocks(words);
  expect(blocks.length).toBeGreaterThan(3);
  const read = new Map<string, number[]>();
  const blockOf = new Map<string, number>();
  for (const [at, block] of blocks.entries())
    walkWordBlock(block, (word, visit) => {
      const postings: number[] = [];
      let count = -1;
      visit((place, position) => {
        if (count < 0 || postings[count - 1] !== place) count = postings.push(place, 0) - 1;
        postings[count]!++;
        postings.push(position);
      });
      read.set(word, postings);
      blockOf.set(word, at);
    });
  expect(read).toEqual(new Map([...words].sort(([a], [b]) => (a < b ? -1 : 1))));
  for (const word of words.keys())
    for (let length = 1; length <= word.length; length++) {
      const [first, last] = findBlocks(firstWords, word.slice(0, length))!;
      expect(blockOf.get(word)).toBeGreaterThanOrEqual(first);
      expect(blockOf.get(word)).toBeLessThanOrEqual(last);
    }
});

test('a page without words has no blocks', async () => {
  expect(await writeWordBlocks(new Map())).toEqual({ firstWords: [], blocks: [] });
  expect(findBlocks([], 'a')).toBeNull();
  expect(findBlocks(['m'], 'a')).toBeNull();
});
