import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';
import { succeed } from '@kurrier/shared/failure/outcome';
import { attachmentsOf } from './attachments.ts';
import { parseBodyStructure } from '../imap/grammar/body-structure.ts';
import { decodePiece } from './decode-piece.ts';
import { describeMessage } from './message-row.ts';
import type { ErrandFailure, Errands } from '../imap/on-demand/on-demand-connections.ts';
import { fetchSections } from '../imap/fetch-sections.ts';
import { fetchTexts } from './fetch-texts.ts';
import type { FindMessage } from './find-message.ts';
import { protocolViolation } from '../imap/protocol-violation.ts';
import { createRecentTexts } from './recent-texts.ts';
import { readAgain } from '../sync/fetch/unreadable-messages.ts';
import { isUnreadable } from '../mail-store/page-format.ts';

/** One call of the bridge carries at most a mebibyte; a byte above 127 takes two in JSON. */
const sourcePiece = 256 * 1024;

/** Also what is not encoded fits into one call, as base64. */
const attachmentPiece = 512 * 1024;

interface AttachmentPlace {
  ref: MessageRef;
  index: number;
  offset: number;
}

interface AttachmentPiece {
  base64: string;
  next: number | null;
  total: number;
}

/** Reads single messages from the server, when somebody opens them. */
export const createMessageReader = ({ findMessage, errands }: { findMessage: FindMessage; errands: Errands }) => {
  const recent = createRecentTexts();

  /** The message; one that could not be read is tried again, on a connection that nobody else needs. */
  const findReadable = async (ref: MessageRef) => {
    const found = await findMessage(ref);
    if (!found) return { refused: 'not-found' } as const;
    if (!isUnreadable(found.message)) return found;
    const { store, mailbox } = found;
    const read = await errands.run({ ...ref, name: mailbox.name, write: false }, async (session) => {
      const again = await readAgain(session, store, ref.uid);
      return again.ok ? succeed(null) : again;
    });
    if (!read.ok) return read.failure;
    return (await findMessage(ref)) ?? ({ refused: 'not-found' } as const);
  };

  return {
    /** Drops what is kept of an account that was removed. */
    forget: (accountId: string): void => recent.forget(accountId),

    /** The message's text and what is attached to it; asks the server where it was not opened lately. */
    async open({ ref }: { ref: MessageRef }): Promise<MessageContent | ErrandFailure> {
      const found = await findReadable(ref);
      if ('refused' in found || 'failed' in found) return found;
      const { message, mailbox } = found;
      const row = describeMessage(message, ref);
      const known = recent.get(ref);
      if (known) return { ...known, row };
      const fetched = await errands.run({ ...ref, name: mailbox.name, write: false }, (session) => fetchTexts(session, message));
      if (!fetched.ok) return fetched.failure;
      if (!fetched.value) return { refused: 'not-found' };
      if (!row.isUnreadable) recent.add(ref, fetched.value);
      return { ...fetched.value, row };
    },

    /** A piece of the message as it is on the server. */
    async readSource({
      ref,
      offset,
    }: {
      ref: MessageRef;
      offset: number;
    }): Promise<{ bytes: string; next: number | null } | ErrandFailure> {
      const found = await findMessage(ref);
      if (!found) return { refused: 'not-found' };
      const fetched = await errands.run({ ...ref, name: found.mailbox.name, write: false }, (session) =>
        fetchSections(session, ref.uid, [{ section: '', offset, length: sourcePiece }]),
      );
      if (!fetched.ok) return fetched.failure;
      const piece = fetched.value?.[0];
      if (!piece) return { refused: 'not-found' };
      if (piece.length === 0 && offset === 0 && found.message.size > 0) return { failed: protocolViolation('NO_SUCH_SECTION') };
      return { bytes: piece.toString('latin1'), next: piece.length < sourcePiece ? null : offset + piece.length };
    },

    /** A piece of something attached, decoded; nothing of it is kept here. */
    async readAttachment({ ref, index, offset }: AttachmentPlace): Promise<AttachmentPiece | ErrandFailure> {
      const found = await findMessage(ref);
      const structure = found && parseBodyStructure(found.message.structure);
      const part = structure && attachmentsOf(structure)[index];
      if (!part) return { refused: 'not-found' };
      const fetched = await errands.run({ ...ref, name: found.mailbox.name, write: false }, (session) =>
        fetchSections(session, ref.uid, [{ section: part.section, offset, length: attachmentPiece }]),
      );
      if (!fetched.ok) return fetched.failure;
      const bytes = fetched.value?.[0];
      if (!bytes) return { refused: 'not-found' };
      // An empty file that is none would be the worst answer.
      if (bytes.length === 0 && offset === 0 && part.encodedSize > 0) return { failed: protocolViolation('NO_SUCH_SECTION') };
      const { decoded, consumed, isEnd } = decodePiece(bytes, part.encoding, bytes.length < attachmentPiece);
      return { base64: decoded.toString('base64'), next: isEnd ? null : offset + consumed, total: part.encodedSize };
    },
  };
};
