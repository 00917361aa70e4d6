import type { MessageRef } from '@kurrier/shared/mail/mail';
import { parseBodyStructure } from '../../imap/grammar/body-structure.ts';
import type { OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import { protocolViolation } from '../../imap/protocol-violation.ts';
import { attachmentsOf } from '../attachments.ts';
import type { FindMessage } from '../find-message.ts';
import type { ReadRange } from './range-reader.ts';
import { attachmentPiece, readPart, type AttachmentPiece } from './read-part.ts';
import type { createUnpackedFiles } from '../unpacked-files.ts';

/** One call of the bridge carries at most a mebibyte; a byte above 127 takes two in JSON. */
const sourcePiece = 256 * 1024;

export interface PieceDeps {
  findMessage: FindMessage;
  readRange: ReadRange;
  unpacked: Pick<ReturnType<typeof createUnpackedFiles>, 'unpack'>;
}

/** Reads a piece of the message as it is on the server. */
export const createReadSource =
  ({ findMessage, readRange }: Omit<PieceDeps, 'unpacked'>) =>
  async ({ ref, offset }: { ref: MessageRef; offset: number }): Promise<{ bytes: string; next: number | null } | OnDemandFailure> => {
    const found = await findMessage(ref);
    if (!found) return { refused: 'not-found' };
    const target = { ...ref, mailbox: found.mailbox, write: false };
    const fetched = await readRange(target, { section: '', offset, length: sourcePiece });
    if (!fetched.ok) return fetched.failure;
    const piece = fetched.value;
    if (!piece) return { refused: 'not-found' };
    if (piece.length === 0 && offset === 0 && found.message.size > 0) return { failed: protocolViolation('NO_SUCH_SECTION') };
    return { bytes: piece.toString('latin1'), next: piece.length < sourcePiece ? null : offset + piece.length };
  };

/** Reads a piece of something attached, decoded; nothing of it is kept here. What was packed into one file follows the others. */
export const createReadAttachment =
  ({ findMessage, readRange, unpacked }: PieceDeps) =>
  async ({ ref, index, offset }: { ref: MessageRef; index: number; offset: number }): Promise<AttachmentPiece | OnDemandFailure> => {
    const found = await findMessage(ref);
    const structure = found && parseBodyStructure(found.message.structure);
    if (!structure) return { refused: 'not-found' };
    const listed = attachmentsOf(structure);
    const part = listed[index];
    if (!part) {
      const packed = await unpacked.unpack(ref, found.mailbox, structure, true);
      return packed.ok ? pieceOf(packed.value.files[index - listed.length]?.data, offset) : packed.failure;
    }
    return readPart(part, offset, (asked) => readRange({ ...ref, mailbox: found.mailbox, write: false }, asked));
  };

const pieceOf = (data: Uint8Array | undefined, offset: number): AttachmentPiece | OnDemandFailure => {
  if (!data) return { refused: 'not-found' };
  const end = offset + attachmentPiece;
  const base64 = Buffer.from(data.subarray(offset, end)).toString('base64');
  return { base64, next: end < data.length ? end : null, total: data.length };
};
