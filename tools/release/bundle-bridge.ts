import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown, type OutputChunk } from 'rolldown';
import { narrowCharsetModels } from './charset-models.ts';
import { inlineData } from './inline-data.ts';
import { forCommonJs } from './common-js.ts';
import { packModule } from './pack.ts';
import { nameOwnCommand } from './released-words.ts';

const root = path.resolve(import.meta.dirname, '../..');
const packages = path.join(root, 'node_modules/.pnpm/node_modules');

/** The largest bundle that is released, in bytes. */
export const largestBundle = 2_000_000;

/** Native code cannot be in a bundle: the packages of the system's keyring stand beside it, where they are for that system. */
const native = ['@napi-rs/keyring'];

/**
 * What is not needed twice or at all: libmime is asked for in both of its forms, and for two charsets that the runtime knows; imapflow gets
 * no logger and no proxy from us, and both of these say so if that changes.
 */
const alias = {
  libmime: path.join(packages, 'libmime/dist/esm/libmime.js'),
  'encoding-japanese': path.join(import.meta.dirname, 'decode-japanese.ts'),
  pino: path.join(import.meta.dirname, 'not-bundled.ts'),
  socks: path.join(import.meta.dirname, 'not-bundled.ts'),
};

/** Writes the bridge and its command line as one file, which is also what its threads run. Resolves to its size in bytes. */
export const bundleBridge = async (file: string): Promise<number> => {
  const build = await rolldown({
    input: path.join(root, 'bridge/src/cli/main.ts'),
    platform: 'node',
    external: native,
    logLevel: 'silent',
    plugins: [inlineData, narrowCharsetModels, nameOwnCommand, forCommonJs],
    resolve: { alias },
  });
  try {
    const names = { entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' };
    const { output } = await build.generate({ format: 'cjs', codeSplitting: true, minify: true, comments: false, ...names });
    const chunks = output.filter((part) => part.type === 'chunk');
    const atStart = findNeededAtStart(chunks);
    const toModule = ({ fileName, code }: OutputChunk) => ({ name: fileName, code });
    const packed = packModule(atStart.map(toModule), chunks.filter((chunk) => !atStart.includes(chunk)).map(toModule));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, packed);
    return Buffer.byteLength(packed);
  } finally {
    await build.close();
  }
};

/** What `kurrier serve` needs to answer, the entry first: the chunks of these two files, and what they import. */
const findNeededAtStart = (chunks: readonly OutputChunk[]): OutputChunk[] => {
  const found = new Set(chunks.filter(({ isEntry, facadeModuleId }) => isEntry || facadeModuleId?.endsWith('/cli/commands/serve.ts')));
  for (const { imports } of found) for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  return [...found].toSorted((a, b) => Number(b.isEntry) - Number(a.isEntry));
};
