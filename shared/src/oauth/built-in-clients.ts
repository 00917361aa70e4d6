/** A client id as its owner registered it at a provider. */
export interface OAuthClient {
  clientId: string;
  /** Of providers that give installed programs one, and want it back. */
  clientSecret?: string;
  /** The directory that the client is registered in, where it is not for all of them. */
  tenant?: string;
}

/**
 * The maintainers' own registrations, by provider. An empty client id means: not registered yet. Packagers put theirs here;
 * docs/oauth-clients.md says how to get one.
 */
export const builtInClients: Readonly<Record<string, OAuthClient>> = {
  microsoft: { clientId: '' },
  google: { clientId: '', clientSecret: '' },
  yandex: { clientId: '', clientSecret: '' },
  'mail-ru': { clientId: '', clientSecret: '' },
};
