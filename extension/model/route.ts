import { hashParts, joinHash } from './location-hash.ts';
import { mailHash, parseMailRoute, type MailRoute } from './mail/mail-route.ts';

/** The Dashboard's pages, as they stand in the address after `#`. */
export type Route =
  | MailRoute
  | { page: 'providers' }
  | { page: 'add-account' }
  | { page: 'edit-account'; accountId: string }
  | { page: 'welcome' }
  | { page: 'doctor' }
  /** The one that the page begins at; null: at its head. */
  | { page: 'failures'; kind: string | null }
  | { page: 'settings' };

/** The page that a location's hash names; anything unknown is the list of providers. */
export const parseRoute = (hash: string): Route => {
  const mailRoute = parseMailRoute(hash);
  if (mailRoute) return mailRoute;
  const [page, part, accountId] = hashParts(hash);
  if (page === 'settings' || page === 'doctor' || page === 'welcome') return { page };
  if (page === 'failures') return { page, kind: part || null };
  // Until there was one kind of provider alone, `add` was the choice of it.
  if (page === 'providers' && (part === 'add' || part === 'smtp-imap')) return { page: 'add-account' };
  if (page === 'providers' && part === 'edit' && accountId) return { page: 'edit-account', accountId };
  return { page: 'providers' };
};

const hashes = {
  providers: '#/providers',
  'add-account': '#/providers/add',
  welcome: '#/welcome',
  doctor: '#/doctor',
  settings: '#/settings',
};

/** The hash of a page; `parseRoute` reads it back. */
export const hashOf = (route: Route): string => {
  if (route.page === 'edit-account') return joinHash(['providers', 'edit', route.accountId]);
  if (route.page === 'failures') return joinHash(['failures', ...(route.kind === null ? [] : [route.kind])]);
  return route.page === 'mail' || route.page === 'compose' || route.page === 'outbox' ? mailHash(route) : hashes[route.page];
};
