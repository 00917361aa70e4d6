import { inflateSync } from 'node:zlib';
import { unpackBytes } from './pack.ts';

const unpacksItself = 'decompress(raw)';

/**
 * The models of jschardet are 23 MB, of which one byte in forty is none of zero, and packed by a coder that is made for short code, into
 * 700 kB. Here: the other bytes, and how far each is from the one before. Throws where the module has another form than is known.
 */
export const repackModels = (code: string): string => {
  const packed = /^const data = "([A-Za-z0-9+/=]+)";$/m.exec(code)?.[1];
  if (packed === undefined || !code.includes(unpacksItself)) throw new Error('jschardet has its models in another form than is known');
  const models = inflateSync(Buffer.from(packed, 'base64'));
  const values: number[] = [];
  const gaps: number[] = [];
  let last = 0;
  models.forEach((value, at) => {
    if (value === 0) return;
    values.push(value);
    for (let gap = at - last; ; gap >>= 7) {
      gaps.push(gap > 127 ? (gap & 127) | 128 : gap);
      if (gap <= 127) break;
    }
    last = at;
  });
  const unpacked = `(${spread.toString()})(${models.length}, ${unpackBytes(Buffer.from(values))}, ${unpackBytes(Buffer.from(gaps))})`;
  return code.replace(packed, '').replace(unpacksItself, unpacked);
};

/** Handed over as text: nothing outside of it can be named in it. */
const spread = (length: number, values: Uint8Array, gaps: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(length);
  let at = 0;
  let next = 0;
  for (const value of values) {
    for (let shift = 0, part = 128; part > 127; shift += 7) {
      part = gaps[next++]!;
      at += (part & 127) << shift;
    }
    bytes[at] = value;
  }
  return bytes;
};
