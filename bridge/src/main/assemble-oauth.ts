import path from 'node:path';
import { ClientChange, type keepOwnClient } from '@kurrier/shared/api/oauth';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { builtInClients, type OAuthClient } from '@kurrier/shared/oauth/built-in-clients';
import type { Secret } from '@kurrier/shared/secret';
import * as z from 'zod/mini';
import type { createAccounts } from '../accounts/accounts.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import type { Report } from '../async/report.ts';
import { readPrivateFile } from '../files/private-file.ts';
import { parseConnectTo } from '../net/address/connect-to.ts';
import { createAccessTokens } from '../oauth/tokens/access-tokens.ts';
import { createBoundedFetch } from '../oauth/provider/bounded-fetch.ts';
import { createClientIds, type ClientIdsDeps, type ClientsByProvider } from '../oauth/provider/client-ids.ts';
import { createSignInOption } from '../oauth/sign-in-option.ts';
import { parseGrant } from '../oauth/tokens/grant.ts';
import { createRefreshGrant, createRevokeGrant } from '../oauth/tokens/refresh-grant.ts';
import { createRequestPace } from '../oauth/tokens/request-pace.ts';
import { findTarget } from '../oauth/provider/sign-in-target.ts';
import { createPendingSignIns } from '../oauth/pending-sign-ins.ts';

interface OAuthParts extends Pick<ClientIdsDeps, 'store' | 'vault'> {
  ca: readonly string[];
  connectTo: readonly string[];
  /** Where the organisation's file of client ids may lie. */
  folder: string;
  accounts: Pick<ReturnType<typeof createAccounts>, 'readGrant' | 'replaceGrant' | 'saveSignedIn'>;
  /** Stands in for the maintainers' registrations. */
  builtIn?: Readonly<Record<string, OAuthClient>>;
  /** Whether tokens of an account are this bridge's to refresh; unless told, of all. */
  isOurs?: (accountId: string) => boolean;
  report: Report;
}

const ClientFile = z.record(z.string(), ClientChange);

/** Assembles signing in at providers. Loaded on its own: most people never need it. */
export const wireOAuth = ({ ca, connectTo, folder, accounts, store, vault, builtIn = builtInClients, isOurs, report }: OAuthParts) => {
  const fetch = createBoundedFetch({ ca, connectTo: parseConnectTo(connectTo) });
  const reportError = (error: unknown) => report('a sign-in at a provider failed inside', error);
  const clients = createClientIds({
    builtIn,
    store,
    vault,
    organisation: () => readClientFile(path.join(folder, 'oauth-clients.json'), report),
  });
  const revoke = createRevokeGrant(fetch);
  const revoking = new Set<Promise<unknown>>();
  const tokens = createAccessTokens({
    readGrant: accounts.readGrant,
    replaceGrant: accounts.replaceGrant,
    refresh: createRefreshGrant(fetch),
    ...(isOurs && { isOurs }),
    pace: createRequestPace(),
    now: Date.now,
    sleep,
    report: reportError,
  });
  const deps = { clients, fetch, now: Date.now };
  const signIns = createPendingSignIns({ ...deps, saveSignedIn: accounts.saveSignedIn, onSignedIn: tokens.forget, report: reportError });

  return {
    tokens,
    signIns,
    find: createSignInOption(deps),
    keepOwnClient: async ({ of, client }: RequestOf<typeof keepOwnClient>): Promise<ResponseOf<typeof keepOwnClient>> => {
      const target = findTarget(of);
      if (!target.ok) return { refused: target.failure };
      if (client) await clients.keep('own', target.value.key, client);
      else await clients.forget('own', target.value.key);
      return { kept: client !== undefined };
    },
    /** Gives a grant back in the background. */
    revokeGrant: (sealed: Secret): void => {
      const grant = parseGrant(sealed);
      if (!grant) return;
      const revoked = revoke(grant).finally(() => revoking.delete(revoked));
      revoking.add(revoked);
    },
    close: async (): Promise<void> => {
      await signIns.close();
      await tokens.close();
      await Promise.all(revoking);
    },
  };
};
/** The organisation's client ids; none where the file is missing, is anybody else's to write, or cannot be read. */
const readClientFile = async (file: string, report: Report): Promise<ClientsByProvider> => {
  const text = await readPrivateFile(file);
  if (!text.ok) report(`${file} is not used, because others can write it; this mends it: ${text.failure.mend}`);
  if (!text.ok || text.value === null) return {};
  try {
    const parsed = ClientFile.safeParse(JSON.parse(text.value));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  report(`${file} is not used, because it is no list of client ids`);
  return {};
};
