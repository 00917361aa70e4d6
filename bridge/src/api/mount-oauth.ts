import {
  beginSignIn,
  cancelSignIn,
  confirmSignIn,
  findSignIn,
  followSignIn,
  keepOwnClient,
  listSignIns,
  retrySignIn,
} from '@kurrier/shared/api/oauth';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';
import type { createSignInOption } from '../oauth/sign-in-option.ts';
import type { createPendingSignIns } from '../oauth/pending-sign-ins.ts';

/** What sign-ins are made of, as main assembles them. */
interface OAuthUseCases {
  signIns: ReturnType<typeof createPendingSignIns>;
  find: ReturnType<typeof createSignInOption>;
  keepOwnClient: (request: RequestOf<typeof keepOwnClient>) => Promise<ResponseOf<typeof keepOwnClient>>;
}

/** Every endpoint of sign-ins at a provider, one line each. `load` gives the assembled parts, which are loaded after the bridge listens. */
export const mountOAuth = (table: EndpointTable, load: () => Promise<OAuthUseCases>): void => {
  mount(table, findSignIn, async (request) => (await load()).find(request));
  mount(table, beginSignIn, async (request) => (await load()).signIns.begin(request));
  mount(table, followSignIn, async (request, { signal }) => (await load()).signIns.follow(request, signal));
  mount(table, listSignIns, async () => ({ signIns: (await load()).signIns.list() }));
  mount(table, confirmSignIn, async (request) => (await load()).signIns.confirm(request));
  mount(table, retrySignIn, async (request) => (await load()).signIns.retry(request));
  mount(table, cancelSignIn, async (request) => ({ cancelled: (await load()).signIns.cancel(request) }));
  mount(table, keepOwnClient, async (request) => (await load()).keepOwnClient(request));
};
