import type { ClientChange, ClientSource } from '@kurrier/shared/api/oauth';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { OAuthClient } from '@kurrier/shared/oauth/built-in-clients';
import { signInProvider } from '@kurrier/shared/oauth/sign-in-providers';
import type { Secret } from '@kurrier/shared/secret';
import * as z from 'zod/mini';

/** Clients that a policy or a file names, by id of the provider. */
export type ClientsByProvider = Readonly<Record<string, z.output<typeof ClientChange>>>;

/** A client as it lies in the store; its secret as the vault sealed it. */
const StoredClient = z.object({ clientId: z.string(), tenant: z.optional(z.string()), secret: z.optional(z.string()) });

interface KeyValue {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<boolean>;
  delete(key: string): Promise<boolean>;
}

interface ClientBinding {
  field: 'oauth-client';
  issuer: string;
  clientId: string;
}

export interface ClientIdsDeps {
  builtIn: Readonly<Record<string, OAuthClient>>;
  /** The organisation's file in the bridge's configuration folder, as it is now. */
  organisation: () => Promise<ClientsByProvider>;
  store: KeyValue;
  vault: {
    seal(secret: Secret, binding: ClientBinding): Promise<string>;
    open(record: string, binding: ClientBinding): Promise<Outcome<Secret, unknown>>;
  };
}

export interface FoundClient {
  client: OAuthClient;
  source: ClientSource;
}

type Kept = 'own' | 'registered';

/**
 * The client ids that there are, in their order: the maintainers', the organisation's (browser policy, then file), the person's own, one
 * that was registered on the fly. `key` is a known provider's id or an issuer; of a policy and a file only known providers are taken.
 */
export const createClientIds = ({ builtIn, organisation, store, vault }: ClientIdsDeps) => {
  const bindingOf = (key: string, clientId: string): ClientBinding => ({ field: 'oauth-client', issuer: key, clientId });
  const read = async (kind: Kept, key: string): Promise<OAuthClient | undefined> => {
    const stored = StoredClient.safeParse(await store.get(`${kind}:${key}`)).data;
    if (!stored) return undefined;
    const { clientId, tenant, secret } = stored;
    const opened = secret === undefined ? undefined : await vault.open(secret, bindingOf(key, clientId));
    if (opened?.ok === false) return undefined;
    return { clientId, ...(tenant !== undefined && { tenant }), ...(opened && { clientSecret: opened.value.reveal() }) };
  };
  const keep = async (kind: Kept, key: string, { clientId, clientSecret, tenant }: z.output<typeof ClientChange>): Promise<void> => {
    const secret = clientSecret && (await vault.seal(clientSecret, bindingOf(key, clientId)));
    await store.set(`${kind}:${key}`, { clientId, ...(tenant !== undefined && { tenant }), ...(secret !== undefined && { secret }) });
  };

  return {
    find: async (key: string, policy: ClientsByProvider = {}): Promise<FoundClient | undefined> => {
      const known = signInProvider(key) !== undefined;
      const maintainers = builtIn[key];
      if (maintainers?.clientId) return { client: withoutEmpty(maintainers), source: 'built-in' };
      const organisations = known ? (policy[key] ?? (await organisation())[key]) : undefined;
      if (organisations) return { client: toClient(organisations), source: 'organisation' };
      for (const source of ['own', 'registered'] as const) {
        const client = await read(source, key);
        if (client) return { client, source };
      }
      return undefined;
    },
    keep,
    forget: (kind: Kept, key: string): Promise<boolean> => store.delete(`${kind}:${key}`),
  };
};
export type ClientIds = ReturnType<typeof createClientIds>;

const withoutEmpty = ({ clientSecret, ...client }: OAuthClient): OAuthClient => ({ ...client, ...(clientSecret && { clientSecret }) });

const toClient = ({ clientId, clientSecret, tenant }: z.output<typeof ClientChange>): OAuthClient => ({
  clientId,
  ...(clientSecret && { clientSecret: clientSecret.reveal() }),
  ...(tenant !== undefined && { tenant }),
});
