import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { listAccounts, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { Secret } from '@kurrier/shared/secret';
import { bindingOf, type AccountRecord } from '../../bridge/src/accounts/account-record.ts';
import { createAccountRecords } from '../../bridge/src/accounts/account-storage.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openVault } from '../../bridge/src/vault/open-vault.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createAttackTable } from './attack-table.ts';

const record = createAttackTable('an edited store');

/** The server of the account and another one: both count who comes. */
const startCounter = async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined).end('* BYE go away\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, connections: () => connections, close: () => server.close() };
};
let own: Awaited<ReturnType<typeof startCounter>>;
let evil: Awaited<ReturnType<typeof startCounter>>;
beforeAll(async () => {
  own = await startCounter();
  evil = await startCounter();
});
afterAll(() => [own.close(), evil.close()]);

const settings = (username: string) => ({ host: '127.0.0.1', port: own.port, username, secure: false, allowUnencrypted: false });
const openRecords = (dataDir: string) => {
  const store = openStore({ file: path.join(dataDir, 'store/accounts.sqlite'), durability: 'full' });
  return { records: createAccountRecords({ store: store.namespace('accounts'), report: () => undefined }), close: () => store.close() };
};
const waitUntilSettled = async (bridge: BridgeProcess, id: string) => {
  const find = async () => {
    const answer = await bridge.call(listAccounts, {});
    return answer.ok ? answer.value.accounts.find((account) => account.id === id) : undefined;
  };
  await expect.poll(async () => (await find())?.imap?.status.state).not.toBe('checking');
  return (await find())!;
};

/** The folder of a stopped bridge with these accounts. */
const createDataDir = async (users: readonly string[]) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-store-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const bridge = await startBridgeProcess({ dataDir });
  for (const user of users) {
    const address = `${user}@mail.test`;
    const saved = await bridge.call(saveAccount, { change: { address, imap: { ...settings(address), password: `pw-${user}` } } });
    if (!saved.ok || 'refused' in saved.value) throw new Error(JSON.stringify(saved));
    await waitUntilSettled(bridge, saved.value.account.id);
  }
  await bridge.stop();
  return dataDir;
};

type Edit = (ann: AccountRecord, other: AccountRecord) => Promise<string> | string | void;
const flip = (text: string, index: number) => text.slice(0, index) + (text[index] === 'A' ? 'B' : 'A') + text.slice(index + 1);
const edits: [string, Edit][] = [
  ['another port', (ann) => void (ann.imap!.settings.port = evil.port)],
  ['another host', (ann) => void (ann.imap!.settings.host = 'localhost')],
  ['another username', (ann) => void (ann.imap!.settings.username = 'eve@mail.test')],
  ['Allow unencrypted', (ann) => void (ann.imap!.settings.allowUnencrypted = true)],
  ['Secure', (ann) => void (ann.imap!.settings.secure = true)],
  ['another account’s record', (_, other) => other.imap!.password!],
  ['a flipped bit in the IV', (ann) => flip(ann.imap!.password!, 20)],
  ['a flipped bit in the tag', (ann) => flip(ann.imap!.password!, ann.imap!.password!.length - 10)],
  ['an unknown version', (ann) => ann.imap!.password!.replace(/^1\./, '2.')],
  ['an unknown key', (ann) => flip(ann.imap!.password!, 4)],
  ['plain text', () => 'pw-ann'],
  ['nothing', () => ''],
  [
    'a record of another vault',
    async (ann) => {
      const other = mkdtempSync(path.join(tmpdir(), 'kurrier-other-'));
      const vault = await openVault({ dataDir: path.join(other, 'store'), keyDir: path.join(other, 'keys') });
      rmSync(other, { recursive: true });
      if (!vault.ok) throw new Error(vault.failure.kind);
      return vault.value.seal(new Secret('pw-ann'), bindingOf(ann.id, 'imap', ann.imap!.settings));
    },
  ],
];

test('untouched, the password is used; edited in any way, no connection is made', async () => {
  const all: [string, Edit][] = [['untouched', () => undefined], ...edits];
  const dataDir = await createDataDir([...all.keys(), 'other'].map((name) => `user${name}`));
  const { records, close } = openRecords(dataDir);
  const listed = await records.list();
  for (const [index, [, edit]] of all.entries()) {
    const edited = structuredClone(listed[index]!);
    const password = await edit(edited, listed.at(-1)!);
    if (typeof password === 'string') edited.imap!.password = password;
    await records.set(edited);
  }
  close();

  const bridge = await startBridgeProcess({ dataDir });
  for (const [index, [name]] of all.entries()) {
    const before = own.connections() + evil.connections();
    const { id } = listed[index]!;
    await bridge.call(verifyAccount, { id });
    const { imap } = await waitUntilSettled(bridge, id);
    const made = own.connections() + evil.connections() - before;
    if (name === 'untouched') expect(made).toBeGreaterThan(0);
    else {
      expect(made, name).toBe(0);
      expect(imap?.status.state, name).not.toBe('verified');
      record(name, `no connection; ${imap?.status.state === 'failed' ? imap.status.failure.kind : imap?.status.state}`);
    }
  }
  await bridge.stop();
}, 60_000);

test('without the password nothing that it is bound to can be changed', async () => {
  const dataDir = await createDataDir(['ann']);
  const bridge = await startBridgeProcess({ dataDir });
  const listed = await bridge.call(listAccounts, {});
  const { id, address } = (listed.ok ? listed.value.accounts : []).find((account) => account.address === 'ann@mail.test')!;
  const before = evil.connections();
  for (const [name, changed] of [
    ['host', { host: 'localhost' }],
    ['port', { port: evil.port }],
    ['username', { username: 'bob@mail.test' }],
    ['secure', { secure: true }],
    ['allowUnencrypted', { allowUnencrypted: true }],
  ] as const) {
    const answer = await bridge.call(saveAccount, { id, change: { address, imap: { ...settings(address), ...changed } } });
    expect(answer, name).toMatchObject({ ok: true, value: { refused: 'password-required', legs: ['imap'] } });
    record(`${name} changed without the password`, 'password-required');
  }
  expect(evil.connections()).toBe(before);
  await bridge.stop();
});
