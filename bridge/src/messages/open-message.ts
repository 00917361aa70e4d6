import { succeed } from '@kurrier/shared/failure/outcome';
import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { Attachment, MessageContent, MessageRef, MessageRow, ReadingNotice } from '@kurrier/shared/mail/mail';
import type { BodyStructure } from '../imap/grammar/body-structure.ts';
import type { OnDemandFailure, OnDemandConnections, OnDemandTarget } from '../imap/on-demand/on-demand-connections.ts';
import { isUnreadable } from '../mail-store/page-format.ts';
import { readAgain } from '../sync/fetch/unreadable-messages.ts';
import { attachmentsOf, type AttachedPart } from './attachments.ts';
import type { CharsetGuesses } from './charset-guesses.ts';
import { fetchSource, fetchTexts } from './fetch-texts.ts';
import type { FindMessage } from './find-message.ts';
import { describeCorrespondents, describeOpened, readHeaders } from './message-row.ts';
import { needsSource } from './needs-source.ts';
import { readReferences } from './read-references.ts';
import { planReading, type PlannedReading } from './reading/plan-reading.ts';
import type { ReadBounded } from './reading/read-bounded.ts';
import type { MessageTexts, RecentTexts } from './recent-texts.ts';
import { toShownLine } from './safe-text.ts';
import { toUnpackedAttachment, type createUnpackedFiles } from './unpacked-files.ts';

type UnpackedFilesOf = ReturnType<typeof createUnpackedFiles>;

export interface OpenMessageDeps {
  findMessage: FindMessage;
  onDemand: OnDemandConnections;
  read: ReadBounded;
  guesses: CharsetGuesses;
  recent: RecentTexts;
  unpacked: Pick<UnpackedFilesOf, 'unpack'>;
}

const nothing: PlannedReading = { plan: { kind: 'all', children: [] }, leftOut: 0 };

/** Opens a message: its text and what is attached to it, or its HTML. Asks the server where it was not opened lately. */
export const createOpenMessage = ({ findMessage, onDemand, read, guesses, recent, unpacked }: OpenMessageDeps) => {
  /** The message; one that could not be read is tried again, on a connection that nobody else needs. */
  const findReadable = async (ref: MessageRef) => {
    const found = await findMessage(ref);
    if (!found) return { refused: 'not-found' } as const;
    if (!isUnreadable(found.message)) return found;
    const { store, mailbox } = found;
    const again = await onDemand.runOnSession({ ...ref, mailbox, write: false }, async (session) => {
      const tried = await readAgain(session, store, ref.uid);
      return tried.ok ? succeed(null) : tried;
    });
    if (!again.ok) return again.failure;
    return (await findMessage(ref)) ?? ({ refused: 'not-found' } as const);
  };

  /** What the server says of its texts, and where that cannot be right, what its source says. */
  const readTexts = async (target: MessageRef & Pick<OnDemandTarget, 'mailbox'>, structure: BodyStructure | null) => {
    read.warm();
    const { plan, leftOut } = structure ? planReading(structure) : nothing;
    const texts = await onDemand.run({ ...target, write: false }, (opened) => fetchTexts(opened, target.uid, plan));
    if (!texts.ok) return texts.failure;
    if (!texts.value) return { refused: 'not-found' } as const;
    const { references, bodies, isCut, isIncomplete } = texts.value;
    const reading = await read({ plan, bodies });
    const isMore = isIncomplete || leftOut > 0;
    const notices: ReadingNotice[] = isMore ? [...reading.notices, 'more-texts'] : reading.notices;
    const said = { ...reading, references, notices, isCut: isCut || reading.isCut };
    if (!needsSource(structure, reading)) return said;
    const source = await onDemand.run({ ...target, write: false }, (opened) => fetchSource(opened, target.uid));
    if (!source.ok) return source.failure;
    if (!source.value) return { refused: 'not-found' } as const;
    const repaired = await read({ source: source.value.source });
    return repaired.text === '' ? said : { ...repaired, references, isCut: source.value.isCut || repaired.isCut };
  };

  const load = async (ref: MessageRef): Promise<(MessageTexts & { row: MessageRow }) | OnDemandFailure> => {
    const found = await findReadable(ref);
    if ('refused' in found || 'failed' in found) return found;
    const { message, mailbox } = found;
    let headers = readHeaders(message, guesses.guess);
    if (await guesses.settle()) headers = readHeaders(message, guesses.guess);
    const { row, leftOut } = describeOpened(message, ref, headers);
    const known = recent.get(ref);
    if (known) return { ...known, row };
    const { envelope, structure } = headers;
    const reading = await readTexts({ ...ref, mailbox }, structure);
    if ('refused' in reading || 'failed' in reading) return reading;
    const packed = structure ? await unpacked.unpack(ref, mailbox, structure) : null;
    if (packed && !packed.ok) return packed.failure;
    const inner = packed?.value;
    const { text, isFromHtml, isCut, links, notices, html, isHtmlCut } = reading.text === '' && inner?.reading ? inner.reading : reading;
    const listed = structure ? attachmentsOf(structure) : [];
    const texts: MessageTexts = {
      content: {
        cc: describeCorrespondents(envelope.cc),
        replyTo: describeCorrespondents(envelope.replyTo ?? envelope.from),
        messageId: envelope.messageId === undefined ? null : toShownLine(envelope.messageId),
        references: readReferences(reading.references, envelope.inReplyTo),
        sentAt: envelope.date instanceof Date ? envelope.date.getTime() : null,
        leftOut,
        text,
        isFromHtml,
        hasHtml: html.length > 0,
        isCut,
        links,
        notices,
        attachments: [...listed.map(toAttachment), ...(inner?.files.map(toUnpackedAttachment) ?? [])],
      },
      html: { bodies: html, isCut: isHtmlCut || isCut, pictures: picturesOf(listed) },
    };
    if (!row.isUnreadable) recent.add(ref, texts);
    return { ...texts, row };
  };

  return {
    async open({ ref }: { ref: MessageRef }): Promise<MessageContent | OnDemandFailure> {
      const loaded = await load(ref);
      return 'content' in loaded ? { ...loaded.content, row: loaded.row } : loaded;
    },
    async openHtml({ ref }: { ref: MessageRef }): Promise<HtmlMail | OnDemandFailure> {
      const loaded = await load(ref);
      return 'content' in loaded ? loaded.html : loaded;
    },
  };
};

/** The pictures that the message itself can show; those of attached messages are theirs. */
const picturesOf = (listed: readonly AttachedPart[]): HtmlMail['pictures'] =>
  listed.flatMap(({ contentId, depth, type }, index) =>
    contentId !== '' && contentId.length <= 1000 && depth === 0 && type.startsWith('image/') ? [{ contentId, index }] : [],
  );

const toAttachment = ({ name, type, size, depth, isInline }: AttachedPart): Attachment => ({ name, type, size, depth, isInline });
