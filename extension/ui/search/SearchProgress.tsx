import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { searchWords as words } from '@kurrier/shared/words/pages/search';
import type { SearchModel } from '../../model/search/search-model.ts';
import { safeLine } from '../../model/mail/safe-text.ts';

/** How a search stands: how many were found, and what is still being searched or could not be. */
export const SearchProgress = ({ model, labelOf }: { model: SearchModel; labelOf: (accountId: string) => string }) => {
  const state = model.state.value;
  if (!state) return null;
  const list = model.list.value?.state.value;
  const shown = list?.phase === 'listed' ? list.total : 0;
  const label = (accountId: string) => safeLine(labelOf(accountId), 60);
  const asking = state.servers.filter((server) => server.state === 'searching');
  return (
    <div class="search-stand">
      <p role="status">
        <strong>{isStillAsking(model) && state.total === 0 ? words.searching : words.found(state.total)}</strong>
        {state.total > shown && shown > 0 ? ` · ${words.shownOf(shown)}` : ''}
      </p>
      {state.isLocalDone
        ? asking.map(({ accountId, foldersLeft }) => (
            <p key={accountId} class="hint">
              <span class="search-busy" aria-hidden="true" /> {words.askingServer(label(accountId), foldersLeft)}
            </p>
          ))
        : null}
      {state.servers.map(({ accountId, state: stand, failure, notFetched }) => (
        <>
          {stand === 'failed' ? (
            <p key={`failed ${accountId}`} class="hint warn">
              {words.serverFailed(label(accountId), failure ? describe(failure, en).title : '')}
            </p>
          ) : null}
          {notFetched > 0 ? (
            <p key={`left ${accountId}`} class="hint">
              {words.notFetched(label(accountId), notFetched)}
            </p>
          ) : null}
        </>
      ))}
      {state.notIndexed > 0 ? <p class="hint">{words.notIndexed(state.notIndexed)}</p> : null}
      {state.notUnderstood.length > 0 ? <p class="hint warn">{words.notUnderstood(state.notUnderstood)}</p> : null}
      {state.unknownFolders.length > 0 ? <p class="hint warn">{words.unknownFolders(state.unknownFolders)}</p> : null}
    </div>
  );
};

const isStillAsking = (model: SearchModel): boolean =>
  model.state.value?.isLocalDone === false || (model.state.value?.servers.some((server) => server.state === 'searching') ?? false);

/** Whether there is no message in what a search has answered. */
export const isNothingFound = (model: SearchModel): boolean => {
  const list = model.list.value?.state.value;
  return list?.phase === 'listed' && list.total === 0;
};

/** Stands in the place of a list that has nothing in it. */
export const NothingFound = ({ model }: { model: SearchModel }) => (
  <div class="list-pane">
    <div class="empty">
      <h2>{isStillAsking(model) ? words.nothingYet : words.nothing}</h2>
      <p>{isStillAsking(model) ? words.nothingYetHint : words.nothingHint}</p>
    </div>
  </div>
);
