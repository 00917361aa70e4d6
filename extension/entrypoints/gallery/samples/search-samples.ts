import { signal } from '@preact/signals';
import type { SearchState } from '@kurrier/shared/search/search-state';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import { createSearchList } from '../../../model/search/search-list.ts';
import type { SearchModel } from '../../../model/search/search-model.ts';
import { sampleRow } from './mail-samples.ts';
import { ignore } from './model-samples.ts';

const searched = (query: string, count: number, more: Partial<SearchState> = {}): SearchModel => {
  const found = createSearchList({ accountId: null, mailboxId: null }, () => Promise.resolve());
  found.put(Array.from({ length: Math.min(count, 12) }, (_, at) => sampleRow(at + 1)));
  const servers: SearchState['servers'] = [{ accountId: 'work', state: 'done', foldersLeft: 0, notFetched: 0 }];
  const state = {
    searchId: 'x',
    version: 1,
    total: count,
    isLocalDone: true,
    notIndexed: 0,
    servers,
    notUnderstood: [],
    unknownFolders: [],
  };
  return {
    query: signal(query),
    scope: signal('everywhere'),
    state: signal({ ...state, ...more }),
    list: signal(found.list),
    type: ignore,
    submit: ignore,
    choose: ignore,
    clear: ignore,
  };
};

const server = (more: Partial<SearchState['servers'][number]>): Pick<SearchState, 'servers'> => ({
  servers: [{ accountId: 'work', state: 'done', foldersLeft: 0, notFetched: 0, ...more }],
});

/** How a search can stand. */
export const searches: Record<'none' | (string & {}), SearchModel> & { none: SearchModel } = {
  none: { ...searched('', 0), state: signal(null), list: signal(null) },
  'asking the server': searched('invoice', 3, server({ state: 'searching', foldersLeft: 7 })),
  'nothing yet': searched('invoice', 0, server({ state: 'searching', foldersLeft: 7 })),
  begun: searched('invoice i', 0),
  nothing: searched('invoice from:nobody', 0),
  offline: searched('invoice', 4, server({ state: 'failed', failure: sampleFailures['net.timeout'] })),
  'more than is shown': searched('a', 48_211, { notIndexed: 1200, ...server({ notFetched: 31 }) }),
  'not understood': searched('is:purple in:nowhere', 0, { notUnderstood: ['is:purple'], unknownFolders: ['nowhere'] }),
};
