import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { fetchFile, fetchSource, type FetchedFile } from '../mail/fetch-file.ts';
import { safeFileName } from '../mail/file-name.ts';

/** What is put together in the browser's memory for one message. */
const largest = 100 * 1024 * 1024;

type Forwarded = { files: File[] } | Extract<FetchedFile, { refusal: unknown }>;

/** The files of a message that goes on as text: all that belong to it and are not part of how it presents itself. */
export const fetchForwardedFiles = async (call: Call, { row: { ref }, attachments }: MessageContent): Promise<Forwarded> => {
  const files: File[] = [];
  for (const [index, { name, type, depth, isInline }] of attachments.entries()) {
    if (depth > 0 || isInline) continue;
    const room = largest - files.reduce((sum, { size }) => sum + size, 0);
    const fetched = await fetchFile(call, ref, index, room);
    if (!('bytes' in fetched)) return fetched;
    files.push(new File(fetched.bytes, safeFileName(name, type), { type }));
  }
  return { files };
};

/** The message itself as a file. */
export const fetchForwardedMessage = async (call: Call, { row: { ref, subject } }: MessageContent): Promise<Forwarded> => {
  const fetched = await fetchSource(call, ref, largest);
  if (!('bytes' in fetched)) return fetched;
  return {
    files: [new File(fetched.bytes, `${safeFileName(subject, 'message/rfc822').replace(/\.eml$/, '')}.eml`, { type: 'message/rfc822' })],
  };
};
