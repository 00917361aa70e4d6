import { existsSync } from 'node:fs';
import type { Secret } from '@kurrier/shared/secret';
import { backupWords as words } from '@kurrier/shared/words/backup';
import { collectParts } from '../../backup/collect-parts.ts';
import { writeBackup } from '../../backup/write-backup.ts';
import { readDataVersion } from '../../files/data-version.ts';
import { createScratchFolder } from '../../files/scratch-folder.ts';
import type { Folders } from '../../main/config.ts';
import { openSystemKeyring } from '../../vault/system-keyring.ts';
import { describeRefusal } from './describe-refusal.ts';

/** Writes what no server has of a data folder into a new file. Null, or why nothing was written. */
export const writeBackupFile = async ({ store, keys }: Folders, file: string, passphrase: Secret): Promise<string | null> => {
  const version = await readDataVersion(store);
  if (!version.ok) return describeRefusal(version.failure);
  if (!existsSync(store)) return words.nothing;
  await using scratch = await createScratchFolder(store);
  const parts = await collectParts({ store, keys, openKeyring: openSystemKeyring, scratch: scratch.path });
  if (!parts.ok) return parts.failure.kind === 'changes-meanwhile' ? words.changesMeanwhile : describeRefusal(parts.failure);
  if (parts.value === null) return words.nothing;
  const written = await writeBackup(file, passphrase, parts.value);
  return written.ok ? null : written.failure === 'exists' ? words.exists(file) : words.noFile(file);
};
