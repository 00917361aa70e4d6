import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { guessedCharsets } from '../../bridge/src/mime/guess-charset.ts';

/** A model counts pairs of bytes, one byte a pair. */
const modelSize = 65_536;

type ReadBytes = { readBytes: () => Uint8Array };
type Format = {
  parseModelsBin: (bytes: Uint8Array) => { models: Map<string, Uint8Array>; norms: Map<string, number> };
  parseLangnormBin: (bytes: Uint8Array, names: string[]) => Map<string, number> | null;
};
type Registry = { lookupEncoding: (name: string) => string | null };

/**
 * A plugin of rolldown that keeps, of jschardet's 353 models of languages in charsets, those in the charsets that a guess may name: the others
 * are never asked, and are six sevenths of it. Throws where the package has another form than the one that it knows.
 */
export const narrowCharsetModels = {
  name: 'narrow-charset-models',
  async transform(_code: string, path: string): Promise<string | null> {
    const id = path.replaceAll('\\', '/');
    const [, build, file] = /^(.*\/jschardet\/build)\/models\/(models|langnorm)\.bin\.js$/.exec(id) ?? [];
    if (build === undefined) return null;
    const read = async <Module>(name: string) => (await import(pathToFileURL(`${build}/${name}`).href)) as Module;
    const { parseModelsBin, parseLangnormBin } = await read<Format>('models/_format.js');
    const { lookupEncoding } = await read<Registry>('registry.js');
    const all = parseModelsBin((await read<ReadBytes>('models/models.bin.js')).readBytes());
    const asked = new Set(guessedCharsets.map(lookupEncoding));
    const kept = [...all.models.keys()].filter((name) => asked.has(lookupEncoding(name.slice(name.indexOf('/') + 1))));
    if (file === 'models') return toModule(writeModels(kept, all));
    const languageNorms = (await read<ReadBytes>('models/langnorm.bin.js')).readBytes();
    const norms = parseLangnormBin(languageNorms, [...all.models.keys()]);
    if (norms === null) throw new Error('jschardet writes the norms of its models in another form');
    return toModule(Buffer.concat([languageNorms.subarray(0, 36), ...kept.map((name) => toDouble(norms.get(name)!))]));
  },
};

const toDouble = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
};

const toUint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** In the form that `parseModelsBin` reads: the name and the norm of each model, then the models. */
const writeModels = (names: string[], { models, norms }: ReturnType<Format['parseModelsBin']>): Buffer => {
  const heads = names.flatMap((name) => [toUint32(Buffer.byteLength(name)), Buffer.from(name), toDouble(norms.get(name)!)]);
  const tables = names.map((name) => models.get(name)!);
  if (tables.some(({ length }) => length !== modelSize)) throw new Error('jschardet has models of another size');
  return Buffer.concat([Buffer.from('CMD2'), toUint32(names.length), ...heads, ...tables]);
};

/** Most of a model is zeros. The best level takes ten times as long, for a tenth less. */
const compress = (bytes: Uint8Array): Buffer => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } });

const toModule = (bytes: Uint8Array): string => `import { brotliDecompressSync } from 'node:zlib';
export const readBytes = () => new Uint8Array(brotliDecompressSync(Buffer.from('${compress(bytes).toString('base64')}', 'base64')));
`;
