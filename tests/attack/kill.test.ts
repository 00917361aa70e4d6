import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { createPairing, listDevices } from '@kurrier/shared/api/devices';
import { rotateVault } from '@kurrier/shared/api/vault';
import { importSecret } from '@kurrier/shared/channel/box';
import { createHttp } from '@kurrier/shared/channel/http';
import { pairWith } from '@kurrier/shared/channel/pair-with';
import { deriveChannelKeys } from '@kurrier/shared/channel/seal';
import type { DeviceCredential } from '@kurrier/shared/channel/sealed-transport';
import { bindingOf } from '../../bridge/src/accounts/account-record.ts';
import { createAccountRecords } from '../../bridge/src/accounts/account-storage.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openVault } from '../../bridge/src/vault/open-vault.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createAttackTable } from './attack-table.ts';
import { chooseSeed } from '../send/soak.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { callerFor } from './start-target.ts';

const record = createAttackTable('kill -9');
const soak = process.env['KURRIER_SOAK'] === '1';
const points = soak ? 50 : 5;
const seed = chooseSeed();

/** What must be there in the end: of each account one of the numbers that it can have, 0 for not being there. */
interface Promised {
  /** The number that was confirmed last, and all that were asked for since. */
  accounts: Map<string, Set<number>>;
  devices: DeviceCredential[];
}

const imap = (password: string) => ({ host: '127.0.0.1', port: 1, username: 'ann@mail.test', secure: true, password });
/** Label and password carry the same number, so that half an edit would show. */
const change = (address: string, number: number) => ({ address, label: `edit ${number}`, imap: imap(`password ${number}`) });

const operations: ((bridge: BridgeProcess, promised: Promised, number: number) => Promise<unknown>)[] = [
  async function save(bridge, { accounts }, number) {
    const address = `user${number}@mail.test`;
    accounts.set(address, new Set([0, number]));
    if (
      (
        await bridge.call(saveAccount, {
          change: { ...change(address, number), imap: { ...imap(`password ${number}`), username: address } },
        })
      ).ok
    )
      accounts.set(address, new Set([number]));
  },
  async function edit(bridge, { accounts }, number) {
    accounts.set('ann@mail.test', new Set([...(accounts.get('ann@mail.test') ?? [0]), number]));
    const answer = await bridge.call(saveAccount, { change: change('ann@mail.test', number) });
    if (answer.ok) accounts.set('ann@mail.test', new Set([number]));
  },
  async function rotate(bridge) {
    await bridge.call(rotateVault, {});
  },
  async function pair(bridge, { devices }) {
    const made = await bridge.call(createPairing, {});
    if (!made.ok || 'refused' in made.value) return;
    const http = createHttp({ port: bridge.port, timeoutMs: 2_000 });
    const paired = await pairWith(http, made.value.code, 'killed');
    if (!paired.ok) return;
    const { deviceId, deviceKey, bridgeId } = paired.value;
    const credential = { deviceId, bridgeId, keys: await deriveChannelKeys(await importSecret(deviceKey), deviceId) };
    if ((await callerFor(bridge.port, credential)(listDevices, {})).ok) devices.push(credential);
  },
];

const checkFiles = async (dataDir: string, { accounts }: Promised): Promise<void> => {
  const [dataFolder, keyDir] = [path.join(dataDir, 'store'), path.join(dataDir, 'keys')];
  const vault = await openVault({ dataDir: dataFolder, keyDir });
  if (!vault.ok) throw new Error(JSON.stringify(vault.failure));
  const store = openStore({ file: path.join(dataFolder, 'accounts.sqlite'), durability: 'full' });
  const damaged: string[] = [];
  const records = await createAccountRecords({ store: store.namespace('accounts'), report: (problem) => damaged.push(problem) }).list();
  store.close();
  expect(damaged).toEqual([]);
  for (const [address, numbers] of accounts) {
    const found = records.find((one) => one.address === address);
    if (!found) expect([...numbers], `${address} was confirmed`).toContain(0);
    if (!found?.imap) continue;
    const opened = await vault.value.open(found.imap.password ?? '', bindingOf(found.id, 'imap', found.imap.settings));
    const password = opened.ok ? opened.value.reveal() : opened.failure;
    expect(
      [...numbers].map((number) => `password ${number}`),
      address,
    ).toContain(password);
    expect(found.label).toBe(password.replace('password', 'edit'));
  }
  expect(readdirSync(dataFolder).filter((name) => name.includes('lock.'))).toEqual([]);
};

test(`killed at ${points} random points of save, edit, rotate and pair: everything opens, old or new`, async () => {
  const random = createRandom(seed);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-kill-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const promised: Promised = { accounts: new Map(), devices: [] };
  let number = 0;
  const start = async () => {
    const bridge = await startBridgeProcess({ dataDir });
    for (const credential of promised.devices)
      expect(await callerFor(bridge.port, credential)(listDevices, {})).toMatchObject({ ok: true });
    return bridge;
  };
  for (let point = 0; point < points; point++) {
    const bridge = await start();
    const killed = new Promise<void>((resolve) => setTimeout(() => resolve(bridge.stop('SIGKILL')), random.int(5, 400)));
    const dead = new AbortController();
    void killed.then(() => dead.abort());
    while (!dead.signal.aborted) await random.pick(operations)(bridge, promised, ++number);
    await killed;
    await checkFiles(dataDir, promised).catch((error: unknown) => {
      throw new Error(`point ${point} of seed ${seed}`, { cause: error });
    });
  }
  await (await start()).stop();
  record(
    `${points} points among ${number} operations, seed ${seed}`,
    `${promised.accounts.size} accounts and ${promised.devices.length} devices there, old or new`,
  );
}, 300_000);
