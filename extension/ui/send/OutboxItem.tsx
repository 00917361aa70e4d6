import { useState } from 'preact/hooks';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { outboxWords as words } from '@kurrier/shared/words/pages/send';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { formatMoment } from '../../model/format-time.ts';
import { formatSize } from '../../model/format-size.ts';
import { safeLine } from '../../model/mail/safe-text.ts';
import { actionsOf, type OutboxAction, type OutboxModel, type OutboxNotice } from '../../model/send/outbox-model.ts';
import { Confirm } from '../controls/Confirm.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { StateGlyph, type GlyphState } from '../controls/StateGlyph.tsx';
import { OutboxDetails } from './OutboxDetails.tsx';

const glyphs: Record<OutboxEntry['status']['state'], GlyphState> = {
  queued: 'not-tested',
  sending: 'checking',
  sent: 'verified',
  'partly-sent': 'failed',
  deferred: 'not-tested',
  failed: 'failed',
  unknown: 'failed',
  cancelled: 'not-tested',
};

/** One message of the outbox: where it stands, why, for whom, and what can be done. */
export const OutboxItem = ({
  entry,
  notice,
  now,
  model,
  onUndo,
}: {
  entry: OutboxEntry;
  notice: OutboxNotice | null;
  now: number;
  model: OutboxModel;
  onUndo: (id: string) => void;
}) => {
  const [isAsking, setIsAsking] = useState(false);
  const { id, status, subject, recipients, acceptedAt, size, attempts } = entry;
  const commands: Record<OutboxAction, () => void> = {
    undo: () => onUndo(id),
    cancel: () => void model.cancel(id),
    retry: () => void model.retry(id),
    'retry-twice': () => setIsAsking(true),
    'check-sent': () => void model.checkSent(id),
    forget: () => void model.forget(id),
  };
  const title = safeLine(subject) || mailWords.row.noSubject;
  return (
    <article class="outbox-item" data-state={status.state} aria-label={title}>
      <header>
        <StateGlyph state={glyphs[status.state]} />
        <h2>
          <bdi>{title}</bdi>
        </h2>
        <p class="outbox-state" role="status">
          {words.states[status.state]}
          {momentText(entry, now)}
        </p>
      </header>
      <p class="hint">
        {safeLine(recipients.map(({ address }) => address).join(', '), 160)} · {formatMoment(acceptedAt, now)} · {formatSize(size)}
        {attempts > 0 ? ` · ${words.attempts(attempts)}` : ''}
      </p>
      {status.state === 'unknown' ? <p class="warning">{words.unknownMeaning}</p> : null}
      {status.state === 'partly-sent' ? <p class="warning">{words.partlyMeaning}</p> : null}
      {'failure' in status && status.failure ? <FailureNote failure={status.failure} /> : null}
      <OutboxDetails entry={entry} />
      {notice ? (
        <div class="notice" role="status">
          <p>{words.notices[notice.notice]}</p>
          {notice.notice === 'check-failed' ? <FailureNote failure={notice.failure} /> : null}
        </div>
      ) : null}
      {isAsking ? (
        <Confirm
          question={words.twiceQuestion}
          confirm={words.twiceConfirm}
          keep={words.keep}
          onConfirm={() => {
            setIsAsking(false);
            void model.retry(id, true);
          }}
          onKeep={() => setIsAsking(false)}
        />
      ) : (
        <div class="outbox-actions" role="group" aria-label={title}>
          {actionsOf(entry, now).map((action) => (
            <button key={action} type="button" class={action === 'undo' ? 'button' : 'button quiet'} onClick={commands[action]}>
              {words.actions[action]}
            </button>
          ))}
        </div>
      )}
    </article>
  );
};

const momentText = ({ status }: OutboxEntry, now: number): string => {
  if (status.state === 'queued' && status.heldUntil > now) return ` · ${words.held(Math.ceil((status.heldUntil - now) / 1000))}`;
  if (status.state === 'deferred') return ` · ${words.nextTry(formatMoment(status.nextTryAt, now))}`;
  return 'at' in status ? ` · ${formatMoment(status.at, now)}` : '';
};
