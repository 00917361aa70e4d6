import path from 'node:path';
import { storeFileWords } from '@kurrier/shared/words/shared-store';
import { ConfigurationError } from '../main/config.ts';
import type { SharedStoreOptions } from '../main/sharing/open-shared-place.ts';
import { readStoreFile, type StoreTarget } from '../store/shared/store-target.ts';
import { UsageError } from './command.ts';

/** The store that a file names. Throws a `ConfigurationError` that says what is wrong with the file, never what stands in it. */
export const readStoreTarget = async (file: string, ca: readonly string[]): Promise<StoreTarget> => {
  const target = await readStoreFile(file, ca);
  if (target.ok) return target.value;
  const { failure } = target;
  if (failure.kind === 'not-private') throw new ConfigurationError(storeFileWords.notPrivate(failure.path, failure.mend));
  throw new ConfigurationError(storeFileWords[failure.problem](failure.path));
};

/** What `--store` and `--key-file` mean; undefined where no store is named. */
export const toSharedStore = async (
  file: string | undefined,
  keyFile: string | undefined,
  ca: readonly string[],
): Promise<SharedStoreOptions | undefined> => {
  if (file === undefined && keyFile !== undefined) throw new UsageError(storeFileWords.keyFileAlone);
  if (file === undefined) return undefined;
  return { target: await readStoreTarget(file, ca), ...(keyFile !== undefined && { keyFile: path.resolve(keyFile) }) };
};
