import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { inlineData } from './inline-data.ts';
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
    plugins: [inlineData, nameOwnCommand],
    resolve: { alias },
  });
  try {
    const { output } = await build.generate({ format: 'esm', codeSplitting: false, minify: true, comments: false });
    const packed = packModule(output[0].code);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, packed);
    return Buffer.byteLength(packed);
  } finally {
    await build.close();
  }
};
