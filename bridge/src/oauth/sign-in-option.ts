import type { findSignIn, SignInOption } from '@kurrier/shared/api/oauth';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { signInProvider, signInProviderOfIssuer } from '@kurrier/shared/oauth/sign-in-providers';
import { connectServer } from './provider/authorization-server.ts';
import type { BeginDeps } from './begin-sign-in.ts';
import { findTarget } from './provider/sign-in-target.ts';

/** What stands where a sign-in could be: a button that works, or what is missing and what else there is. */
export const createSignInOption =
  ({ clients, fetch }: BeginDeps) =>
  async ({ of, policyClients }: RequestOf<typeof findSignIn>): Promise<ResponseOf<typeof findSignIn>> => {
    const target = findTarget(of);
    if (!target.ok) return target.failure === 'closed' ? closedOption(of) : { refused: 'unknown-provider' };
    const { key, name, issuer, provider } = target.value;
    const found = await clients.find(key, policyClients);
    if (provider) {
      const { registration, clientSecret } = provider;
      return {
        id: provider.id,
        name,
        state: found ? 'ready' : 'no-client',
        ...(found && { client: found.source }),
        deviceCode: provider.deviceCode,
        registration: { ...registration, secret: clientSecret === 'sent', tenant: provider.issuer.includes('{tenant}') },
        otherWays: [...provider.otherWays],
      };
    }
    const own: SignInOption = {
      name,
      ...(issuer !== null && { issuer }),
      state: 'no-client',
      deviceCode: false,
      otherWays: ['administrator'],
    };
    try {
      const metadata = (await connectServer(target.value, { clientId: 'unregistered' }, fetch)).serverMetadata();
      const deviceCode = metadata.device_authorization_endpoint !== undefined;
      if (found) return { ...own, state: 'ready', client: found.source, deviceCode };
      return { ...own, state: metadata.registration_endpoint ? 'registers' : 'no-client', deviceCode };
    } catch {
      // Why, the sign-in itself says; here it only matters that no button is shown that cannot work.
      return { ...own, state: 'unreachable' };
    }
  };

const closedOption = (of: RequestOf<typeof findSignIn>['of']): SignInOption => {
  const provider = 'provider' in of ? signInProvider(of.provider) : signInProviderOfIssuer(of.issuer);
  return { id: provider!.id, name: provider!.name, state: 'closed', deviceCode: false, otherWays: [...provider!.otherWays] };
};
