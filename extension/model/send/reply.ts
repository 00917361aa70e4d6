import type { MessageContent } from '@kurrier/shared/mail/mail';
import { correspondentText, safeLine } from '../mail/safe-text.ts';
import type { ComposeFields } from './compose-fields.ts';
import { recipientsAmong, writeRecipient, type Recipient } from './recipients.ts';

/** How an answer is begun. */
export interface AnswerStyle {
  /** To everybody who got the message, not to its sender alone. */
  toAll: boolean;
  /** The person's own addresses: nobody writes to themselves. */
  own: readonly string[];
  wrote: (who: string) => string;
}

/** As many as a message may have in one of its fields; who is beyond stands in the other. */
const mostCopies = 500;

/**
 * The start of an answer: to whom, about what, with the text quoted (RFC 3676 §4.5). It goes where Reply-To says; an answer to one's own
 * message goes to whom that went. Recipients that are no addresses are left out.
 */
export const replyTo = (content: MessageContent, { toAll, own, wrote }: AnswerStyle): Partial<ComposeFields> => {
  const { row, cc, messageId, text } = content;
  const [from] = row.from;
  const subject = safeLine(row.subject, 800);
  const seen = new Set(own.map(foldAddress));
  const isOwn = from !== undefined && seen.has(foldAddress(from.address));
  const wished = content.replyTo.length > 0 ? content.replyTo : row.from;
  const others = isOwn ? takeOthers(row.to, seen) : takeOthers(wished, new Set(toAll ? seen : []));
  const to = others.length > 0 ? others : takeOthers(wished, new Set());
  for (const { address } of to) seen.add(foldAddress(address));
  const everybody = toAll ? takeOthers(isOwn ? cc : [...row.to, ...cc], seen) : [];
  return {
    accountId: row.ref.accountId,
    to: writeRecipients([...to, ...everybody.slice(mostCopies)]),
    cc: writeRecipients(everybody.slice(0, mostCopies)),
    subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
    text: `\n\n${wrote(from ? correspondentText(from) : '')}\n${quote(text.slice(0, 100_000))}\n`,
    references: [...content.references, ...(messageId === null ? [] : [messageId])].filter(isMessageId),
  };
};

/** As the bridge takes them: a longer one can stand in no line of a message. */
const isMessageId = (id: string): boolean => id.length <= 900 && /^<[!-;=?-~]+>$/.test(id);

/** Whether there is anybody but the sender and oneself to answer to. */
export const canReplyToAll = (content: MessageContent, own: readonly string[]): boolean => {
  const [one, all] = [false, true].map((toAll) => replyTo(content, { toAll, own, wrote: String }));
  return one!.to !== all!.to || all!.cc !== '';
};

const foldAddress = (address: string): string => address.toLowerCase();

/** Those that were not seen before, each once. */
const takeOthers = (people: readonly Recipient[], seen: Set<string>): Recipient[] =>
  recipientsAmong(people).filter(({ address }) => {
    const key = foldAddress(address);
    return !seen.has(key) && seen.add(key);
  });

const writeRecipients = (people: readonly Recipient[]): string => people.map(writeRecipient).join(', ');

const quote = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n');
