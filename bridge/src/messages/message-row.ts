import type { Correspondent, MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import { parseBodyStructure, type BodyStructure } from '../imap/grammar/body-structure.ts';
import { parseEnvelope, type EnvelopeAddress, type ImapEnvelope } from '../imap/grammar/envelope.ts';
import { hasFlag } from '../imap/grammar/flags.ts';
import { isUnreadable, type StoredMessage } from '../mail-store/page-format.ts';
import { guessNothing, type GuessCharset } from '../mime/decode-charset.ts';
import { hasAttachments } from './attachments.ts';
import { charsetsOf, headerHints } from './header-hints.ts';
import { toShownLine } from './safe-text.ts';

/** A list says who a message went to, not everybody. */
const mostListed = 20;
/** As many as an answer to all may have, in each of its fields. */
const mostOpened = 500;

/** The headers and the structure of a stored message, decoded. */
export interface ReadHeaders {
  envelope: ImapEnvelope;
  /** Null: the server's account of it could not be read. */
  structure: BodyStructure | null;
}

/** Names of files that are not plain ASCII. */
const namesNeedHints = /[\x80-\xFF\x1B]|=\?/;

/** Reads what is stored of a message. */
export const readHeaders = ({ envelope, structure }: StoredMessage, guess: GuessCharset = guessNothing): ReadHeaders => {
  const plain = parseBodyStructure(structure);
  const charsets = charsetsOf(plain);
  return {
    envelope: parseEnvelope(envelope, headerHints(envelope, charsets, guess)),
    structure: namesNeedHints.test(structure) ? parseBodyStructure(structure, headerHints(structure, charsets, guess)) : plain,
  };
};

/** A stored message as a line of a list. */
export const toMessageRow = (message: StoredMessage, ref: MessageRef, guess: GuessCharset): MessageRow =>
  toRow(message, ref, readHeaders(message, guess), mostListed);

/** An opened message as such a line, with everybody it went to; `leftOut`: so many are more than can be answered to. */
export const describeOpened = (message: StoredMessage, ref: MessageRef, headers: ReadHeaders): { row: MessageRow; leftOut: number } => {
  const { to = [], cc = [], replyTo = [] } = headers.envelope;
  const leftOut = [to, cc, replyTo].reduce((sum, { length }) => sum + Math.max(0, length - mostOpened), 0);
  return { row: toRow(message, ref, headers, mostOpened), leftOut };
};

const toRow = (message: StoredMessage, ref: MessageRef, { envelope, structure }: ReadHeaders, most: number): MessageRow => ({
  ref,
  from: describeCorrespondents(envelope.from, most),
  to: describeCorrespondents(envelope.to, most),
  subject: toShownLine(envelope.subject ?? ''),
  receivedAt: message.receivedAt,
  isUnread: !hasFlag(message.flags, '\\Seen'),
  isFlagged: hasFlag(message.flags, '\\Flagged'),
  isAnswered: hasFlag(message.flags, '\\Answered'),
  isUnreadable: isUnreadable(message),
  hasAttachments: structure !== null && hasAttachments(structure),
});

export const describeCorrespondents = (addresses: readonly EnvelopeAddress[] = [], most = mostOpened): Correspondent[] =>
  addresses.slice(0, most).map(({ name, address }) => ({ name: toShownLine(name), address: toShownLine(address) }));
