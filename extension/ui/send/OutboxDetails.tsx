import type { OutboxEntry, RecipientState } from '@kurrier/shared/mail/outbox';
import { evidenceWords } from '@kurrier/shared/words/pages/verdict';
import { outboxWords as words } from '@kurrier/shared/words/pages/send';
import { safeLine } from '../../model/mail/safe-text.ts';
import { visibleText } from '../../model/visible-text.ts';
import { FailureNote } from '../controls/FailureNote.tsx';

/** What became of a message for each recipient, what the server said, and the copy; open where somebody was refused. */
export const OutboxDetails = ({ entry: { recipients, taken, copy, status } }: { entry: OutboxEntry }) => (
  <details open={status.state === 'partly-sent' || copy.state === 'failed'}>
    <summary>
      {words.recipients} ({recipients.length})
    </summary>
    <ul class="outbox-recipients">
      {recipients.map((recipient) => (
        <li key={recipient.address} data-state={recipient.state}>
          <bdi>{safeLine(recipient.address)}</bdi> <span class="hint">{words.recipientStates[recipient.state]}</span>
          {failureOf(recipient, status)}
        </li>
      ))}
    </ul>
    {taken ? (
      <>
        <p class="caption">{evidenceWords.serverSaid}</p>
        <pre dir="ltr">{visibleText(taken.reply.text)}</pre>
        {taken.queueId === undefined ? null : (
          <p class="hint">
            {words.queueId} <code>{safeLine(taken.queueId, 100)}</code>
          </p>
        )}
      </>
    ) : null}
    {copy.state === 'none' ? null : (
      <p class="hint">
        {words.copies[copy.state]}
        {copy.state === 'filed' ? ` · ${safeLine(copy.mailbox, 80)}` : ''}
      </p>
    )}
    {'failure' in copy && copy.failure ? <FailureNote failure={copy.failure} /> : null}
  </details>
);

/** A recipient's own reason; that of the whole message stands above already. */
const failureOf = (recipient: RecipientState, status: OutboxEntry['status']) => {
  if (!('failure' in recipient) || !recipient.failure) return null;
  const whole = 'failure' in status ? status.failure : undefined;
  const isSame = whole?.kind === recipient.failure.kind && whole.reply?.text === recipient.failure.reply?.text;
  return isSame ? null : <FailureNote failure={recipient.failure} />;
};
