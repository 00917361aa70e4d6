import { saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { beginSignIn } from '@kurrier/shared/api/oauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { signInAsPerson } from './person.ts';
import { legsOf, settle, startOAuthWorld, verifiedAccount, type OAuthWorld } from './start-oauth-world.ts';

const address = 'bob@mail.test';
const { smtp, imap } = legsOf(address);
const byPassword = { password: 'pw-bob' };

let world: OAuthWorld;
let bridge: BridgeProcess;
beforeAll(async () => {
  world = await startOAuthWorld();
  bridge = await startBridgeProcess({ args: world.args });
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** Signs in for the legs of the change that have no password. */
const signInFor = async (legs: object, id?: string): Promise<string> => {
  const begun = await bridge.call(beginSignIn, {
    of: { issuer: world.provider.issuer },
    change: { address, ...legs },
    ...(id !== undefined && { id }),
  });
  if (!begun.ok || 'refused' in begun.value || begun.value.status.state !== 'waiting') throw new Error(JSON.stringify(begun));
  await signInAsPerson(begun.value.status.url, { ca: world.ca.pem, account: address });
  const { status } = await settle(bridge.call, begun.value);
  if (status.state !== 'done') throw new Error(JSON.stringify(status));
  return status.accountId;
};
/** The state of each leg, and how it signs in. */
const legsNow = async (id: string) => {
  const account = await verifiedAccount(bridge.call, id);
  return Object.fromEntries(
    (['smtp', 'imap'] as const).map((leg) => {
      const { credential = 'password', status } = account[leg]!;
      return [leg, `${credential} ${status.state === 'failed' ? status.failure.kind : status.state}`];
    }),
  );
};
const recheck = async (id: string) => {
  await bridge.call(verifyAccount, { id });
  return legsNow(id);
};

test('one leg with a password and one with a token: each signs in its own way, through every change and back', async () => {
  const id = await signInFor({ smtp: { ...smtp, ...byPassword }, imap });
  expect(await legsNow(id)).toEqual({ smtp: 'password verified', imap: 'token verified' });

  // Withdrawn: the leg with the token says so, the other goes on.
  await world.provider.revoke(address);
  await world.provider.endAccessTokens();
  expect(await recheck(id)).toEqual({ smtp: 'password verified', imap: 'token oauth.grant_ended' });

  // The other way round, by one sign-in.
  expect(await signInFor({ smtp, imap: { ...imap, ...byPassword } }, id)).toBe(id);
  expect(await legsNow(id)).toEqual({ smtp: 'token verified', imap: 'password verified' });

  // From token to password, and both legs to tokens.
  expect(await bridge.call(saveAccount, { id, change: { address, smtp: { ...smtp, ...byPassword }, imap } })).toMatchObject({
    ok: true,
    value: { account: { id } },
  });
  expect(await legsNow(id)).toEqual({ smtp: 'password verified', imap: 'password verified' });
  expect(await signInFor({ smtp, imap }, id)).toBe(id);
  expect(await legsNow(id)).toEqual({ smtp: 'token verified', imap: 'token verified' });

  // One leg of a signed-in account gets a password; the grant stays for the other.
  expect(await bridge.call(saveAccount, { id, change: { address, smtp: { ...smtp, ...byPassword }, imap } })).toMatchObject({
    ok: true,
    value: { account: { id } },
  });
  expect(await legsNow(id)).toEqual({ smtp: 'password verified', imap: 'token verified' });
});
