import { useState } from 'preact/hooks';
import type { AccountSync, SyncChoice } from '@kurrier/shared/mail/mail';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { formatMoment } from '../../model/format-time.ts';
import { formatSize } from '../../model/format-size.ts';
import { hashOf } from '../../model/route.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { mailboxName } from './mailbox-name.ts';
import { StateGlyph, type GlyphState } from '../controls/StateGlyph.tsx';
import { ChoiceForm } from './ChoiceForm.tsx';
import { visibleText } from '../../model/visible-text.ts';

const words = mailWords.sync;

export interface SyncActions {
  pause: (accountId: string, paused: boolean) => void;
  syncNow: (accountId: string) => void;
  choose: (accountId: string, choice: SyncChoice) => void;
}

const glyphs: Record<AccountSync['state']['phase'], GlyphState> = {
  off: 'not-tested',
  paused: 'not-tested',
  connecting: 'checking',
  syncing: 'checking',
  live: 'verified',
  waiting: 'failed',
  stopped: 'failed',
};

const wordOf = ({ state }: AccountSync, now: number): string => {
  if (state.phase === 'waiting') return words.waiting(formatMoment(state.retryAt, now));
  return words[state.phase];
};

/** Where the sync of one account stands, and what can be done about it. */
export const SyncStatus = ({ sync, label, now, actions }: { sync: AccountSync; label: string; now: number; actions: SyncActions }) => {
  const [isChoosing, setIsChoosing] = useState(false);
  const { accountId, state, lastSyncAt, storedBytes, failures } = sync;
  const nameOf = (mailboxId: string) => {
    const mailbox = sync.mailboxes.find(({ id }) => id === mailboxId);
    return mailbox ? mailboxName(mailbox) : mailboxId;
  };
  return (
    <div role="group" class="sync-status" aria-label={label} data-phase={state.phase}>
      <div class="sync-line">
        <StateGlyph state={glyphs[state.phase]} />
        <p role="status">
          <strong>{visibleText(label)}</strong> · {wordOf(sync, now)}{' '}
          {state.phase === 'off' ? <a href={hashOf({ page: 'providers' })}>{words.toProviders}</a> : null}
        </p>
        <span class="hint">
          {lastSyncAt === null ? words.neverSynced : words.lastSync(formatMoment(lastSyncAt, now))}
          {storedBytes > 0 ? ` · ${words.disk(formatSize(storedBytes))}` : ''}
        </span>
        <SyncButtons sync={sync} label={label} actions={actions} onChoose={() => setIsChoosing(!isChoosing)} />
      </div>
      {state.phase === 'syncing' && state.progress ? (
        <div class="sync-progress">
          <progress value={state.progress.done} max={Math.max(1, state.progress.total)} aria-label={words.syncing} />
          <span class="number">{words.progress(state.progress)}</span>
        </div>
      ) : null}
      {state.phase === 'waiting' || state.phase === 'stopped' ? <FailureNote failure={state.failure} /> : null}
      {failures.length > 0 ? (
        <details class="failed-folders">
          <summary>{words.failedFolders(failures.length)}</summary>
          {failures.slice(0, 20).map(({ mailboxId, failure }) => (
            <FailureNote key={mailboxId} failure={failure} about={nameOf(mailboxId)} />
          ))}
        </details>
      ) : null}
      {isChoosing ? (
        <ChoiceForm
          sync={sync}
          onSave={(choice) => {
            setIsChoosing(false);
            actions.choose(accountId, choice);
          }}
          onCancel={() => setIsChoosing(false)}
        />
      ) : null}
    </div>
  );
};

const SyncButtons = ({
  sync: { accountId, state },
  label,
  actions,
  onChoose,
}: {
  sync: AccountSync;
  label: string;
  actions: SyncActions;
  onChoose: () => void;
}) => {
  if (state.phase === 'off') return null;
  const isPaused = state.phase === 'paused';
  return (
    <div class="sync-actions" role="group" aria-label={label}>
      {isPaused || state.phase === 'connecting' ? null : (
        <button type="button" class="button quiet" onClick={() => actions.syncNow(accountId)}>
          {words.now}
        </button>
      )}
      <button type="button" class="button quiet" onClick={() => actions.pause(accountId, !isPaused)}>
        {isPaused ? words.resume : words.pause}
      </button>
      <button type="button" class="button quiet" onClick={onChoose}>
        {mailWords.choice.title}
      </button>
    </div>
  );
};
