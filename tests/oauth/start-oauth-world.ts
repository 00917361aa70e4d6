import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Account } from '@kurrier/shared/account/account';
import { beginSignIn, followSignIn, keepOwnClient, type SignInView } from '@kurrier/shared/api/oauth';
import { listAccounts } from '@kurrier/shared/api/accounts';
import { followAccount } from '../bridge/follow-account.ts';
import { signInAsPerson } from './person.ts';
import type { BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createCa, type TestCa } from '../servers/create-ca.ts';
import { dovecotTokens } from '../servers/dovecot-oauth2.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startOpenIdProvider, type OpenIdProvider, type OpenIdProviderOverrides } from '../servers/start-openid-provider.ts';
import { startPostfix, type Postfix } from '../servers/start-postfix.ts';

export interface OAuthWorld extends AsyncDisposable {
  ca: TestCa;
  provider: OpenIdProvider;
  dovecot: Dovecot;
  postfix: Postfix;
  /** The bridge's options: the authority, and where the mail servers are. */
  args: string[];
}

/** A real OpenID provider, and real Dovecot and Postfix that check its tokens. */
export const startOAuthWorld = async (overrides: Omit<OpenIdProviderOverrides, 'certificate'> = {}): Promise<OAuthWorld> => {
  const ca = await createCa();
  const certificate = await ca.issue({ names: ['mail.test', '127.0.0.1', ...(overrides.host === undefined ? [] : [overrides.host])] });
  const provider = await startOpenIdProvider({ certificate, ...overrides });
  const dovecot = await startDovecot({ certificate, extra: dovecotTokens(provider, ca.pem) });
  const postfix = await startPostfix({ certificate, dovecot });
  const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-oauth-'));
  const caFile = path.join(folder, 'ca.pem');
  writeFileSync(caFile, ca.pem);
  const args = [
    `--ca=${caFile}`,
    `--connect-to=mail.test:465:127.0.0.1:${postfix.ports.submissions}`,
    `--connect-to=mail.test:993:127.0.0.1:${dovecot.ports.imaps}`,
  ];
  return {
    ca,
    provider,
    dovecot,
    postfix,
    args,
    async [Symbol.asyncDispose]() {
      await postfix[Symbol.asyncDispose]();
      await dovecot[Symbol.asyncDispose]();
      await provider[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The servers of the world, for an address, without passwords. */
export const legsOf = (username: string) => ({
  smtp: { host: 'mail.test', port: 465, username, secure: true },
  imap: { host: 'mail.test', port: 993, username, secure: true },
});

type Call = BridgeProcess['call'];

/** Begins a sign-in for `address`; fails the test where that is refused. */
export const begin = async (call: Call, { provider }: Pick<OAuthWorld, 'provider'>, address: string, id?: string): Promise<SignInView> => {
  const answer = await call(beginSignIn, {
    of: { issuer: provider.issuer },
    change: { address, ...legsOf(address) },
    ...(id !== undefined && { id }),
  });
  if (!answer.ok || 'refused' in answer.value) throw new Error(`no sign-in: ${JSON.stringify(answer)}`);
  return answer.value;
};

const look = async (call: Call, id: string, seen: SignInView['status']['state']): Promise<SignInView> => {
  const answer = await call(followSignIn, { id, seen, waitMs: 10_000 });
  if (!answer.ok || 'refused' in answer.value) throw new Error(JSON.stringify(answer));
  return answer.value;
};

/** Follows a sign-in until it needs nobody any more, or a question is asked. */
export const settle = async (call: Call, { id }: { id: string }): Promise<SignInView> => {
  let seen: SignInView['status']['state'] = 'waiting';
  while (true) {
    const view = await look(call, id, seen);
    if (view.status.state !== 'waiting' && view.status.state !== 'finishing') return view;
    seen = view.status.state;
  }
};

/** The account as its verification leaves it. */
export const verifiedAccount = async (call: Call, accountId: string): Promise<Account> => {
  const listed = await call(listAccounts, {});
  if (!listed.ok) throw new Error(listed.failure.kind);
  const account = listed.value.accounts.find(({ id }) => id === accountId);
  if (!account) throw new Error('no such account');
  return (await followAccount(call, { account, cursor: listed.value.cursor })).at(-1)!;
};

/** Gives the bridge the client id that the provider knows. */
export const keepTestClient = (call: Call, { provider }: Pick<OAuthWorld, 'provider'>) =>
  call(keepOwnClient, { of: { issuer: provider.issuer }, client: { clientId: provider.clientId } });

/** A whole sign-in as a person does it; resolves to the account, before its verification ends. */
export const signIn = async (call: Call, world: OAuthWorld, address: string, id?: string): Promise<string> => {
  const begun = await begin(call, world, address, id);
  if (begun.status.state !== 'waiting') throw new Error(begun.status.state);
  await signInAsPerson(begun.status.url, { ca: world.ca.pem, account: address });
  const { status } = await settle(call, begun);
  if (status.state !== 'done') throw new Error(JSON.stringify(status));
  return status.accountId;
};
