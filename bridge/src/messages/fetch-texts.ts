import type { Attachment } from '@kurrier/shared/mail/mail';
import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { attachmentsOf, type AttachedPart } from './attachments.ts';
import { parseBodyStructure } from '../imap/grammar/body-structure.ts';
import { decodeText } from './decode-text.ts';
import { describeCorrespondents } from './message-row.ts';
import { parseEnvelope } from '../imap/grammar/envelope.ts';
import { fetchSections } from '../imap/fetch-sections.ts';
import type { ImapSession } from '../imap/imap-session.ts';
import { readReferences } from './read-references.ts';
import type { MessageTexts } from './recent-texts.ts';
import { toShownLine } from './safe-text.ts';
import type { StoredMessage } from '../mail-store/page-format.ts';
import { findTextParts } from './text-parts.ts';

/** More of a part is not fetched to be looked at. */
const longestPart = 256 * 1024;
const mostParts = 20;
const referencesHeader = 'HEADER.FIELDS (REFERENCES)';
const longestHeader = 16 * 1024;
/** Fetches the texts of a message, and nothing that is attached; null: it is no longer there. */
export const fetchTexts = async (session: ImapSession, message: StoredMessage): Promise<Outcome<MessageTexts | null, Failure>> => {
  const structure = parseBodyStructure(message.structure);
  const parts = structure ? findTextParts(structure).slice(0, mostParts) : [];
  const fetched = await fetchSections(session, message.uid, [
    { section: referencesHeader, offset: 0, length: longestHeader },
    ...parts.map(({ part }) => ({ section: part, offset: 0, length: longestPart })),
  ]);
  if (!fetched.ok) return fetched;
  if (!fetched.value) return succeed(null);
  const [header, ...bodies] = fetched.value;
  const texts = await Promise.all(parts.map((part, at) => decodeText(part, bodies[at]!)));
  const envelope = parseEnvelope(message.envelope);
  return succeed({
    cc: describeCorrespondents(envelope.cc),
    replyTo: describeCorrespondents(envelope.replyTo ?? envelope.from),
    messageId: envelope.messageId === undefined ? null : toShownLine(envelope.messageId),
    references: readReferences(header!.toString('latin1'), envelope.inReplyTo),
    sentAt: envelope.date instanceof Date ? envelope.date.getTime() : null,
    text: texts.map((text) => text.trim()).join('\n\n'),
    isFromHtml: parts.some(({ isHtml }) => isHtml),
    isCut: bodies.some((body) => body.length >= longestPart),
    attachments: structure ? attachmentsOf(structure).map(toAttachment) : [],
  });
};

const toAttachment = ({ name, type, size, depth, isInline }: AttachedPart): Attachment => ({ name, type, size, depth, isInline });
