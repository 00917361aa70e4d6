import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { toHex } from '@kurrier/shared/channel/bytes';
import { discover } from '@kurrier/shared/channel/discovery';
import { createHttp } from '@kurrier/shared/channel/http';
import { fail, succeed, type Outcome } from '@kurrier/shared/outcome';
import { createAccountRecords } from './accounts/account-records.ts';
import { openTrustedCertificates } from './accounts/trusted-certificates.ts';
import { createAccounts } from './accounts/create-accounts.ts';
import type { Folders } from './config.ts';
import { createEventLog } from './events/event-log.ts';
import { takeLock, type Lock } from './files/lock-file.ts';
import { checkPrivateFile, preparePrivateDirectory, type PermissionProblem } from './files/private-file.ts';
import { mountAccounts } from './mount-accounts.ts';
import { mountDiscover } from './mount-discover.ts';
import { mountMail } from './mount-mail.ts';
import { mountSend } from './mount-send.ts';
import { mountSecurity } from './mount-security.ts';
import { pairCommandLine } from './pairing/command-line-device.ts';
import { createDeviceUseCases } from './pairing/device-use-cases.ts';
import type { DevicesBroken } from './pairing/devices-file.ts';
import { openDevices } from './pairing/devices.ts';
import { createPairDevice } from './pairing/pair-device.ts';
import { createPairingCodes } from './pairing/pairing-codes.ts';
import { createBridgeServer } from './server/create-bridge-server.ts';
import { createApp } from './server/mount.ts';
import { openStore } from './store/open-store.ts';
import { openVault } from './vault/open-vault.ts';
import { openSystemKeyring } from './vault/system-keyring.ts';
import { createVaultSlot, type VaultSlot } from './vault/vault-slot.ts';
import type { DiscoverWishes } from './wiring-discover.ts';
import type { MailOptions } from './wiring-mail.ts';

export interface BridgeOptions extends MailOptions {
  folders: Folders;
  /** Tried in order; 0 lets the system choose. */
  ports: readonly number[];
  /** Where discovery asks, if not in the usual places. */
  discovery?: Pick<DiscoverWishes, 'resolver' | 'baseUrls'>;
  /** Gets one line about every call: its endpoint, time, sizes and outcome, never a body. */
  trace?: (line: string) => void;
  /** Gets one line about something that went wrong inside; never a secret. */
  report: (problem: string) => void;
}

/** Why a bridge did not start. `running`: another one has this data folder. */
export type StartFailure = { kind: 'running'; lock: Lock } | { kind: 'no-free-port' } | PermissionProblem | DevicesBroken;

export interface Bridge {
  port: number;
  bridgeId: string;
  vault: Pick<VaultSlot, 'state'>;
  /** How many browsers are paired. */
  pairedDevices: () => number;
  createPairingCode: () => Promise<{ code: string; expiresAt: number }>;
  close: () => Promise<void>;
}

/** How often the bridge looks for legs that were not heard of for long. */
const retestEveryMs = 5 * 60_000;

/** Assembles a bridge and lets it listen. Code that talks to mail servers is loaded after that, so that it delays no answer. */
export const startBridge = async (options: BridgeOptions): Promise<Outcome<Bridge, StartFailure>> => {
  const { folders, report } = options;
  for (const folder of [folders.store, folders.keys]) {
    const prepared = await preparePrivateDirectory(folder);
    if (!prepared.ok) return prepared;
  }
  const database = path.join(folders.store, 'accounts.sqlite');
  const checked = await checkPrivateFile(database);
  if (!checked.ok) return checked;
  const opened = await openDevices({ keyDir: folders.keys });
  if (!opened.ok) return opened;
  const devices = opened.value;
  const bridgeId = toHex(devices.bridgeId);
  const lock = await takeLock(path.join(folders.store, 'bridge.lock'), bridgeId, isBridgeAt);
  if (!lock.ok) return lock;

  const store = openStore({ file: database, durability: 'full' });
  const records = createAccountRecords({ store: store.namespace('accounts'), report });
  const slot = await createVaultSlot(async (passphrase) =>
    openVault({
      dataDir: folders.store,
      keyDir: folders.keys,
      openKeyring: openSystemKeyring,
      // Damaged ones count: their passwords may be all that is left of them.
      hasRecords: async () => (await store.namespace('accounts').iterator().next()).done !== true,
      ...(passphrase && { passphrase }),
    }),
  );
  if (!slot.ok) {
    store.close();
    await lock.value.release();
    return slot;
  }
  const vault = slot.value;
  const events = createEventLog();
  const certificates = await openTrustedCertificates(store.namespace('certificates'));
  const mail = loadOnce(async () => (await import('./wiring-mail.ts')).wireMail({ ...options, trustedKeys: () => certificates.keys() }));
  const accounts = createAccounts({
    records,
    vault,
    events,
    certificates,
    verify: {
      smtp: async (...attempt) => (await mail()).verify.smtp(...attempt),
      imap: async (...attempt) => (await mail()).verify.imap(...attempt),
    },
    proposeRepairs: async (...request) => (await mail()).proposeRepairs(...request),
    findTurn: async (...request) => (await mail()).findTurn(...request),
    createId: randomUUID,
    now: Date.now,
    report,
  });

  const codes = createPairingCodes();
  const commandLineId = await pairCommandLine(folders.store, devices);
  let port = 0;
  const app = createApp({ report: (error, endpoint) => report(`${endpoint}: ${String(error)}`) });
  mountSecurity(app, { devices: createDeviceUseCases({ devices, codes, commandLineId, port: () => port }), vault, commandLineId });
  let endSending = async (): Promise<void> => {};
  const sending = loadOnce(async () => {
    const { wireSend } = await import('./wiring-send.ts');
    const parts = await wireSend({ mail: await mail(), accounts, events, folder: folders.store, report });
    endSending = () => parts.close();
    return parts;
  });
  mountSend(app, sending, accounts);
  let endReceiving = async (): Promise<void> => {};
  const receiving = loadOnce(async () => {
    const { wireSync } = await import('./wiring-sync.ts');
    const parts = await wireSync({ mail: await mail(), accounts, events, folder: folders.store, report });
    endReceiving = () => parts.close();
    return parts;
  });
  mountMail(app, receiving);
  mountAccounts(app, { accounts, certificates, events });
  const discovery = loadOnce(async () => {
    const { wireDiscover, wireDoctor } = await import('./wiring-discover.ts');
    const wishes = { ...options, ...options.discovery };
    return { discover: wireDiscover(wishes), doctor: wireDoctor(wishes) };
  });
  mountDiscover(
    app,
    async (...search) => (await discovery()).discover(...search),
    async (...examination) => (await discovery()).doctor(...examination),
  );
  const server = await createBridgeServer({
    app,
    devices,
    bridgeId: devices.bridgeId,
    pair: createPairDevice({ codes, devices }),
    isLocked: vault.isLocked,
    trace: ({ endpoint, tookMs, requestBytes, answerBytes, outcome }) =>
      options.trace?.(`${endpoint} ${outcome} ${tookMs.toFixed(1)} ms, ${requestBytes} B in, ${answerBytes} B out`),
    report: (error) => report(String(error)),
  });
  const retest = async (): Promise<void> => {
    // A locked vault opens no password, which is nothing that the accounts could help.
    if (!vault.isLocked()) await accounts.retestStale();
  };
  const retests = setInterval(() => void retest().catch((error: unknown) => report(String(error))), retestEveryMs);
  let listens = false;
  const close = async (): Promise<void> => {
    clearInterval(retests);
    await server.close();
    if (listens) await Promise.allSettled([sending(), receiving()]);
    await endSending();
    await endReceiving();
    await accounts.close();
    store.close();
    await lock.value.release();
  };

  const listening = await server.listen(options.ports);
  if (!listening.ok) {
    await close();
    return fail({ kind: 'no-free-port' });
  }
  port = listening.value.port;
  await lock.value.setPort(port);
  listens = true;
  sending().catch((error: unknown) => report(String(error)));
  receiving().catch((error: unknown) => report(String(error)));
  return succeed({
    port,
    bridgeId,
    vault,
    pairedDevices: () => devices.list().length,
    createPairingCode: codes.create,
    close,
  });
};

/** Whether the bridge that a lock file names still answers. */
const isBridgeAt = async ({ port, bridgeId }: Lock): Promise<boolean> => {
  const found = await discover(createHttp({ port, timeoutMs: 2000 }));
  return typeof found === 'object' && toHex(found.bridgeId) === bridgeId;
};

/** Loads something when it is first wanted, once; a failed load is tried again. */
const loadOnce = <Value>(load: () => Promise<Value>): (() => Promise<Value>) => {
  let loading: Promise<Value> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
};
