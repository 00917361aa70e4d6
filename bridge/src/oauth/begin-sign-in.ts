import type { AccountChange } from '@kurrier/shared/account/account-draft';
import { legs, type Leg } from '@kurrier/shared/account/connection';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import type { ProviderRef } from '@kurrier/shared/api/oauth';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { connectServer } from './provider/authorization-server.ts';
import { prepareBrowserMethod, type MethodRequest } from './browser-method.ts';
import type { BoundedFetch } from './provider/bounded-fetch.ts';
import { classifySignInError } from './provider/classify-sign-in-error.ts';
import type { ClientIds, ClientsByProvider, FoundClient } from './provider/client-ids.ts';
import { prepareDeviceMethod } from './device-method.ts';
import { registerClient } from './provider/register-client.ts';
import { scopesFor, scopesOfIssuer } from './provider/scopes.ts';
import { findTarget, hostOfTarget, type SignInTarget } from './provider/sign-in-target.ts';
import type { Method } from './run-sign-in.ts';

export interface BeginDeps {
  clients: ClientIds;
  fetch: BoundedFetch;
  now: () => number;
}

export interface BeginRequest {
  of: ProviderRef;
  change: AccountChange;
  method: 'browser' | 'device-code';
  policyClients?: ClientsByProvider | undefined;
}

type Refusal = 'unknown-provider' | 'closed' | 'no-client' | 'foreign-host' | 'no-leg' | 'not-offered' | 'tenant-required';

export interface Begun {
  target: SignInTarget;
  found: FoundClient;
  method: Method;
  tokenLegs: readonly Leg[];
}

/** Prepares a sign-in up to what the person is shown: whom to ask, as which client, for which permissions. */
export const createBegin =
  ({ clients, fetch, now }: BeginDeps) =>
  async ({ of, change, method, policyClients }: BeginRequest): Promise<Outcome<Begun, Refusal | Failure>> => {
    const tokenLegs = legs.filter((leg) => change[leg] && change[leg].password === undefined && !wantsNoSignIn(change[leg]));
    if (tokenLegs.length === 0) return fail('no-leg');
    const plain = findTarget(of);
    if (!plain.ok) return plain;
    const foreign = tokenLegs.some((leg) => !takesTokens(plain.value, change[leg]!.host));
    if (foreign) return fail('foreign-host');
    const known = await clients.find(plain.value.key, policyClients);
    const target = known?.client.tenant === undefined ? plain : findTarget(of, known.client.tenant);
    if (!target.ok) return target;
    if (target.value.issuer === null) return fail('tenant-required');
    if (target.value.provider && !known) return fail('no-client');
    if (method === 'device-code' && target.value.provider?.deviceCode === false) return fail('not-offered');
    try {
      const ready = await connect(target.value, known);
      if (typeof ready === 'string') return fail(ready);
      const request: MethodRequest = { ...ready, target: target.value, fetch, address: change.address, now };
      const metadata = request.configuration.serverMetadata();
      if (method === 'device-code' && !metadata.device_authorization_endpoint) return fail('not-offered');
      const prepared = method === 'device-code' ? await prepareDeviceMethod(request) : await prepareBrowserMethod(request);
      if (!prepared.ok) return fail(prepared.failure === 'no-port' ? noPort(target.value) : prepared.failure);
      return succeed({ target: target.value, found: ready.found, method: prepared.value, tokenLegs });
    } catch (error) {
      return fail(classifySignInError(error, { host: hostOfTarget(target.value) }));
    }

    async function connect(at: SignInTarget, client: FoundClient | undefined) {
      const configuration = await connectServer(at, client?.client ?? { clientId: 'unregistered' }, fetch);
      const metadata = configuration.serverMetadata();
      const scopes = at.provider?.scopes ?? scopesOfIssuer(metadata.scopes_supported);
      const asked = scopesFor({ scopes }, tokenLegs);
      const identityScopes = scopes.every;
      if (client) return { configuration, client: client.client, found: client, asked, identityScopes };
      if (!metadata.registration_endpoint) return 'no-client' as const;
      const registered = await registerClient(at, metadata, asked, fetch);
      await clients.keep('registered', at.key, {
        clientId: registered.clientId,
        ...(registered.clientSecret !== undefined && { clientSecret: new Secret(registered.clientSecret) }),
      });
      const found: FoundClient = { client: registered, source: 'registered' };
      return { configuration: await connectServer(at, registered, fetch), client: registered, found, asked, identityScopes };
    }
  };

/** A large provider's tokens open every mailbox there: nobody but its own servers gets one. */
const takesTokens = ({ provider }: SignInTarget, host: string): boolean =>
  provider === null || provider.mailHosts.includes(host.toLowerCase().replace(/\.$/, ''));

const noPort = (target: SignInTarget): Failure => ({
  kind: 'oauth.not_finished',
  stage: 'authorization',
  confidence: 'certain',
  host: hostOfTarget(target),
  code: 'NO_FREE_PORT',
});
