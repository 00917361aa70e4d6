import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { draftWords as words } from '@kurrier/shared/words/pages/writing/drafts';
import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import type { ServerDraft, ServerDraftState } from '../../model/drafts/server-draft.ts';
import { formatMoment } from '../../model/format-time.ts';

/** How the draft on the server stands; what another program made of it is asked about. */
export const DraftLine = ({ draft }: { draft: ServerDraft }) => {
  const state = draft.state.value;
  return (
    <div class="draft-line">
      <p class={isWorse(state) ? 'warning' : 'hint'} role="status">
        {textOf(state)}
      </p>
      {state.state === 'changed-elsewhere' ? (
        <button type="button" class="button" onClick={() => void draft.keepOwn()}>
          {words.keepOwn}
        </button>
      ) : null}
    </div>
  );
};

const isWorse = ({ state }: ServerDraftState): boolean => state === 'failed' || state === 'changed-elsewhere';

const textOf = (state: ServerDraftState): string => {
  switch (state.state) {
    case 'none':
      return '';
    case 'saving':
      return words.saving;
    case 'saved':
      return words.saved(formatMoment(state.at, state.at));
    case 'waiting':
      return words.waiting;
    case 'failed':
      return words.failed(describe(state.failure, en).title);
    case 'changed-elsewhere':
      return words.changed;
    case 'here-only':
      return state.reason in bridgeWords.problems
        ? words.hereOnly.bridge
        : words.hereOnly[state.reason as Exclude<keyof typeof words.hereOnly, 'bridge'>];
  }
};
