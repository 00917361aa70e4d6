import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listAccounts, verifyAccount } from '@kurrier/shared/api/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountRecord } from '../../bridge/src/accounts/account-record.ts';
import { createAccountRecords } from '../../bridge/src/accounts/account-storage.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { createAttackTable } from '../attack/attack-table.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { startScriptedServer, type ScriptedServer } from '../servers/start-scripted-server.ts';
import { signIn, startOAuthWorld, verifiedAccount, type OAuthWorld } from './start-oauth-world.ts';

const record = createAttackTable('an edited store of tokens');

let world: OAuthWorld;
let evil: ScriptedServer;
let args: string[];
const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-token-store-'));
beforeAll(async () => {
  world = await startOAuthWorld();
  const certificate = await world.ca.issue({ names: ['evil.test'] });
  evil = await startScriptedServer([{ server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] hi' }], {
    certificate,
    implicitTls: true,
    lenient: true,
  });
  args = [...world.args, `--connect-to=evil.test:993:127.0.0.1:${evil.port}`, `--connect-to=mail.test:10993:127.0.0.1:${evil.port}`];
});
afterAll(async () => {
  await evil[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});

const flip = (text: string, index: number) => text.slice(0, index) + (text[index] === 'A' ? 'B' : 'A') + text.slice(index + 1);
/** What an attacker who can write to the store does to an account that signs in with tokens. */
const edits: [name: string, edit: (own: AccountRecord, other: AccountRecord) => void][] = [
  ['another host of a leg', (own) => void (own.imap!.settings.host = 'evil.test')],
  ['another port of a leg', (own) => void (own.imap!.settings.port = 10993)],
  ['another user name', (own) => void (own.imap!.settings.username = 'eve@mail.test')],
  ['Secure FALSE, and unencrypted allowed', (own) => Object.assign(own.imap!.settings, { secure: false, allowUnencrypted: true })],
  ['another issuer', (own) => void (own.signIn!.issuer = 'https://evil.test')],
  ['the grant of another account', (own, other) => void (own.signIn!.grant = other.signIn!.grant)],
  ['the grant as the password of a leg', (own) => void (own.imap!.password = own.signIn!.grant)],
  ['a leg taken away, so that the grant were for the other alone', (own) => void delete own.smtp],
  ['a flipped bit', (own) => void (own.signIn!.grant = flip(own.signIn!.grant, 40))],
  ['a grant that was cut', (own) => void (own.signIn!.grant = own.signIn!.grant.slice(0, -8))],
  [
    'a grant in plain text',
    (own) => void (own.signIn!.grant = JSON.stringify({ version: 1, issuer: own.signIn!.issuer, accessToken: 'x' })),
  ],
];

const editStore = async (edit: (records: ReturnType<typeof createAccountRecords>) => Promise<void>) => {
  const store = openStore({ file: path.join(dataDir, 'store/accounts.sqlite'), durability: 'full' });
  await edit(createAccountRecords({ store: store.namespace('accounts'), report: () => undefined }));
  store.close();
};
const tokenRequests = () => world.provider.requests().filter((line) => line === 'POST /token').length;

test('tokens open for nothing but the account, issuer, servers and names that they were given for; nothing is asked or sent', async () => {
  const addresses = ['whole@mail.test', ...edits.map((_, i) => `user${i}@mail.test`), 'older@mail.test'];
  const first = await startBridgeProcess({ args, dataDir });
  const ids: string[] = [];
  for (const address of addresses) ids.push(await signIn(first.call, world, address));
  for (const id of ids) await verifiedAccount(first.call, id);
  await first.stop();

  let older: AccountRecord | undefined;
  await editStore(async (records) => {
    older = await records.get(ids.at(-1)!);
    const whole = (await records.get(ids[0]!))!;
    for (const [i, [, edit]] of edits.entries()) {
      const own = structuredClone((await records.get(ids[i + 1]!))!);
      edit(own, whole);
      await records.set(own);
    }
  });

  const second = await startBridgeProcess({ args, dataDir });
  const before = tokenRequests();
  for (const [i, [name]] of edits.entries()) {
    const id = ids[i + 1]!;
    await second.call(verifyAccount, { id });
    const account = await verifiedAccount(second.call, id);
    expect([name, account.imap?.status.state], name).toEqual([name, 'failed']);
    record(name, account.imap!.status.state === 'failed' ? account.imap!.status.failure.kind : '');
  }
  expect(tokenRequests()).toBe(before);
  expect(evil.connections()).toBe(0);
  await second.call(verifyAccount, { id: ids[0]! });
  expect(await verifiedAccount(second.call, ids[0]!)).toMatchObject({ imap: { status: { state: 'verified' } } });

  // What was used up is put back: the provider takes it for a theft, and the account says that it has to be signed in again.
  await world.provider.endAccessTokens();
  const renewed = ids.at(-1)!;
  await second.call(verifyAccount, { id: renewed });
  expect(await verifiedAccount(second.call, renewed)).toMatchObject({ imap: { status: { state: 'verified' } } });
  await second.stop();
  await editStore((records) => records.set(older!).then(() => undefined));
  await world.provider.endAccessTokens();
  const third = await startBridgeProcess({ args, dataDir });
  const asked = tokenRequests();
  for (let round = 0; round < 3; round++) {
    await third.call(verifyAccount, { id: renewed });
    expect(await verifiedAccount(third.call, renewed)).toMatchObject({ imap: { status: { failure: { kind: 'oauth.grant_ended' } } } });
  }
  // One for this account, and one for the account that is whole, whose token ended, too.
  expect(tokenRequests() - asked).toBeLessThanOrEqual(2);
  expect(await third.call(listAccounts, {})).toMatchObject({ ok: true });
  await third.stop();
  record('an older grant put back', 'oauth.grant_ended, asked for once');
}, 120_000);
