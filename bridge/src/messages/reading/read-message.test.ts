import { expect, test } from 'vitest';
import { makeOddMessage } from '../../../../tests/sync/random-messages.ts';
import { createRandom } from '../../../../tests/sync/seeded-random.ts';
import { guessCharset } from '../../mime/guess-charset.ts';
import { readBareText } from './bare-text.ts';
import { readMessage } from './read-message.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261130);
const rounds = process.env.KURRIER_SOAK ? 10_000 : 500;

test(`sources with bytes changed, cut out, doubled and exchanged are read without an error (seed ${seed})`, () => {
  const random = createRandom(seed);
  for (let round = 0; round < rounds; round++) {
    const bytes = Buffer.from(makeOddMessage(seed, round).source);
    for (let change = random.int(1, 12); change > 0; change--) bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
    const [from, to] = [random.int(0, bytes.length), random.int(0, bytes.length)];
    const source = random.chance(0.5) ? bytes : Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
    const { text, links } = readMessage({ source }, guessCharset);
    expect(text.isWellFormed(), `seed ${seed}, round ${round}`).toBe(true);
    for (const { at, length } of links) expect(at + length).toBeLessThanOrEqual(text.length);
    expect(readBareText({ source }).length).toBeLessThanOrEqual(source.length + 1);
  }
});
