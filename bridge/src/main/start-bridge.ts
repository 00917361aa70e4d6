import type { Report } from '../async/report.ts';
import { randomUUID } from 'node:crypto';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import type { DemoState } from '@kurrier/shared/api/demo';
import type { OAuthClient } from '@kurrier/shared/oauth/built-in-clients';
import { createAccountRecords } from '../accounts/account-storage.ts';
import { createAccounts } from '../accounts/accounts.ts';
import { openTrustedCertificates } from '../accounts/trusted-certificates.ts';
import type { Folders } from './config.ts';
import { createEventLog } from '../events/event-log.ts';
import { loadOnce } from '../async/load-once.ts';
import { createLazyPart } from '../async/lazy-part.ts';
import { refuseStorage } from './refuse-storage.ts';
import { createRebuild } from './rebuild-store.ts';
import { followRemovals } from './follow-removals.ts';
import { explainError } from './explain-error.ts';
import { mailFile } from './open-accounts-store.ts';
import { mountAccounts } from '../api/mount-accounts.ts';
import { mountDemo } from '../api/mount-demo.ts';
import { mountDiscover } from '../api/mount-discovery.ts';
import { mountOAuth } from '../api/mount-oauth.ts';
import { mountSearch } from '../api/mount-search.ts';
import { mountMail } from '../api/mount-received-mail.ts';
import { mountSecurity } from '../api/mount-security.ts';
import { mountSend } from '../api/mount-sending.ts';
import { takeRepeatedBlocks } from './repeated-blocks.ts';
import { startWatchdog } from './watchdog.ts';
import { nameOfServerWork, noteWork } from '../net/current-work.ts';
import { watchdogWords } from '@kurrier/shared/words/command-line';
import { openDemo } from './open-demo.ts';
import { openData, type DataFailure, type OpenedData } from './open-data.ts';
import { pairCommandLine } from '../pairing/command-line-device.ts';
import { createDeviceUseCases } from '../pairing/manage-devices.ts';
import { createPairDevice } from '../pairing/pair-device.ts';
import { createPairingCodes } from '../pairing/pairing-codes.ts';
import { createBridgeServer } from '../http/create-bridge-server.ts';
import { createEndpointTable } from '../http/endpoint-table.ts';
import type { VaultSlot } from '../vault/lockable-vault.ts';
import { createFindServers } from './find-servers.ts';
import type { DiscoverOverrides } from './assemble-discovery.ts';
import type { MailOptions } from './assemble-mail-servers.ts';

export interface BridgeOptions extends MailOptions {
  folders: Folders;
  /** Tried in order; 0 lets the system choose. */
  ports: readonly number[];
  /** Where discovery asks, if not in the usual places. */
  discovery?: Pick<DiscoverOverrides, 'resolver' | 'baseUrls'>;
  /** Stand in for the maintainers' own client ids. */
  oauthClients?: Readonly<Record<string, OAuthClient>>;
  /** Gets one line about every call: its endpoint, time, sizes and outcome, never a body. */
  trace?: (line: string) => void;
  /** Gets one line about something that went wrong inside; never a secret. */
  report: Report;
}

/** Why a bridge did not start. */
export type StartFailure = DataFailure | { kind: 'no-free-port' };

export interface Bridge {
  port: number;
  bridgeId: string;
  vault: Pick<VaultSlot, 'state'>;
  /** The accounts cannot be read: the bridge does nothing but say so. */
  isDamaged: boolean;
  /** Where the key of a vault that was made now is kept, if not in the system's keyring. */
  newKeyFile: string | null;
  /** How many browsers are paired. */
  pairedDevices: () => number;
  createPairingCode: () => Promise<{ code: string; expiresAt: number }>;
  startDemo: () => Promise<DemoState>;
  close: () => Promise<void>;
}

/** How often the bridge looks for legs that were not heard of for long. */
const retestEveryMs = 5 * 60_000;

/** Assembles a bridge and lets it listen. Code that talks to mail servers is loaded after that, so that it delays no answer. */
export const startBridge = async (options: BridgeOptions): Promise<Outcome<Bridge, StartFailure>> => {
  const data = await openData(options.folders, options.report);
  if (!data.ok) return data;
  try {
    return await runOn(data.value, options);
  } catch (error) {
    await data.value.close().catch((second: unknown) => options.report('the data could not be closed', second));
    return refuseStorage(error);
  }
};

const runOn = async (data: OpenedData, options: BridgeOptions): Promise<Outcome<Bridge, StartFailure>> => {
  const { folders, report } = options;
  const reportError = (error: unknown) => report('something failed that nobody waited for', error);
  const { devices, bridgeId, lock, store, backups, isDamaged, vault } = data;

  const events = createEventLog();
  const certificates = await openTrustedCertificates(store.namespace('certificates'));
  const mail = loadOnce(async () =>
    (await import('./assemble-mail-servers.ts')).assembleMailServers({
      ...options,
      trustedKeys: () => [...certificates.keys(), ...demo.trustedKeys()],
      lookUpMx: async (...asked) => (await discovery()).lookUpMx(...asked),
      findServers: async (...asked) => createFindServers((await discovery()).discover)(...asked),
    }),
  );
  const discovery = loadOnce(async () => {
    const { assembleDiscovery, assembleDoctor, assembleLocalLookup, assembleLookUpMx, assemblePictures, assemblePostForm } =
      await import('./assemble-discovery.ts');
    const overrides = { ...options, ...options.discovery, trustedKeys: () => certificates.keys() };
    return {
      discover: assembleDiscovery(overrides),
      doctor: assembleDoctor(overrides),
      lookAtLocal: assembleLocalLookup(overrides),
      fetchBytes: assemblePictures(overrides),
      postForm: assemblePostForm(overrides),
      lookUpMx: assembleLookUpMx(overrides),
    };
  });
  const accounts = createAccounts({
    records: createAccountRecords({ store: store.namespace('accounts'), report }),
    vault,
    events,
    certificates,
    verify: {
      smtp: async (...attempt) => (await mail()).verify.smtp(...attempt),
      imap: async (...attempt) => (await mail()).verify.imap(...attempt),
    },
    proposeRepairs: async (...request) => (await mail()).proposeRepairs(...request),
    lookAtLocal: async (...target) => (await discovery()).lookAtLocal(...target),
    findTurn: async (...request) => (await mail()).findTurn(...request),
    accessToken: async (...request) => (await oauth.load()).tokens.get(...request),
    revokeGrant: (grant) =>
      void oauth
        .load()
        .then(({ revokeGrant }) => revokeGrant(grant))
        .catch(reportError),
    createId: randomUUID,
    now: Date.now,
    report,
  });
  const demo = openDemo(accounts);
  const oauth = createLazyPart(async () => {
    const { wireOAuth } = await import('./assemble-oauth.ts');
    const { oauthClients: builtIn, ca, connectTo } = options;
    const parts = { accounts, store: store.namespace('oauth-clients'), vault, folder: folders.keys, report };
    return wireOAuth({ ...parts, ca, connectTo, ...(builtIn && { builtIn }) });
  });
  const sending = createLazyPart(async () => {
    const { assembleSending } = await import('./sending/assemble-sending.ts');
    const { openImapSession, ...parts } = await mail();
    // A copy for the mailbox of sent mail needs a connection more than listening does.
    const withinBudget: typeof openImapSession = async (...request) =>
      (await receiving.load()).sync.withinBudget(openImapSession)(...request);
    const received = async () => {
      const { findMessage, sync } = await receiving.load();
      return { findMessage, look: (accountId: string) => sync.syncNow({ accountId }) };
    };
    return assembleSending({
      mail: { ...parts, openImapSession: withinBudget },
      accounts,
      events,
      folder: folders.store,
      received,
      report,
    });
  });
  let offeredCodes = (): SignInCode[] => [];
  const receiving = createLazyPart(async () => {
    const { assembleSync } = await import('./assemble-sync.ts');
    const parts = await assembleSync({
      mail: await mail(),
      accounts,
      vault,
      events,
      folder: folders.store,
      report,
      fetchBytes: async (url) => (await discovery()).fetchBytes(url),
      postForm: async (...form) => (await discovery()).postForm(...form),
      switches: store.namespace('switches'),
      onDamaged: () => rebuildMail(),
    });
    offeredCodes = () => parts.codes.state().codes;
    return parts;
  });
  const rebuildMail = createRebuild({ part: receiving, file: mailFile(folders.store), report });
  followRemovals(events, backups, report);
  const blocks = isDamaged ? [] : await takeRepeatedBlocks(folders.store);
  if (blocks.length > 0) await accounts.setAside((settings) => blocks.includes(nameOfServerWork(settings)));
  const watchdog = startWatchdog(folders.store);
  const codes = createPairingCodes();
  const commandLineId = await pairCommandLine(folders.store, devices);
  let port = 0;
  const table = createEndpointTable({
    report: (error, endpoint) => report(`${endpoint} failed`, error),
    explain: explainError,
    ...(isDamaged && { blockedBy: 'store-damaged' as const }),
  });
  mountSecurity(table, {
    devices: createDeviceUseCases({ devices, codes, commandLineId, port: () => port }),
    vault,
    commandLineId,
    resealSecrets: async () => {
      if (!isDamaged) await (await receiving.load()).resealKeys();
      return accounts.resealSecrets();
    },
    forgetBackups: () => backups.clear(),
    onUnlocked: () => events.wake(),
  });
  mountOAuth(table, oauth.load);
  mountDemo(table, demo.load);
  mountAccounts(table, { accounts, certificates, events, isLocked: vault.isLocked, codes: () => offeredCodes() });
  mountSend(table, sending.load, accounts);
  mountMail(table, receiving.load);
  mountSearch(table, receiving.load);
  mountDiscover(
    table,
    async (...search) => (await discovery()).discover(...search),
    async (...examination) => (await discovery()).doctor(...examination),
  );
  const server = await createBridgeServer({
    endpoints: table,
    devices,
    bridgeId: devices.bridgeId,
    pair: createPairDevice({ codes, devices, report: reportError }),
    isLocked: vault.isLocked,
    explain: explainError,
    onCall: () => noteWork(watchdogWords.call),
    trace: ({ endpoint, tookMs, requestBytes, answerBytes, outcome }) =>
      options.trace?.(`${endpoint} ${outcome} ${tookMs.toFixed(1)} ms, ${requestBytes} B in, ${answerBytes} B out`),
    report: reportError,
  });

  const retest = async (): Promise<void> => {
    // A locked vault opens no password, which is nothing that the accounts could help.
    if (!vault.isLocked() && !isDamaged) await accounts.retestStale();
  };
  const retests = setInterval(() => void retest().catch(reportError), retestEveryMs);
  const close = async (): Promise<void> => {
    clearInterval(retests);
    await watchdog.stop();
    await server.close();
    await sending.close();
    await receiving.close();
    await accounts.close();
    await oauth.close();
    await demo.close();
    await data.close();
  };

  const listening = await server.listen(options.ports);
  if (!listening.ok) {
    await close();
    return fail({ kind: 'no-free-port' });
  }
  port = listening.value.port;
  try {
    await lock.publish({ port, bridgeId });
  } catch (error) {
    await close();
    throw error;
  }
  if (!isDamaged) void demo.clean().catch(reportError);
  if (!isDamaged) for (const part of [sending, receiving]) part.load().catch(reportError);
  return succeed({
    port,
    bridgeId,
    vault,
    isDamaged,
    newKeyFile: data.newKeyFile,
    pairedDevices: () => devices.list().length,
    createPairingCode: codes.create,
    startDemo: async () => (await demo.load()).start(),
    close,
  });
};
