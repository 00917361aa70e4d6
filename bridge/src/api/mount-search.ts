import { followSearch, startSearch, stopSearch } from '@kurrier/shared/api/search';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';
import type { Searches } from '../search/searches.ts';

/** Every endpoint of the search, one line each. */
export const mountSearch = (table: EndpointTable, load: () => Promise<{ searches: Searches }>): void => {
  mount(table, startSearch, async (request) => (await load()).searches.start(request));
  mount(table, followSearch, async (request) => (await load()).searches.follow(request));
  mount(table, stopSearch, async (request) => (await load()).searches.stop(request));
};
