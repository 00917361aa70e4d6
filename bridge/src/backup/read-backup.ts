import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Secret } from '@kurrier/shared/secret';
import { derivePassphraseKey } from '../vault/passphrase.ts';
import { longestHeader, parseHeader, type BackupHeader } from './backup-header.ts';
import { openFrames } from './frames.ts';
import { isPartName } from './part-names.ts';

/** Why a file is not brought back. `sealed-otherwise`: already its beginning does not open with this passphrase. */
export type BackupRefusal = 'missing' | 'no-backup' | 'too-new' | 'sealed-otherwise' | 'damaged';

/**
 * Unpacks a backup into an empty folder, readable by its owner only. Only a backup that opens to its very end succeeds: on a refusal, what
 * is in the folder is worth nothing.
 */
export const unpackBackup = async (file: string, passphrase: Secret, folder: string): Promise<Outcome<BackupHeader, BackupRefusal>> => {
  const backup = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!backup) return fail('missing');
  try {
    const line = await readFirstLine(backup);
    const header = line === null ? fail('no-backup' as const) : parseHeader(line);
    if (!header.ok || line === null) return header;
    const key = await derivePassphraseKey(passphrase, header.value.scrypt);
    const refused = await unpackFrames({ backup, line, key, folder });
    return refused === null ? header : fail(refused);
  } finally {
    await backup.close();
  }
};

const readFirstLine = async (backup: FileHandle): Promise<string | null> => {
  if (!(await backup.stat()).isFile()) return null;
  const { buffer, bytesRead } = await backup.read(Buffer.alloc(longestHeader), 0, longestHeader, 0);
  const end = buffer.subarray(0, bytesRead).indexOf('\n');
  return end === -1 ? null : buffer.toString('utf8', 0, end);
};

/** Null, or why they cannot be unpacked. */
const unpackFrames = async (parts: { backup: FileHandle; line: string; key: Buffer; folder: string }): Promise<BackupRefusal | null> => {
  const { backup, line, key, folder } = parts;
  let target: FileHandle | null = null;
  let isFirst = true;
  try {
    for await (const frame of openFrames(backup, Buffer.byteLength(line) + 1, key, line)) {
      if (frame === null) return isFirst ? 'sealed-otherwise' : 'damaged';
      isFirst = false;
      if (frame.kind === 'bytes') {
        if (!target) return 'damaged';
        await target.appendFile(frame.bytes);
        continue;
      }
      await finish(target);
      target = null;
      if (frame.kind === 'end') return null;
      // One that this version does not know would not be brought back: better to say so.
      if (!isPartName(frame.name)) return 'too-new';
      const file = path.join(folder, frame.name);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      target = await open(file, 'wx', 0o600);
    }
    return 'damaged';
  } finally {
    await target?.close();
  }
};

const finish = async (file: FileHandle | null): Promise<void> => {
  await file?.sync();
  await file?.close();
};
