import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { parseEnvelope } from '../../imap/grammar/envelope.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import type { KeptTexts } from '../texts/kept-texts.ts';
import { baseSubject } from './base-subject.ts';
import { boundReferences } from '../read-references.ts';
import { refOf } from './describe-rows.ts';
import type { ThreadLine } from './join-by-name.ts';
import type { Line, Source } from './message-orders.ts';

interface KnownLine extends ThreadLine {
  /** Its References were read, too, not In-Reply-To alone. */
  isWhole: boolean;
}

/** Of so many mailboxes what was read stays in memory. */
const mostMailboxes = 8;
/** After so many messages others have a turn. */
const atOnce = 200;
/** References are looked for among the texts at hand of so many messages of a mailbox. */
export const mostTexts = 2000;

const messageIds = (text = ''): string[] => (text.match(/<[^<>\s]{1,1000}>/g) ?? []).slice(0, 20);

/**
 * Reads what tells the conversations of messages: Message-ID, In-Reply-To and subject as the sync stored them, and the References of those
 * `withTexts` whose text is at hand. What was read once is kept.
 */
export const createThreadLines = (texts: Pick<KeptTexts, 'read'>) => {
  const known = new LRUCache<MailboxStore, { uidValidity: number; lines: Map<number, KnownLine> }>({ max: mostMailboxes });

  return async (source: Source, lines: readonly Line[], withTexts: readonly Line[]): Promise<ThreadLine[]> => {
    const uidValidity = source.store.cursor()?.uidValidity ?? 0;
    let mailbox = known.get(source.store);
    // Of messages that are gone nothing is kept for ever.
    if (!mailbox || mailbox.uidValidity !== uidValidity || mailbox.lines.size > 2 * lines.length + 1000)
      known.set(source.store, (mailbox = { uidValidity, lines: new Map() }));
    const missing = lines.filter(({ uid }) => !mailbox.lines.has(uid));
    for (let at = 0; at < missing.length; at += atOnce) {
      const some = missing.slice(at, at + atOnce);
      const times = new Map(some.map(({ uid, receivedAt }) => [uid, receivedAt]));
      for (const { uid, envelope } of await source.store.readMany([...times.keys()])) {
        const { messageId, inReplyTo, subject = '' } = parseEnvelope(envelope);
        const [id = ''] = messageIds(messageId);
        const line = {
          id,
          inReplyTo: messageIds(inReplyTo),
          references: [],
          ...baseSubject(subject.slice(0, 500)),
          receivedAt: times.get(uid)!,
        };
        mailbox.lines.set(uid, { ...line, isWhole: false });
      }
      await nextTurn();
    }
    for (const [at, { uid }] of withTexts.entries()) {
      if (at % atOnce === atOnce - 1) await nextTurn();
      const line = mailbox.lines.get(uid);
      if (!line || line.isWhole) continue;
      const text = await texts.read(refOf(source, uid));
      if (text) mailbox.lines.set(uid, { ...line, references: boundReferences(text.texts.content.references), isWhole: true });
    }
    const gone = { id: '', inReplyTo: [], references: [], base: '', isReply: false };
    return lines.map(({ uid, receivedAt }) => mailbox.lines.get(uid) ?? { ...gone, receivedAt });
  };
};
