import type { Correspondent, MessageContent } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { refusalOf, type MailRefusal } from '../mail/mail-refusal.ts';
import { safeLine } from '../mail/safe-text.ts';
import { emptyMessage, type ComposeFields } from '../send/compose-fields.ts';
import type { ComposeDraft } from '../send/compose-model.ts';
import { fetchForwardedFiles } from '../send/forward-files.ts';
import { recipientsAmong, writeRecipient } from '../send/recipients.ts';
import { snapshotOf } from './saved-compose.ts';

export type ContinuedDraft = { draft: ComposeDraft; files: File[] } | { refusal: MailRefusal | { reason: 'too-large' } };

const written = (people: readonly Correspondent[]): string => recipientsAmong(people).map(writeRecipient).join(', ');

/** The text with the addresses that stand in it, which are shown shortened. */
const wholeText = ({ text, links }: MessageContent): string => {
  let [whole, done] = ['', 0];
  for (const { at, length, address } of links) {
    if (at < done) continue;
    whole += text.slice(done, at) + address;
    done = at + length;
  }
  return whole + text.slice(done);
};

/** A message of the mailbox for drafts, of whatever program, as one that is written on here. What is too long to be shown whole is refused. */
export const continueDraft = async (call: Call, content: MessageContent): Promise<ContinuedDraft> => {
  const { row, cc, replyTo } = content;
  if (content.isCut || content.leftOut > 0) return { refusal: { reason: 'too-large' } };
  const answer = await call('drafts.continue', { ref: row.ref });
  const refusal = refusalOf(answer);
  if (refusal) return { refusal };
  if (!answer.ok || !('draftId' in answer.value)) return { refusal: { reason: 'not-found' } };
  const fetched = await fetchForwardedFiles(call, content);
  if (!('files' in fetched)) return fetched;
  const [from] = row.from;
  const isReplyOther = replyTo.some(({ address }) => address !== from?.address);
  const fields: ComposeFields = {
    ...emptyMessage(),
    accountId: row.ref.accountId,
    from: from?.address ?? '',
    fromName: from?.name ?? '',
    to: written(row.to),
    cc: written(cc),
    bcc: written(answer.value.bcc),
    replyTo: isReplyOther ? written(replyTo) : '',
    subject: safeLine(row.subject, 800),
    text: wholeText(content).replace(/\n$/, ''),
    references: content.references.filter((id) => /^<[!-;=?-~]+>$/.test(id)).slice(-100),
  };
  const { draftId } = answer.value;
  const opened = snapshotOf({ fields, files: fetched.files.map(({ name, size }) => ({ name, size })) });
  return { draft: { fields, files: [], key: null, draftId, opened }, files: fetched.files };
};
