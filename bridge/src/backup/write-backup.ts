import { open } from 'node:fs/promises';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Secret } from '@kurrier/shared/secret';
import { createPrivateFile, type NewFile } from '../files/create-private-file.ts';
import { createScryptParameters, derivePassphraseKey } from '../vault/passphrase.ts';
import { renderHeader } from './backup-header.ts';
import { createFrameSealer, frameBytes, type Frame } from './frames.ts';

/** One file of a backup: what lies at `path`, or a text. */
export type BackupPart = { name: string } & ({ path: string } | { text: string });

/**
 * Writes parts into a new file that only its owner can read, sealed under a passphrase. What has that name already stays as it is; where
 * anything goes wrong, nothing is left. A part whose file is gone by then is left out.
 */
export const writeBackup = async (
  file: string,
  passphrase: Secret,
  parts: readonly BackupPart[],
  now = new Date(),
): Promise<Outcome<void, 'exists' | 'no-file'>> => {
  const scrypt = createScryptParameters();
  const header = renderHeader(now, scrypt);
  const key = await derivePassphraseKey(passphrase, scrypt);
  const created = await createPrivateFile(file, { replace: false });
  if (!created.ok) return fail(created.failure);
  const seal = createFrameSealer(key, header);
  try {
    await created.value.write(Buffer.from(`${header}\n`));
    for (const part of parts) await writePart(created.value, seal, part);
    await created.value.write(seal({ kind: 'end' }));
  } catch (error) {
    await created.value.discard();
    throw error;
  }
  await created.value.finish();
  return succeed(undefined);
};

const writePart = async (backup: NewFile, seal: (frame: Frame) => Buffer, part: BackupPart): Promise<void> => {
  const { name } = part;
  if ('text' in part) {
    await backup.write(seal({ kind: 'file', name }));
    return backup.write(seal({ kind: 'bytes', bytes: Buffer.from(part.text) }));
  }
  const source = await open(part.path).catch((error: NodeJS.ErrnoException) => {
    // A message that was sent meanwhile.
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!source) return;
  await backup.write(seal({ kind: 'file', name }));
  // Closes the handle, too.
  for await (const bytes of source.createReadStream({ highWaterMark: frameBytes }) as AsyncIterable<Buffer>)
    await backup.write(seal({ kind: 'bytes', bytes }));
};
