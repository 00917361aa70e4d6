import { programFileWords } from '@kurrier/shared/words/program/program-file';
import { brotliCompressSync, constants, crc32 } from 'node:zlib';

/** Printable ASCII: 85 of its characters hold four bytes in five, a sixth more than base64 does. */
const alphabet = String.fromCharCode(...Array.from({ length: 85 }, (_, at) => at + 35));

/** A module in CommonJS, with the modules that only it needs. */
export interface Chunk {
  name: string;
  code: string;
}

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

/** The best level takes three times as long for a twentieth less, which is what the limit leaves no room for. */
const compress = (code: string): Buffer =>
  brotliCompressSync(code, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });

type Place = [start: number, end: number, length: number, crc: number];
type Load = (exports: object, require: (id: string) => unknown, module: object, filename: string, dirname: string) => void;

/**
 * What a packed file does: runs its first chunk, and takes the others from its own last line when they are required. Handed over as text:
 * nothing outside of it can be named in it. `places`: where a chunk begins and ends in that line, its bytes without their padding, and the
 * CRC-32 of what stands there: a file that was cut short, or written over while it ran, says `isDamaged` and runs nothing of it.
 */
const run = (
  file: { filename: string; dirname: string },
  plain: Record<string, Load>,
  places: Record<string, Place>,
  packedLength: number,
  isDamaged: string,
): void => {
  const { createRequire } = process.getBuiltinModule('node:module');
  const requireOther = createRequire(file.filename);
  const loaded = new Map<string, { exports: object }>();
  const fs = process.getBuiltinModule('node:fs');
  // Held from here on: a package manager may put another version in its place while this one runs.
  const handle = fs.openSync(file.filename, 'r');
  const firstPlace = fs.fstatSync(handle).size - packedLength;
  const unpack = ([start, end, length, crc]: Place): string => {
    const zlib = process.getBuiltinModule('node:zlib');
    const text = Buffer.alloc(end - start);
    if (firstPlace >= 0) fs.readSync(handle, text, 0, text.length, firstPlace + start);
    if (zlib.crc32(text) !== crc) throw new Error(`${file.filename}: ${isDamaged}`);
    const bytes = Buffer.alloc((text.length / 5) * 4);
    for (let at = 0; at < text.length; at += 5) {
      let word = 0;
      for (let digit = 0; digit < 5; digit++) word = word * 85 + text[at + digit]! - 35;
      bytes.writeUInt32BE(word, (at / 5) * 4);
    }
    return zlib.brotliDecompressSync(bytes.subarray(0, length)).toString();
  };
  const compile = (name: string): Load => {
    const vm = process.getBuiltinModule('node:vm');
    return vm.compileFunction(unpack(places[name]!), ['exports', 'require', 'module', '__filename', '__dirname'], {
      filename: `${file.filename}?${name}`,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }) as unknown as Load;
  };
  const load = (name: string): object => {
    const known = loaded.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(name, module);
    try {
      (plain[name] ?? compile(name))(module.exports, require, module, file.filename, file.dirname);
    } catch (error) {
      // Required once more it is tried once more, and nobody gets half of it.
      loaded.delete(name);
      throw error;
    }
    return module.exports;
  };
  const require = (id: string): unknown => (id.startsWith('./') ? load(id.slice(2)) : requireOther(id));
  load(Object.keys(plain)[0]!);
};

/**
 * One file of chunks, which runs the first. `atStart` stand in it as they are; `later` are compressed in a comment that is its last line, so
 * that a start neither unpacks nor even copies them. Names and what is required of each other begin with `./`.
 */
export const packModule = (atStart: readonly Chunk[], later: readonly Chunk[]): string => {
  let packed = '';
  const places = later.map(({ name, code }) => {
    const bytes = compress(code);
    const start = packed.length;
    const text = toText(bytes);
    packed += text;
    return [name, [start, packed.length, bytes.length, crc32(text)]] as const;
  });
  const plain = atStart.map(
    ({ name, code }) => `${JSON.stringify(name)}(exports, require, module, __filename, __dirname) {\n${code.trim()}\n}`,
  );
  return `const run = ${run.toString()};
run(import.meta, {${plain.join(',\n')}}, ${JSON.stringify(Object.fromEntries(places))}, ${packed.length}, ${JSON.stringify(programFileWords.isDamaged)});
//${packed}`;
};
