import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { listAccounts, removeAccount, saveAccount } from '@kurrier/shared/api/accounts';
import { listDevices } from '@kurrier/shared/api/devices';
import { vaultState } from '@kurrier/shared/api/vault';
import { restore } from '../../bridge/src/cli/commands/restore.ts';
import { runKurrier } from './run-kurrier.ts';
import { startBridgeHere } from './start-bridge-here.ts';

/** The accounts' store is damaged, empty or gone: said in words, left as it is, and brought back from a backup. */
const template = mkdtempSync(path.join(tmpdir(), 'kurrier-damaged-'));
const leg = (user: string) => ({ host: '127.0.0.1', port: 1, username: user, secure: true, password: 'pw' });
beforeAll(async () => {
  for (const user of ['ann@mail.test', 'bob@mail.test', null]) {
    const bridge = await startBridgeHere(template);
    if (user) expect(await bridge.call(saveAccount, { change: { address: user, imap: leg(user) } })).toMatchObject({ ok: true });
    await bridge.stop();
  }
});
afterAll(() => rmSync(template, { recursive: true }));

const createDataDir = (): string => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-damaged-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  cpSync(template, dataDir, { recursive: true });
  return dataDir;
};
const storeOf = (dataDir: string, name: string) => path.join(dataDir, 'store', name);
const accountsOf = (dataDir: string) => storeOf(dataDir, 'accounts.sqlite');
const read = (file: string) => (statSync(file, { throwIfNoEntry: false }) ? readFileSync(file).toString('base64') : null);
const isDamaged = { ok: false, failure: { kind: 'store-damaged' } };

const damages: [string, (dataDir: string) => void][] = [
  ['other bytes', (dataDir) => writeFileSync(accountsOf(dataDir), 'x'.repeat(20_000))],
  ['nothing in it', (dataDir) => truncateSync(accountsOf(dataDir), 0)],
  ['no file', (dataDir) => rmSync(accountsOf(dataDir))],
  ['half of it', (dataDir) => truncateSync(accountsOf(dataDir), statSync(accountsOf(dataDir)).size / 2)],
  [
    'zeros in the middle',
    (dataDir) => {
      const bytes = readFileSync(accountsOf(dataDir));
      writeFileSync(accountsOf(dataDir), bytes.fill(0, 4096, 8192));
    },
  ],
  [
    'no table',
    (dataDir) => {
      const database = new DatabaseSync(accountsOf(dataDir));
      database.exec('DROP TABLE entries');
      database.close();
    },
  ],
];

test.each(damages)('%s: the bridge says so, changes nothing, and has its accounts back after a restore', async (_, damage) => {
  const dataDir = createDataDir();
  damage(dataDir);
  const before = [accountsOf(dataDir), storeOf(dataDir, 'mail.sqlite'), storeOf(dataDir, 'vault.json')].map(read);
  const bridge = await startBridgeHere(dataDir);
  expect(bridge).toMatchObject({ isDamaged: true, reported: [expect.stringContaining('accounts.sqlite')] });
  expect(await bridge.call(listAccounts, {})).toEqual(isDamaged);
  expect(await bridge.call(saveAccount, { change: { address: 'eve@mail.test', imap: leg('eve@mail.test') } })).toEqual(isDamaged);
  expect(await bridge.call(vaultState, {})).toMatchObject({ ok: true });
  expect(await bridge.call(listDevices, {})).toMatchObject({ ok: true });
  await bridge.stop();
  expect([accountsOf(dataDir), storeOf(dataDir, 'mail.sqlite'), storeOf(dataDir, 'vault.json')].map(read)).toEqual(before);

  expect(await restore.run(['1', '--data', dataDir])).toBe(0);
  const kept = readdirSync(path.join(dataDir, 'store')).find((name) => /^accounts\.sqlite\.replaced-[\dT-]+$/.test(name));
  if (before[0] !== null) expect(read(storeOf(dataDir, kept!))).toBe(before[0]);
  await using restored = await startBridgeHere(dataDir);
  const accounts = await restored.call(listAccounts, {});
  expect(accounts.ok && accounts.value.accounts.map(({ address }) => address)).toEqual(['ann@mail.test', 'bob@mail.test']);
  expect(restored.isDamaged).toBe(false);
});

test('the backups are listed with what is in them, and none is brought back under a running bridge', async () => {
  const dataDir = createDataDir();
  expect((await runKurrier(dataDir, ['restore'])).output).toMatch(
    /^1 {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC {2}2 accounts\n2 {2}.* 1 account\n/,
  );
  await using bridge = await startBridgeHere(dataDir);
  expect(await runKurrier(dataDir, ['restore', '1'])).toMatchObject({ code: 1, errors: expect.stringContaining('Stop it first') });
  expect(await bridge.call(listAccounts, {})).toMatchObject({ ok: true });
});

test('an account that is removed is removed from the backups, too; a start without a change makes no further one', async () => {
  const dataDir = createDataDir();
  const bridge = await startBridgeHere(dataDir);
  const accounts = await bridge.call(listAccounts, {});
  const id = accounts.ok ? accounts.value.accounts[0]!.id : '';
  await bridge.call(removeAccount, { id });
  await bridge.stop();
  const backups = readdirSync(storeOf(dataDir, 'backups'));
  expect(backups).toHaveLength(2);
  for (const name of backups) expect(readFileSync(storeOf(dataDir, `backups/${name}`)).includes(id)).toBe(false);
  expect(statSync(storeOf(dataDir, `backups/${backups[0]}`)).mode & 0o777).toBe(0o600);
  expect((await runKurrier(dataDir, ['restore'])).output).toMatch(/^1 {2}.* 1 account\n2 {2}.* 0 accounts\n/);
  await (await startBridgeHere(dataDir)).stop();
  expect(readdirSync(storeOf(dataDir, 'backups'))).toEqual(backups);
});

test.each([['0'], ['3'], ['1.5']])('restore %s names what there is', async (choice) => {
  expect(await runKurrier(createDataDir(), ['restore', choice])).toMatchObject({
    code: 2,
    errors: 'kurrier restore: there are backups 1 to 2\n',
  });
});
