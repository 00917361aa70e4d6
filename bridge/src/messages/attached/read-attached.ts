import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';
import type { OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import type { WantedSection } from '../../imap/on-demand/opened-mailbox.ts';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import { attachmentsOf } from '../attachments.ts';
import type { FindMessage } from '../find-message.ts';
import { describeOpened, readHeaders } from '../message-row.ts';
import type { AttachedSource } from '../pieces/read-piece.ts';
import type { ReadBounded } from '../reading/read-bounded.ts';
import type { MessageTexts, RecentTexts } from '../recent-texts.ts';
import { namesPlacesOf } from '../texts/describe-texts.ts';
import { attachedAt } from '../texts/kept-attached.ts';
import type { KeptAttached, KeptTexts } from '../texts/kept-texts.ts';
import { readTexts } from '../texts/read-texts.ts';
import type { UnpackedFilesOf } from '../unpacked-files.ts';
import { describeAttached } from './describe-attached.ts';
import type { FindAttached } from './find-attached.ts';

export interface AskedAttached {
  ref: MessageRef;
  /** Which of the messages in it, from the outermost. */
  path: readonly number[];
}

export interface ReadAttachedDeps {
  findMessage: FindMessage;
  find: FindAttached;
  read: ReadBounded;
  recent: RecentTexts;
  texts: KeptTexts;
  unpacked: Pick<UnpackedFilesOf, 'unpack'>;
}

/**
 * Opens messages that lie in others, and reads what is attached to them. Their answers are those of a message of a mailbox, and their texts
 * are kept with its own.
 */
export const createReadAttached = ({ findMessage, find, read, recent, texts, unpacked }: ReadAttachedDeps) => {
  /** Its places are those by which it is asked for now: earlier versions listed other parts. */
  const readKept = async ({ ref, path }: AskedAttached, outer: StoredMessage): Promise<KeptAttached | null> => {
    const kept = await texts.read(ref);
    return kept && namesPlacesOf(kept.texts, readHeaders(outer).structure) ? attachedAt(kept, path) : null;
  };

  const askServer = async ({ ref, path }: AskedAttached, outer: StoredMessage): Promise<MessageTexts | OnDemandFailure> => {
    const message = await find(ref, path);
    if (!message.ok) return message.failure;
    const { headers, withSections } = message.value;
    const reading = await readTexts<OnDemandFailure>({ read, withSections }, ref.uid, headers.structure);
    if (!reading.ok) return reading.failure;
    if (!reading.value) return { refused: 'not-found' };
    const packed = await unpacked.unpack({ ref, path, structure: headers.structure, withSections }, reading.value.holdsFiles);
    return packed.ok ? describeAttached(outer, headers, reading.value, packed.value) : packed.failure;
  };

  const load = async (asked: AskedAttached): Promise<{ texts: MessageTexts; outer: StoredMessage } | OnDemandFailure> => {
    const { ref, path } = asked;
    const outer = (await findMessage(ref))?.message;
    if (!outer) return { refused: 'not-found' };
    const known = recent.get(ref, path);
    if (known) return { texts: known, outer };
    const kept = await readKept(asked, outer);
    const keep = kept?.isPartial === false ? null : await texts.prepare(ref, outer.receivedAt);
    const opened = keep ? await askServer(asked, outer) : kept!.texts;
    // Some of it is better than nothing of it.
    if ('failed' in opened && kept) return { texts: kept.texts, outer };
    if (!('content' in opened)) return opened;
    recent.add(ref, opened, path);
    await keep?.(opened, path);
    return { texts: opened, outer };
  };

  return {
    async open(asked: AskedAttached): Promise<MessageContent | OnDemandFailure> {
      const loaded = await load(asked);
      if (!('texts' in loaded)) return loaded;
      const { texts: shown, outer } = loaded;
      const { row } = describeOpened(outer, asked.ref, { envelope: {}, structure: null });
      return { ...shown.content, row: { ...row, ...shown.head }, path: [...asked.path] };
    },
    async openHtml(asked: AskedAttached): Promise<HtmlMail | OnDemandFailure> {
      const loaded = await load(asked);
      return 'texts' in loaded ? loaded.texts.html : loaded;
    },
    /** Something attached to a message that lies in another one, by its place; what was packed into one file follows the others. */
    async findSource({ ref, path, index }: AskedAttached & { index: number }): Promise<Outcome<AttachedSource, OnDemandFailure>> {
      const message = await find(ref, path);
      if (!message.ok) return message;
      const { withSections, headers } = message.value;
      const { structure } = headers;
      if (!structure) return fail({ refused: 'not-found' });
      const listed = attachmentsOf(structure);
      const part = listed[index];
      if (!part) {
        const packed = await unpacked.unpack({ ref, path, structure, withSections }, true);
        return packed.ok ? succeed({ data: packed.value.files[index - listed.length]?.data }) : packed;
      }
      const fetch = (asked: WantedSection) =>
        withSections(async (sections) => {
          const fetched = await sections.fetchSections(ref.uid, [asked]);
          return fetched.ok ? succeed(fetched.value?.[0] ?? null) : fetched;
        });
      return succeed({ part, fetch, fetchAhead: fetch });
    },
  };
};
