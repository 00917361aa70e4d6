import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import { parseBodyStructure } from '../../imap/grammar/body-structure.ts';
import type { OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import { protocolViolation } from '../../imap/protocol-violation.ts';
import { attachmentsOf } from '../attachments.ts';
import type { FindMessage } from '../find-message.ts';
import { fetchRange, type ReadRange } from './range-reader.ts';
import type { AttachedSource } from './read-piece.ts';
import type { OnDemandConnections } from '../../imap/on-demand/on-demand-connections.ts';
import type { UnpackedFilesOf } from '../unpacked-files.ts';

/** One call of the bridge carries at most a mebibyte; a byte above 127 takes two in JSON. */
const sourcePiece = 256 * 1024;

export interface PieceDeps {
  findMessage: FindMessage;
  readRange: ReadRange;
  onDemand: Pick<OnDemandConnections, 'run'>;
  unpacked: Pick<UnpackedFilesOf, 'unpack'>;
}

/** Reads a piece of the message as it is on the server. */
export const createReadSource =
  ({ findMessage, readRange }: Pick<PieceDeps, 'findMessage' | 'readRange'>) =>
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

/** Finds something attached by its place; what was packed into one file follows the others. */
export const createFindSource =
  ({ findMessage, readRange, onDemand, unpacked }: PieceDeps) =>
  async ({ ref, index }: { ref: MessageRef; index: number }): Promise<Outcome<AttachedSource, OnDemandFailure>> => {
    const found = await findMessage(ref);
    const structure = found && parseBodyStructure(found.message.structure);
    if (!structure) return fail({ refused: 'not-found' });
    const listed = attachmentsOf(structure);
    const part = listed[index];
    const target = { ...ref, mailbox: found.mailbox, write: false };
    if (!part) {
      const packed = await unpacked.unpack({ ref, structure, withSections: (work) => onDemand.run(target, work) }, true);
      return packed.ok ? succeed({ data: packed.value.files[index - listed.length]?.data }) : packed;
    }
    return succeed({
      part,
      fetch: (asked) => fetchRange(onDemand, target, asked),
      fetchAhead: (asked) => readRange(target, asked),
    });
  };
