import { LRUCache } from 'lru-cache';
import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { MessageContent, MessageRef, MessageRow } from '@kurrier/shared/mail/mail';

/** What never changes of a message (RFC 9051 §2.3.1.1): how it is opened, and its HTML. */
export interface MessageTexts {
  content: Omit<MessageContent, 'row'>;
  html: HtmlMail;
  /** The places among its attachments at which messages lie; not known of texts that earlier versions kept. */
  messages?: number[];
  /** Of a message that lies in another: what stands at its head. That of a mailbox has its row. */
  head?: Pick<MessageRow, 'from' | 'to' | 'subject' | 'hasAttachments'>;
}

export type RecentTexts = ReturnType<typeof createRecentTexts>;

/** So much of opened messages is kept in memory, all accounts together. */
const mostCharacters = 4 * 1024 * 1024;

/** About how much a message's texts take; each entry of a list counts as a line. */
const sizeOf = ({ content: { text, links, attachments, cc, replyTo }, html }: MessageTexts): number =>
  text.length +
  html.bodies.reduce((sum, { content }) => sum + content.length, 0) +
  links.reduce((sum, { address }) => sum + address.length, 0) +
  (attachments.length + cc.length + replyTo.length) * 80;

const keyOf = ({ accountId, mailboxId, uidValidity, uid }: MessageRef, path: readonly number[]): string =>
  JSON.stringify([accountId, mailboxId, uidValidity, uid, ...path]);

/** The texts of the messages that were opened last, so that going back to one asks no server. In memory only. */
export const createRecentTexts = (limit = mostCharacters) => {
  const kept = new LRUCache<string, MessageTexts>({ maxSize: limit, sizeCalculation: (texts) => Math.max(1, sizeOf(texts)) });
  return {
    /** `path`: of which message within it. */
    get: (ref: MessageRef, path: readonly number[] = []): MessageTexts | undefined => kept.get(keyOf(ref, path)),
    /** The same without its counting as looked at. */
    peek: (ref: MessageRef): MessageTexts | undefined => kept.peek(keyOf(ref, [])),
    add(ref: MessageRef, texts: MessageTexts, path: readonly number[] = []): void {
      kept.set(keyOf(ref, path), texts);
    },
    /** The account was removed: nothing of its mail stays. */
    forget(accountId: string): void {
      const keys = [...kept.keys()];
      for (const key of keys) if ((JSON.parse(key) as string[])[0] === accountId) kept.delete(key);
    },
  };
};
