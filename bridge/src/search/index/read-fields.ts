import type { StoredMessage } from '../../mail-store/page-format.ts';
import type { KeptText } from '../../messages/texts/kept-texts.ts';
import { hasAttachments } from '../../messages/attachments.ts';
import { readHeaders, type ReadHeaders } from '../../messages/message-row.ts';
import type { GuessCharset } from '../../mime/decode-charset.ts';
import type { SearchedFields } from './message-words.ts';

const namesOf = (...lists: (ReadHeaders['envelope']['from'] | undefined)[]): string =>
  lists
    .flatMap((list) => list ?? [])
    .map(({ name, address }) => `${name} ${address}`)
    .join(' ');

/** What it says, and what is known of messages that lie in it: whom those are from, what they are about, and what they say. */
const textOf = ({ texts, attached = [] }: KeptText): string =>
  [texts, ...attached.map((inner) => inner.texts)]
    .flatMap(({ head, content }) => [
      ...(head ? [...head.from, ...head.to].map(({ name, address }) => `${name} ${address}`) : []),
      head?.subject ?? '',
      content.text,
    ])
    .join('\n');

/** What a stored message is found by, and whether something is attached to it. */
export const readFields = (
  message: StoredMessage,
  text: KeptText | null,
  guess: GuessCharset,
): { fields: SearchedFields; isAttached: boolean } => {
  const { envelope, structure } = readHeaders(message, guess);
  return {
    fields: {
      from: namesOf(envelope.from),
      to: namesOf(envelope.to, envelope.cc, envelope.bcc),
      subject: envelope.subject ?? '',
      text: text ? textOf(text) : '',
    },
    isAttached: structure !== null && hasAttachments(structure),
  };
};
