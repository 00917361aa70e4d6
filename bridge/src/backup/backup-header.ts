import * as z from 'zod/mini';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { ScryptParameters } from '../vault/vault-file.ts';

/** How backups are written by this version. A change that an older version would misread raises it. */
const backupVersion = 1;

/** The first line of a backup, which is JSON and not sealed: what it is, and how the key comes out of the passphrase. */
const BackupHeader = z.strictObject({ kurrierBackup: z.literal(backupVersion), createdAt: z.string(), scrypt: ScryptParameters });
export type BackupHeader = z.infer<typeof BackupHeader>;

/** No header is longer, in bytes; what has no end of a line so far is no backup. */
export const longestHeader = 1024;

export const renderHeader = (createdAt: Date, scrypt: ScryptParameters): string =>
  JSON.stringify({ kurrierBackup: backupVersion, createdAt: createdAt.toISOString(), scrypt } satisfies BackupHeader);

/** Reads a first line. `too-new`: a backup, and of a newer version. */
export const parseHeader = (line: string): Outcome<BackupHeader, 'no-backup' | 'too-new'> => {
  const json = parseJson(line);
  const header = BackupHeader.safeParse(json);
  if (header.success) return succeed(header.data);
  const { kurrierBackup } = z.object({ kurrierBackup: z.number() }).safeParse(json).data ?? { kurrierBackup: 0 };
  return fail(kurrierBackup > backupVersion ? 'too-new' : 'no-backup');
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
