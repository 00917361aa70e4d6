import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { eventsSince } from '@kurrier/shared/api/events';
import { listSyncs, moveMessages } from '@kurrier/shared/api/mail';
import { listUnread } from '@kurrier/shared/api/arrivals/unread';
import { dismissSignInCode, listSignInCodes, switchSignInCodes } from '@kurrier/shared/api/arrivals/sign-in-codes';
import type { Endpoint, RequestInput, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { deliverByLmtp } from './deliver-by-lmtp.ts';
import { password, startMail, user, type Mail } from './start-mail.ts';
import { until } from '../setup/until.ts';

let mail: Mail;
let bridge: BridgeProcess;
let args: string[];
beforeAll(async () => {
  mail = await startMail();
  bridge = await startBridgeProcess();
  const caFile = path.join(bridge.dataDir, 'ca.pem');
  writeFileSync(caFile, mail.caPem);
  await bridge.stop();
  args = [`--ca=${caFile}`, `--connect-to=localhost:993:127.0.0.1:${mail.dovecot.ports.imaps}`];
  bridge = await startBridgeProcess({ dataDir: bridge.dataDir, args });
  await ask(saveAccount, { change: { address: user, imap: { host: 'localhost', port: 993, username: user, secure: true, password } } });
  await waitUntilLive();
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  rmSync(bridge.dataDir, { recursive: true });
  await mail[Symbol.asyncDispose]();
});

const ask = async <E extends Endpoint>(endpoint: E, request: RequestInput<E>): Promise<ResponseOf<E>> => {
  const answer = await bridge.call(endpoint, request);
  if (!answer.ok) throw new Error(`${endpoint.name}: ${answer.failure.kind}`);
  return answer.value;
};

const waitUntilLive = () => until(async () => expect((await ask(listSyncs, {})).syncs[0]?.state).toEqual({ phase: 'live' }));

const deliver = (message: string): Promise<void> => deliverByLmtp(mail.dovecot.ports.lmtp, user, message);

/** The codes that an answer to `events.since` names, once the first of them is as wished. */
const waitForCode = async (isWished: (code: SignInCode | undefined) => boolean): Promise<SignInCode[]> => {
  let { cursor } = await ask(listSyncs, {});
  for (;;) {
    const news = await ask(eventsSince, { cursor, waitMs: 5_000 });
    cursor = news.cursor;
    if (isWished(news.codes?.[0])) return news.codes ?? [];
  }
};

const domain = user.replace(/^.*@/, '');

test('a code is told of as its message arrives, with its sender; a link only by the word of our own server', async () => {
  const link = 'https://shop.example/confirm/8d81kd91kd';
  const found = waitForCode((code) => code?.code === '551920');
  await deliver(`From: "Shop" <hello@shop.example>\nSubject: Sign in\n\nYour sign-in code: 551 920\n\nConfirm your address: ${link}`);
  expect(await found).toMatchObject([
    { code: '551920', link: null, isSenderConfirmed: false, sender: { name: 'Shop', address: 'hello@shop.example' }, subject: 'Sign in' },
  ]);
  const confirmed = waitForCode((code) => code?.link !== null && code?.link !== undefined);
  await deliver(
    `Authentication-Results: mx.${domain}; dmarc=pass header.from=shop.example\nFrom: hello@shop.example\nSubject: Confirm your e-mail address\n\nConfirm your address: ${link}`,
  );
  expect((await confirmed)[0]).toMatchObject({ code: null, link: { url: link, host: 'shop.example' }, isSenderConfirmed: true });
  const { codes, isOn } = await ask(listSignInCodes, {});
  expect([isOn, codes.length]).toEqual([true, 2]);
  expect((await ask(dismissSignInCode, { ref: codes[0]!.ref })).codes).toEqual([codes[1]]);
});

test('with the switch off nothing is searched, nothing is kept, and it stays off over a restart', async () => {
  expect(await ask(switchSignInCodes, { isOn: false })).toEqual({ codes: [], isOn: false });
  await bridge.stop();
  bridge = await startBridgeProcess({ dataDir: bridge.dataDir, args });
  await waitUntilLive();
  const { cursor } = await ask(listSyncs, {});
  await deliver('From: a@shop.example\nSubject: Sign in\n\nYour sign-in code: 771204');
  const stored = async (): Promise<number> => (await ask(listSyncs, {})).syncs[0]!.mailboxes.find(({ role }) => role === 'inbox')!.stored;
  await until(async () => expect(await stored()).toBe(3));
  const news = await ask(eventsSince, { cursor, waitMs: 0 });
  expect(news.codes).toEqual([]);
  expect(await ask(listSignInCodes, {})).toEqual({ codes: [], isOn: false });
  expect((await ask(switchSignInCodes, { isOn: true })).isOn).toBe(true);
});

test('unread mail is counted and listed, without what was moved to the archive', async () => {
  const { accounts, rows } = await ask(listUnread, { limit: 2 });
  const [account] = accounts;
  expect([accounts.length, account?.unread, rows.length]).toEqual([1, 3, 2]);
  expect(rows[0]).toMatchObject({ isUnread: true, from: [{ address: 'a@shop.example' }] });
  const refs = [rows[0]!.ref];
  expect(await ask(moveMessages, { refs, to: { role: 'archive' } })).toEqual({ done: 1 });
  expect(await mail.doveadm('fetch', '-u', user, 'hdr.from', 'mailbox', 'Archive', 'all')).toContain('a@shop.example');
  expect((await ask(listUnread, { limit: 0 })).accounts[0]?.unread).toBe(2);
});
