import { open } from 'node:fs/promises';
import path from 'node:path';
import { appendUpload, beginUpload } from '@kurrier/shared/api/uploads';
import type { Call, CallFailure } from '@kurrier/shared/bridge/call';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Attachment } from '@kurrier/shared/mail/outgoing-message';
import { largestPiece } from '@kurrier/shared/mail/upload-limits';
import { UsageError } from './command.ts';

/** Uploads a file in pieces, and gives what names it as an attachment. */
export const uploadFile = async (
  call: Call,
  wanted: { path: string; fileName?: string | undefined; contentType?: string | undefined },
): Promise<Outcome<Attachment, CallFailure>> => {
  await using file = await open(wanted.path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${wanted.path}: ${error.code}`);
  });
  const { size } = await file.stat();
  const begun = await call(beginUpload, { size });
  if (!begun.ok) return begun;
  if ('refused' in begun.value) throw new UsageError('there is no room for more uploads');
  const { uploadId } = begun.value;
  for (let { offset } = begun.value; offset < size;) {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(largestPiece), position: offset });
    const appended = await call(appendUpload, { uploadId, offset }, buffer.subarray(0, bytesRead));
    if (!appended.ok) return appended;
    if ('refused' in appended.value || bytesRead === 0) throw new UsageError(`${wanted.path} changed while it was uploaded`);
    offset = appended.value.offset;
  }
  const { fileName = path.basename(wanted.path), contentType = 'application/octet-stream' } = wanted;
  return succeed({ uploadId, fileName, contentType });
};
