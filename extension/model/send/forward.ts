import type { MessageContent } from '@kurrier/shared/mail/mail';
import { composeWords } from '@kurrier/shared/words/pages/send';
import { formatFully } from '../format-time.ts';
import { correspondentText, safeLine } from '../mail/safe-text.ts';
import type { ComposeFields } from './compose-fields.ts';

const words = composeWords.forwarded;

/** The start of a message that hands another one on as text: what was in its heads that matters, then what was seen of it. */
export const forward = (content: MessageContent): Partial<ComposeFields> => {
  const { row, cc, text } = content;
  const people = (who: MessageContent['cc']) => who.slice(0, 50).map(correspondentText).join(', ');
  const facts = [
    `${words.from}: ${people(row.from)}`,
    `${words.date}: ${formatFully(content.sentAt ?? row.receivedAt)}`,
    `${words.subject}: ${safeLine(row.subject, 800)}`,
    `${words.to}: ${people(row.to)}`,
    ...(cc.length > 0 ? [`${words.cc}: ${people(cc)}`] : []),
  ];
  return {
    ...forwardAttached(content),
    text: `\n\n${words.line}\n${facts.join('\n')}\n\n${text.slice(0, 100_000).trimEnd()}\n`,
  };
};

/** The start of a message to which another one is attached as it is. */
export const forwardAttached = ({ row }: MessageContent): Partial<ComposeFields> => {
  const subject = safeLine(row.subject, 800);
  return { accountId: row.ref.accountId, subject: /^fwd?:/i.test(subject) ? subject : `Fwd: ${subject}` };
};
