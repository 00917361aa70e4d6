import { brotliCompressSync, constants } from 'node:zlib';

/** Printable ASCII that needs no escape in any string literal: 85 of them hold four bytes in five characters, a sixth more than base64 does. */
const alphabet = String.fromCharCode(
  ...Array.from({ length: 92 }, (_, at) => at + 35).filter((code) => ![36, 39, 92, 96].includes(code)),
).slice(0, 85);

const toText = (bytes: Buffer): string => {
  const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
  let text = '';
  for (let at = 0; at < padded.length; at += 4) {
    let word = padded.readUInt32BE(at);
    let digits = '';
    for (let digit = 0; digit < 5; digit++, word = Math.floor(word / 85)) digits = alphabet[word % 85]! + digits;
    text += digits;
  }
  return text;
};

/** Handed over as text: nothing outside of it can be named in it. */
const unpack = (text: string, length: number, digits: string): Uint8Array => {
  const values = new Uint8Array(128);
  for (let at = 0; at < 85; at++) values[digits.charCodeAt(at)] = at;
  const bytes = Buffer.alloc((text.length / 5) * 4);
  for (let at = 0; at < text.length; at += 5) {
    let word = 0;
    for (let digit = 0; digit < 5; digit++) word = word * 85 + values[text.charCodeAt(at + digit)]!;
    bytes.writeUInt32BE(word, (at / 5) * 4);
  }
  return process.getBuiltinModule('node:zlib').brotliDecompressSync(bytes.subarray(0, length));
};

/**
 * A module that unpacks this one from itself and imports it under its own name with `?program` behind it: the name of the file, which
 * threads are started from, stays the same.
 */
export const packModule = (code: string): string => {
  // The best two levels take ten times as long for a twentieth less.
  const packed = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } });
  return `import { registerHooks } from 'node:module';
const program = import.meta.url + '?program';
const unpack = ${unpack.toString()};
const load = (url, context, next) =>
  url === program
    ? { format: 'module', source: unpack(${JSON.stringify(toText(packed))}, ${packed.length}, ${JSON.stringify(alphabet)}), shortCircuit: true }
    : next(url, context);
registerHooks({ load });
await import(program);
`;
};
