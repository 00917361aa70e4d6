/** A small seeded generator (mulberry32), so that a failing case can be made again from the seed that is printed. */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Ranges that have broken encoders before: ASCII specials, Latin, Greek, Hebrew, Arabic, Devanagari, CJK, Hangul, emoji, joiners. */
const ranges: [number, number][] = [
  [0x20, 0x7e],
  [0x20, 0x7e],
  [0xa1, 0x17f],
  [0x391, 0x3c9],
  [0x5d0, 0x5ea],
  [0x620, 0x64a],
  [0x905, 0x939],
  [0x300, 0x36f],
  [0x200b, 0x200f],
  [0x3041, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0x1f300, 0x1f64f],
  [0x20000, 0x2a6df],
];

/** Text of 1 to `maxLength` characters from one to three scripts, without spaces at its ends. */
export const randomText = (random: () => number, maxLength: number): string => {
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
  const scripts = [pick(ranges), pick(ranges), pick(ranges)];
  const length = 1 + Math.floor(random() * maxLength);
  let text = '';
  for (let index = 0; index < length; index++) {
    const [first, last] = pick(scripts);
    text += random() < 0.1 ? ' ' : String.fromCodePoint(first + Math.floor(random() * (last - first + 1)));
  }
  return text.trim() || 'x';
};
