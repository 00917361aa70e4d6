import { readPrivateFile, type PermissionProblem } from '../files/private-file.ts';
import { writeAtomic } from '../files/write-atomic.ts';
import type { Outcome } from '@kurrier/shared/failure/outcome';

/** Where the vault's text is kept: wrapped keys, nothing that opens without another one. */
export interface VaultText {
  /** For people. */
  readonly location: string;
  /** Null where there is none. */
  read(): Promise<Outcome<string | null, PermissionProblem>>;
  /** Replaces it as a whole, durably. */
  write(text: string): Promise<void>;
}

/** A file that only its owner can read. */
export const vaultInFile = (file: string): VaultText => ({
  location: file,
  read: () => readPrivateFile(file),
  write: (text) => writeAtomic(file, text),
});
