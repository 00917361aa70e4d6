import { listAccounts, removeAccount, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { listMessages, syncNow } from '@kurrier/shared/api/mail';
import { beginSignIn, confirmSignIn } from '@kurrier/shared/api/oauth';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { sendMessage } from '@kurrier/shared/api/send';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { signInAsPerson } from './person.ts';
import {
  begin,
  keepTestClient,
  legsOf as legs,
  settle,
  signIn,
  startOAuthWorld,
  verifiedAccount,
  type OAuthWorld,
} from './start-oauth-world.ts';

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

const bothVerified = {
  smtp: { credential: 'token', status: { state: 'verified' } },
  imap: { credential: 'token', status: { state: 'verified' } },
};

test('an address of an own domain is signed in without a client id; it syncs and sends', async () => {
  const begun = await begin(bridge.call, world, 'ann@mail.test');
  if (begun.status.state !== 'waiting') throw new Error(begun.status.state);
  const authorization = new URL(begun.status.url).searchParams;
  expect(Object.fromEntries(authorization)).toMatchObject({
    code_challenge_method: 'S256',
    login_hint: 'ann@mail.test',
    redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/) as string,
  });
  expect(await signInAsPerson(begun.status.url, { ca: world.ca.pem })).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/done$/);
  const ended = await settle(bridge.call, begun);
  if (ended.status.state !== 'done') throw new Error(JSON.stringify(ended.status));
  const { accountId } = ended.status;
  expect(await verifiedAccount(bridge.call, accountId)).toMatchObject({
    signIn: { issuer: world.provider.issuer, username: 'ann@mail.test' },
    ...bothVerified,
  });
  expect(world.dovecot.log()).toMatch(/Login: user=<ann@mail\.test>, method=(?:XOAUTH2|OAUTHBEARER)/);

  const sent = await bridge.call(sendMessage, {
    accountId,
    idempotencyKey: 'by-token-1',
    holdMs: 0,
    message: { from: { address: 'ann@mail.test' }, to: [{ address: 'ann@mail.test' }], subject: 'by token', text: 'sent with a token' },
  });
  expect(sent).toMatchObject({ ok: true, value: { existing: false } });
  await expect.poll(() => outboxStates()).toEqual(['sent']);
  await bridge.call(syncNow, { accountId });
  await expect.poll(() => subjectsOf(accountId)).toContain('by token');
});

const outboxStates = async () => {
  const outbox = await bridge.call(listOutbox, {});
  return outbox.ok ? outbox.value.entries.map(({ status }) => status.state) : [];
};
const subjectsOf = async (accountId: string) => {
  const messages = await bridge.call(listMessages, { accountId });
  return messages.ok ? messages.value.rows.map(({ subject }) => subject) : [];
};
const tokenRequests = () => world.provider.requests().filter((line) => line === 'POST /token').length;
const recheck = async (id: string) => {
  await bridge.call(verifyAccount, { id });
  return verifiedAccount(bridge.call, id);
};

test('a token that ran out is renewed unseen by one request; two accounts at one provider do not mix', async () => {
  world.provider.setAccessTokenSeconds(20);
  const [ann, bob] = [await signIn(bridge.call, world, 'erin@mail.test'), await signIn(bridge.call, world, 'frank@mail.test')];
  world.provider.setAccessTokenSeconds(3600);
  expect(ann).not.toBe(bob);
  const before = tokenRequests();
  // Twenty seconds are not enough to be relied on: each account is renewed, its two legs, sync and the check of the sign-in by one request.
  expect(await recheck(bob)).toMatchObject({ signIn: { username: 'frank@mail.test' }, ...bothVerified });
  expect(await recheck(ann)).toMatchObject({ signIn: { username: 'erin@mail.test' }, ...bothVerified });
  expect(tokenRequests() - before).toBeLessThanOrEqual(2);
  expect(world.dovecot.log()).not.toMatch(/user=<(?:erin|frank)@mail\.test>.*auth failed/);
});

test('taken back at the provider: named right, not asked for again, and mended by signing in again', async () => {
  const id = await signIn(bridge.call, world, 'grace@mail.test');
  expect(await verifiedAccount(bridge.call, id)).toMatchObject(bothVerified);
  await world.provider.revoke('grace@mail.test');
  const ended = { status: { state: 'failed', failure: { kind: 'oauth.grant_ended', code: 'invalid_grant', stage: 'authorization' } } };
  expect(await recheck(id)).toMatchObject({ smtp: ended, imap: ended });
  const before = tokenRequests();
  for (let round = 0; round < 3; round++) expect(await recheck(id)).toMatchObject({ imap: ended });
  expect(tokenRequests()).toBe(before);
  expect(await signIn(bridge.call, world, 'grace@mail.test', id)).toBe(id);
  expect(await verifiedAccount(bridge.call, id)).toMatchObject(bothVerified);
});

test('a sign-in as somebody else is noticed before anything is stored, and goes on when it is said to be meant', async () => {
  const begun = await begin(bridge.call, world, 'carol@mail.test');
  if (begun.status.state !== 'waiting') throw new Error(begun.status.state);
  await signInAsPerson(begun.status.url, { ca: world.ca.pem, account: 'dave@mail.test' });
  expect((await settle(bridge.call, begun)).status).toEqual({ state: 'other-account', username: 'dave@mail.test' });
  expect(await addresses()).not.toContain('carol@mail.test');
  const confirmed = await bridge.call(confirmSignIn, { id: begun.id, as: 'same-mailbox' });
  expect(confirmed).toMatchObject({ ok: true });
  const { status } = await settle(bridge.call, begun);
  if (status.state !== 'done') throw new Error(JSON.stringify(status));
  expect(await verifiedAccount(bridge.call, status.accountId)).toMatchObject({
    address: 'carol@mail.test',
    signIn: { username: 'dave@mail.test' },
    imap: { settings: { username: 'dave@mail.test' }, status: { state: 'verified' } },
  });
});

test('from password to sign-in and back; removing gives the grant back', async () => {
  const change = { address: 'bob@mail.test', ...withPassword('pw-bob') };
  const before = { id: await signIn(bridge.call, world, 'bob@mail.test') };
  const saved = await bridge.call(saveAccount, { id: before.id, change });
  expect(saved).toMatchObject({ ok: true });
  expect(await verifiedAccount(bridge.call, before.id)).not.toHaveProperty('signIn');
  await expect.poll(() => world.provider.requests().filter((line) => line === 'POST /token/revocation').length).toBe(1);
  expect(await signIn(bridge.call, world, 'bob@mail.test', before.id)).toBe(before.id);
  expect(await verifiedAccount(bridge.call, before.id)).toMatchObject(bothVerified);
  expect(await bridge.call(removeAccount, { id: before.id })).toMatchObject({ ok: true, value: { removed: true } });
  await expect.poll(() => world.provider.requests().filter((line) => line === 'POST /token/revocation').length).toBe(2);
});

test('another server never gets the grant: the settings change only with a new sign-in', async () => {
  await signIn(bridge.call, world, 'heidi@mail.test');
  const [ann] = (await accounts()).filter(({ address }) => address === 'heidi@mail.test');
  const { smtp, imap } = { smtp: ann!.smtp!.settings, imap: ann!.imap!.settings };
  const moved = await bridge.call(saveAccount, {
    id: ann!.id,
    change: { address: 'heidi@mail.test', smtp, imap: { ...imap, host: 'evil.test' } },
  });
  expect(moved).toMatchObject({ ok: true, value: { refused: 'password-required', legs: ['imap'] } });
  const renamed = await bridge.call(saveAccount, { id: ann!.id, change: { address: 'heidi@mail.test', label: 'Work', smtp, imap } });
  expect(renamed).toMatchObject({ ok: true, value: { account: { label: 'Work' } } });
  expect(await verifiedAccount(bridge.call, ann!.id)).toMatchObject(bothVerified);
});

test('a code typed on another page (RFC 8628) signs in without a browser here', async () => {
  await keepTestClient(bridge.call, world);
  const answer = await bridge.call(beginSignIn, {
    of: { issuer: world.provider.issuer },
    method: 'device-code',
    change: { address: 'ivan@mail.test', ...legs('ivan@mail.test') },
  });
  if (!answer.ok || 'refused' in answer.value || answer.value.status.state !== 'waiting') throw new Error(JSON.stringify(answer));
  const { url, code } = answer.value.status;
  expect(code).toMatch(/^[A-Z0-9-]{8,}$/);
  await signInAsPerson(`${url}?user_code=${code}`, { ca: world.ca.pem, account: 'ivan@mail.test' });
  expect((await settle(bridge.call, answer.value)).status).toMatchObject({ state: 'done' });
}, 40_000);

const accounts = async () => {
  const listed = await bridge.call(listAccounts, {});
  return listed.ok ? listed.value.accounts : [];
};
const addresses = async () => (await accounts()).map(({ address }) => address);
const withPassword = (password: string) => {
  const { smtp, imap } = legs('bob@mail.test');
  return { smtp: { ...smtp, password }, imap: { ...imap, password } };
};
