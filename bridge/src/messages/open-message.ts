import { succeed } from '@kurrier/shared/failure/outcome';
import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { MessageContent, MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { OnDemandFailure, OnDemandConnections, OnDemandTarget } from '../imap/on-demand/on-demand-connections.ts';
import type { BodyStructure } from '../imap/grammar/body-structure.ts';
import { markMessages } from './attachments.ts';
import { isUnreadable } from '../mail-store/page-format.ts';
import { readAgain } from '../sync/fetch/unreadable-messages.ts';
import type { CharsetGuesses } from './charset-guesses.ts';
import { describeTexts, namesPlacesOf, withPlacesOf } from './texts/describe-texts.ts';
import type { FindMessage } from './find-message.ts';
import type { KeptTexts } from './texts/kept-texts.ts';
import { describeOpened, readHeaders, type ReadHeaders } from './message-row.ts';
import type { ReadBounded } from './reading/read-bounded.ts';
import { readTexts } from './texts/read-texts.ts';
import type { MessageTexts, RecentTexts } from './recent-texts.ts';
import { mayBeReport } from './reports/may-be-report.ts';
import type { UnpackedFilesOf } from './unpacked-files.ts';

export interface OpenMessageDeps {
  findMessage: FindMessage;
  onDemand: OnDemandConnections;
  read: ReadBounded;
  guesses: CharsetGuesses;
  recent: RecentTexts;
  texts: KeptTexts;
  unpacked: Pick<UnpackedFilesOf, 'unpack'>;
}

/** What is told of an opened message beside its texts. */
type Shown = { row: MessageRow; isReport: boolean; structure: BodyStructure | null };

/** Opens a message: its text and what is attached to it, or its HTML. Asks the server where its text is not at hand. */
export const createOpenMessage = ({ findMessage, onDemand, read, guesses, recent, texts, unpacked }: OpenMessageDeps) => {
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

  const askServer = async (
    ref: MessageRef,
    mailbox: OnDemandTarget['mailbox'],
    { headers, leftOut }: { headers: ReadHeaders; leftOut: number },
  ): Promise<MessageTexts | OnDemandFailure> => {
    const withSections: Parameters<typeof readTexts<OnDemandFailure>>[0]['withSections'] = (work) =>
      onDemand.run({ ...ref, mailbox, write: false }, work);
    const reading = await readTexts({ read, withSections }, ref.uid, headers.structure);
    if (!reading.ok) return reading.failure;
    if (!reading.value) return { refused: 'not-found' };
    const packed = await unpacked.unpack({ ref, structure: headers.structure, withSections }, reading.value.holdsFiles);
    return packed.ok ? describeTexts(headers, reading.value, { leftOut, inner: packed.value }) : packed.failure;
  };

  const load = async (ref: MessageRef): Promise<(MessageTexts & Shown) | OnDemandFailure> => {
    const found = await findReadable(ref);
    if ('refused' in found || 'failed' in found) return found;
    const { message, mailbox } = found;
    let headers = readHeaders(message, guesses.guess);
    if (await guesses.settle()) headers = readHeaders(message, guesses.guess);
    const { row, leftOut } = describeOpened(message, ref, headers);
    const shown = { row, isReport: mayBeReport(headers.structure, headers.envelope), structure: headers.structure };
    const known = recent.get(ref);
    if (known) return { ...known, ...shown };
    const kept = row.isUnreadable ? null : await texts.read(ref);
    const isOfNow = kept !== null && namesPlacesOf(kept.texts, headers.structure);
    if (isOfNow && !kept.isPartial) {
      recent.add(ref, kept.texts);
      return { ...kept.texts, ...shown };
    }
    const keep = row.isUnreadable ? null : await texts.prepare(ref, message.receivedAt);
    const opened = await askServer(ref, mailbox, { headers, leftOut });
    // Some of it is better than nothing of it.
    if ('failed' in opened && kept) return { ...(isOfNow ? kept.texts : withPlacesOf(kept.texts, headers.structure)), ...shown };
    if (!('content' in opened)) return opened;
    if (keep) {
      recent.add(ref, opened);
      await keep(opened);
    }
    return { ...opened, ...shown };
  };

  return {
    async open({ ref }: { ref: MessageRef }): Promise<MessageContent | OnDemandFailure> {
      const loaded = await load(ref);
      if (!('content' in loaded)) return loaded;
      const attachments = markMessages(loaded.content.attachments, loaded.structure);
      return { ...loaded.content, attachments, row: loaded.row, ...(loaded.isReport && { isReport: true }) };
    },
    async openHtml({ ref }: { ref: MessageRef }): Promise<HtmlMail | OnDemandFailure> {
      const loaded = await load(ref);
      return 'content' in loaded ? loaded.html : loaded;
    },
  };
};
