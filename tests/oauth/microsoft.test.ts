import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { verifyAccount } from '@kurrier/shared/api/accounts';
import { beginSignIn, cancelSignIn, findSignIn, type SignInView } from '@kurrier/shared/api/oauth';
import { describe as inWords } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import type { Failure } from '@kurrier/shared/failure/failure';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createCa } from '../servers/create-ca.ts';
import { startMicrosoft } from './start-microsoft.ts';
import { settle, verifiedAccount } from './start-oauth-world.ts';

const clientId = '11111111-2222-3333-4444-555555555555';
const policyClients = { microsoft: { clientId } };
const address = 'ada@outlook.com';
/** The documented row. */
const legs = {
  smtp: { host: 'smtp.office365.com', port: 587, username: address, secure: true },
  imap: { host: 'outlook.office365.com', port: 993, username: address, secure: true },
};

let microsoft: Awaited<ReturnType<typeof startMicrosoft>>;
let bridge: BridgeProcess;
const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-microsoft-'));
beforeAll(async () => {
  const ca = await createCa();
  writeFileSync(path.join(folder, 'ca.pem'), ca.pem);
  microsoft = await startMicrosoft(ca, clientId);
  bridge = await startBridgeProcess({
    args: [`--ca=${path.join(folder, 'ca.pem')}`, ...microsoft.connectTo.map((target) => `--connect-to=${target}`)],
  });
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  await microsoft[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const begin = async (id?: string, method: 'browser' | 'device-code' = 'browser') => {
  const begun = await bridge.call(beginSignIn, {
    of: { provider: 'microsoft' },
    method,
    policyClients,
    change: { address, ...legs },
    ...(id !== undefined && { id }),
  });
  if (!begun.ok || 'refused' in begun.value || begun.value.status.state !== 'waiting') throw new Error(JSON.stringify(begun));
  return { view: begun.value, asked: new URL(begun.value.status.url).searchParams };
};
/** Comes back from Microsoft with an answer, as a browser would; resolves to how the sign-in ended. */
const comeBack = async ({ view, asked }: { view: SignInView; asked: URLSearchParams }, answer: Record<string, string>) => {
  const back = new URL(asked.get('redirect_uri')!);
  for (const [field, value] of Object.entries({ ...answer, state: asked.get('state')! })) back.searchParams.set(field, value);
  expect((await fetch(back, { redirect: 'manual' })).status).toBe(303);
  return (await settle(bridge.call, view)).status;
};
const words = (failure: Failure) => inWords(failure, en, 'Microsoft');

test('the organisation’s client id opens the sign-in; without one no button is offered', async () => {
  expect(await bridge.call(findSignIn, { of: { provider: 'microsoft' } })).toMatchObject({ value: { state: 'no-client' } });
  expect(await bridge.call(findSignIn, { of: { provider: 'microsoft' }, policyClients })).toMatchObject({
    value: { state: 'ready', client: 'organisation' },
  });
  const { view, asked } = await begin();
  expect(Object.fromEntries(asked)).toMatchObject({ client_id: clientId, login_hint: address, prompt: 'select_account' });
  expect(asked.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
  await bridge.call(cancelSignIn, { id: view.id });
});

test.for([
  ['an administrator has to agree', 'access_denied', 90094, 'oauth.admin_consent_required', 'admin'],
  ['an administrator has to agree, as the app was never seen', 'access_denied', 90095, 'oauth.admin_consent_required', 'admin'],
  ['a policy of the tenant', 'access_denied', 53003, 'oauth.sign_in_policy', 'admin'],
  ['the client id is not known', 'unauthorized_client', 700016, 'oauth.client_refused', 'user'],
] as const)('%s: said so, with who acts', async ([, error, number, kind, whoActs]) => {
  const status = await comeBack(await begin(), { error, error_description: `AADSTS${number}: scripted` });
  if (status.state !== 'failed') throw new Error(status.state);
  expect(status.failure).toMatchObject({ kind, code: `AADSTS${number}`, stage: 'authorization' });
  expect(words(status.failure)).toMatchObject({ whoActs });
  if (kind === 'oauth.admin_consent_required')
    expect(status.adminConsentUrl).toBe(`https://login.microsoftonline.com/outlook.com/adminconsent?client_id=${clientId}`);
});

test('blocked device code, wrong account, IMAP and SMTP AUTH switched off, and an expired grant: each named right, mended by its own step', async () => {
  const { mood } = microsoft;
  mood.tokens = { refuses: 53003, error: 'access_denied' };
  const byCode = await settle(bridge.call, (await begin(undefined, 'device-code')).view);
  expect(byCode.status).toMatchObject({ state: 'failed', failure: { kind: 'oauth.device_code_blocked' } });

  const wrong = await begin();
  mood.tokens = { as: 'eve@outlook.com', nonce: wrong.asked.get('nonce')! };
  expect(await comeBack(wrong, { code: 'c0de' })).toEqual({ state: 'other-account', username: 'eve@outlook.com' });

  const right = await begin();
  Object.assign(mood, { imap: 'switched-off', smtp: 'auth-off', tokens: { as: address, nonce: right.asked.get('nonce')! } });
  const done = await comeBack(right, { code: 'c0de' });
  if (done.state !== 'done') throw new Error(JSON.stringify(done));
  const off = await verifiedAccount(bridge.call, done.accountId);
  expect(off).toMatchObject({
    signIn: { username: address },
    smtp: { status: { state: 'failed', failure: { kind: 'auth.smtp_auth_disabled' } } },
    imap: { status: { state: 'failed', failure: { kind: 'auth.imap_disabled' } } },
  });
  for (const leg of [off.smtp, off.imap])
    if (leg?.status.state === 'failed')
      expect(JSON.stringify(words(leg.status.failure))).not.toMatch(/wrong password|check (?:your )?password/i);

  Object.assign(mood, { imap: 'token-refused', smtp: 'token-refused', tokens: { refuses: 700082 } });
  await bridge.call(verifyAccount, { id: done.accountId });
  expect(await verifiedAccount(bridge.call, done.accountId)).toMatchObject({
    smtp: { status: { failure: { kind: 'oauth.grant_ended', code: 'AADSTS700082' } } },
    imap: { status: { failure: { kind: 'oauth.grant_ended', code: 'AADSTS700082' } } },
  });

  const again = await begin(done.accountId);
  Object.assign(mood, { imap: 'open', smtp: 'open', tokens: { as: address, nonce: again.asked.get('nonce')! } });
  expect(await comeBack(again, { code: 'c0de' })).toEqual({ state: 'done', accountId: done.accountId });
  expect(await verifiedAccount(bridge.call, done.accountId)).toMatchObject({ smtp: { status: { state: 'verified' } } });
}, 60_000);
