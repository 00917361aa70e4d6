import { placedKey, placedRefOf } from '../attached/placed-ref.ts';
import type { MessageContent } from '@kurrier/shared/mail/mail';

/** How a message is shown that has HTML. */
export type HtmlView = 'html' | 'text';

/** What a person decided about how mail is shown; stays in this browser. */
export interface ReadingChoices {
  view: HtmlView;
  /** Whose pictures are fetched without asking, the newest last. */
  senders: readonly string[];
  /** The messages whose pictures were asked for, the newest last. */
  messages: readonly string[];
}

export const noChoices: ReadingChoices = { view: 'html', senders: [], messages: [] };

/** What was kept, as far as it is what this version keeps. */
export const parseChoices = (kept: unknown): ReadingChoices => {
  const { view, senders, messages } = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);
  return { view: view === 'text' ? 'text' : 'html', senders: texts(senders), messages: texts(messages) };
};

/** Those decided about longest ago are asked about again. */
const mostSenders = 1_000;
const mostMessages = 500;

const senderOf = ({ row }: MessageContent): string => (row.from[0]?.address ?? '').toLowerCase();

/**
 * Whether a person allowed that the pictures of a message are fetched from where they are. Who wrote one that lies in another is what
 * whoever attached it says: it is asked about by itself.
 */
export const allowsPictures = ({ senders, messages }: ReadingChoices, content: MessageContent): boolean =>
  messages.includes(keyOf(content)) || (content.path === undefined && senderOf(content) !== '' && senders.includes(senderOf(content)));

const keyOf = (content: MessageContent): string => placedKey(placedRefOf(content));

/** The choices with the pictures of a message allowed, or of everything from its sender. */
export const allowPictures = (choices: ReadingChoices, content: MessageContent, scope: 'message' | 'sender'): ReadingChoices =>
  scope === 'message'
    ? { ...choices, messages: addLast(choices.messages, keyOf(content), mostMessages) }
    : { ...choices, senders: addLast(choices.senders, senderOf(content), mostSenders) };

const addLast = (list: readonly string[], entry: string, most: number): string[] =>
  [...list.filter((each) => each !== entry), entry].slice(-most);
