import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';

/** What never changes of a message (RFC 9051 §2.3.1.1): how it is opened, and its HTML. */
export interface MessageTexts {
  content: Omit<MessageContent, 'row'>;
  html: HtmlMail;
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

const keyOf = ({ accountId, mailboxId, uidValidity, uid }: MessageRef): string => JSON.stringify([accountId, mailboxId, uidValidity, uid]);

/** The texts of the messages that were opened last, so that going back to one asks no server. In memory only. */
export const createRecentTexts = (limit = mostCharacters) => {
  const kept = new Map<string, MessageTexts>();
  let characters = 0;

  const drop = (key: string): void => {
    const dropped = kept.get(key);
    if (dropped) characters -= sizeOf(dropped);
    kept.delete(key);
  };

  return {
    get(ref: MessageRef): MessageTexts | undefined {
      const key = keyOf(ref);
      const texts = kept.get(key);
      if (!texts) return undefined;
      kept.delete(key);
      kept.set(key, texts);
      return texts;
    },
    add(ref: MessageRef, texts: MessageTexts): void {
      const key = keyOf(ref);
      drop(key);
      kept.set(key, texts);
      characters += sizeOf(texts);
      for (const oldest of kept.keys()) {
        if (characters <= limit) break;
        drop(oldest);
      }
    },
    /** The account was removed: nothing of its mail stays. */
    forget(accountId: string): void {
      for (const key of kept.keys()) if ((JSON.parse(key) as string[])[0] === accountId) drop(key);
    },
  };
};
