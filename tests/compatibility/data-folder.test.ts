import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAccounts, verifyAccount } from '@kurrier/shared/api/accounts';
import { listDevices } from '@kurrier/shared/api/devices';
import { listMessages, openMessage } from '@kurrier/shared/api/mail';
import { listOutbox, retryMessage } from '@kurrier/shared/api/outbox';
import { vaultState } from '@kurrier/shared/api/vault';
import { startBridgeHere } from '../faults/start-bridge-here.ts';
import { runKurrier } from '../faults/run-kurrier.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../servers/start-postfix.ts';
import { deliverByLmtp } from '../sync/deliver-by-lmtp.ts';
import { createEarlierData, earlier, earlierCommits } from './earlier-state.ts';
import { until } from '../setup/until.ts';

const bob = 'bob@mail.test';
let dovecot: Dovecot;
let postfix: Postfix;
let caPem: string;
beforeAll(async () => {
  const ca = await createCa();
  caPem = ca.pem;
  const certificate = await ca.issue({ names: [earlier.host] });
  dovecot = await startDovecot({ certificate, users: { [earlier.user]: earlier.password, [bob]: earlier.password } });
  postfix = await startPostfix({ certificate, dovecot });
});
afterAll(async () => {
  await postfix[Symbol.asyncDispose]();
  await dovecot[Symbol.asyncDispose]();
});

const nowhere = { connectTo: [993, 587].map((port) => `${earlier.host}:${port}:127.0.0.1:9`) };
const there = () => ({
  ca: [caPem],
  connectTo: [`${earlier.host}:993:127.0.0.1:${dovecot.ports.imaps}`, `${earlier.host}:587:127.0.0.1:${postfix.ports.submission}`],
});
const mailOf = (user: string): string[] =>
  ['new', 'cur'].flatMap((name) => {
    const folder = path.join(dovecot.maildir(user), name);
    return (existsSync(folder) ? readdirSync(folder) : []).map((file) => readFileSync(path.join(folder, file), 'utf8'));
  });

describe.each(earlierCommits)('the data folder of a bridge of %s', (commit) => {
  test('opens with its accounts, stored mail, outbox and paired browsers', async () => {
    using state = createEarlierData(commit);
    await using bridge = await startBridgeHere(state.dataDir, nowhere);
    expect(await bridge.call(vaultState, {})).toMatchObject({ value: { state: 'open', keyHolder: 'key-file' } });
    expect(await bridge.call(listAccounts, {})).toMatchObject({
      value: {
        accounts: [
          {
            label: earlier.label,
            address: earlier.user,
            smtp: { settings: { host: earlier.host, port: 587, username: earlier.user, secure: true } },
            imap: { settings: { host: earlier.host, port: 993, username: earlier.user, secure: true } },
          },
        ],
      },
    });
    const listed = await bridge.call(listMessages, { limit: 10 });
    expect(listed.ok && listed.value.rows.map(({ subject }) => subject)).toEqual(['Third', 'A picture', 'Grüße']);
    const outbox = await bridge.call(listOutbox, {});
    expect(outbox.ok && outbox.value.entries.map(({ subject, status }) => [subject, status.state])).toEqual([
      ['Taken back before', 'cancelled'],
      ['Sent before', 'sent'],
    ]);
    const devices = await bridge.call(listDevices, {});
    expect(devices.ok && devices.value.devices.map(({ name }) => name)).toEqual(['Browser on Linux', 'Firefox 153 on Linux']);
    expect(bridge.isDamaged).toBe(false);
  });

  test('its passwords still sign in, its mail is followed, and a message of its outbox leaves as it was written, once', async () => {
    using state = createEarlierData(commit);
    await using bridge = await startBridgeHere(state.dataDir, there());
    const accounts = await bridge.call(listAccounts, {});
    const { id } = (accounts.ok && accounts.value.accounts[0]) || { id: '' };
    await bridge.call(verifyAccount, { id });
    const statesNow = async () => {
      const answer = await bridge.call(listAccounts, {});
      const account = answer.ok ? answer.value.accounts[0] : undefined;
      return [account?.smtp?.status.state, account?.imap?.status.state];
    };
    await until(async () => expect(await statesNow()).toEqual(['verified', 'verified']));
    const outbox = await bridge.call(listOutbox, {});
    const held = outbox.ok ? outbox.value.entries.find(({ subject }) => subject === 'Taken back before') : undefined;
    expect(await bridge.call(retryMessage, { id: held!.id })).toMatchObject({ value: { entry: { subject: 'Taken back before' } } });
    await until(() => expect(mailOf(bob)).toEqual([expect.stringContaining('kept until now')]));
    expect(mailOf(bob)[0]).toContain('Subject: Taken back before');
    // This server never had the mail that is stored, and says so by its UIDVALIDITY.
    await deliverByLmtp(dovecot.ports.lmtp, earlier.user, 'From: bob@mail.test\nSubject: News\n\nhello');
    const readAll = async () => {
      const listed = await bridge.call(listMessages, { limit: 10 });
      return listed.ok ? listed.value.rows : [];
    };
    await until(async () => expect((await readAll()).map(({ subject }) => subject)).toEqual(['News']));
    expect(await bridge.call(openMessage, { ref: (await readAll())[0]!.ref })).toMatchObject({ value: { text: 'hello' } });
  });

  test('says from then on by which version it was used, and opens again', async () => {
    using state = createEarlierData(commit);
    for (const _ of ['first', 'again']) await (await startBridgeHere(state.dataDir, nowhere)).stop();
    expect(readFileSync(path.join(state.dataDir, 'store/data.json'), 'utf8')).toBe('{"version":1}\n');
  });
});

const snapshot = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => path.join(folder, name))
    .map((file) => [file, statSync(file).mtimeMs, statSync(file).isFile() ? readFileSync(file).toString('base64') : '']);

test.each([
  ['a newer version', '{"version":2}', /newer version of Kurrier \(data version 2,/],
  ['a much newer version, with more to say', '{"version":1000,"stores":[]}', /data version 1000/],
  ['who knows which version', '{"version":', /cannot be read\. Nothing was changed/],
  ['a version that is none', '{"version":"1"}', /cannot be read\. Nothing was changed/],
])('data that was last used by %s is refused with words and left as it is', async (_, text, words) => {
  using state = createEarlierData(earlierCommits[0]!);
  writeFileSync(path.join(state.dataDir, 'store/data.json'), text, { mode: 0o600 });
  const before = snapshot(state.dataDir);
  const { code, output, errors } = await runKurrier(state.dataDir, ['serve', '--port', '0']);
  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors).toMatch(words);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(snapshot(state.dataDir)).toEqual(before);
});
