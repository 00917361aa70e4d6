import { randomUUID } from 'node:crypto';
import type { DemoState } from '@kurrier/shared/api/demo';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import { createAccountRecords } from '../accounts/account-storage.ts';
import { createAccounts } from '../accounts/accounts.ts';
import { openTrustedCertificates } from '../accounts/trusted-certificates.ts';
import { mountAccounts } from '../api/mount-accounts.ts';
import { mountDemo } from '../api/mount-demo.ts';
import { mountDiscover } from '../api/mount-discovery.ts';
import { mountOAuth } from '../api/mount-oauth.ts';
import { mountMail } from '../api/mount-received-mail.ts';
import { mountSearch } from '../api/mount-search.ts';
import { mountSecurity } from '../api/mount-security.ts';
import { mountSend } from '../api/mount-sending.ts';
import { mountStore } from '../api/mount-store.ts';
import { loadOnce } from '../async/load-once.ts';
import { createLazyPart } from '../async/lazy-part.ts';
import { createEventLog, type EventLog } from '../events/event-log.ts';
import { createEndpointTable, type EndpointTable } from '../http/endpoint-table.ts';
import { nameOfServerWork } from '../net/current-work.ts';
import { storageProblemOf } from '../files/storage-problem-of.ts';
import { createDeviceUseCases } from '../pairing/manage-devices.ts';
import type { PairingCodes } from '../pairing/pairing-codes.ts';
import { takeRepeatedBlocks } from './repeated-blocks.ts';
import type { BridgeOptions } from './bridge-options.ts';
import { explainError } from './explain-error.ts';
import { createFindServers } from './find-servers.ts';
import { followRemovals } from './follow-removals.ts';
import { mailFile } from './data/open-accounts-store.ts';
import type { OpenedData } from './data/open-data.ts';
import { openDemo } from './open-demo.ts';
import { createRebuild } from './data/rebuild-store.ts';
import { openRebuiltStore } from './data/open-rebuilt-store.ts';
import type { AssembledSharing } from './sharing/assemble-sharing.ts';

/** How often the bridge looks for legs that were not heard of for long. */
const retestEveryMs = 5 * 60_000;

/** What a bridge does for those who are paired with it. */
export interface UseCases {
  call: EndpointTable['call'];
  startDemo: () => Promise<DemoState>;
  close: () => Promise<void>;
}

export interface UseCaseParts {
  data: Omit<OpenedData, 'close'>;
  options: BridgeOptions;
  pairingCodes: PairingCodes;
  commandLineId: string;
  port: () => number;
}

/**
 * Assembles what stands behind the sealed channel: accounts and their endpoints; what talks to mail servers is loaded when there is an
 * account, or when it is first asked for. Loaded on its own, since a bridge that nobody uses needs none of it.
 */
export const assembleUseCases = async ({ data, options, pairingCodes, commandLineId, port }: UseCaseParts): Promise<UseCases> => {
  const { folders, report } = options;
  const reportError = (error: unknown) => report('something failed that nobody waited for', error);
  const { devices, store, backups, isDamaged, vault, place } = data;

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
    ...(place && { inTurn: (work) => place.exclusively('accounts', work) }),
    now: Date.now,
    report,
  });
  const demo = openDemo(accounts);
  const oauth = createLazyPart(async () => {
    const { wireOAuth } = await import('./assemble-oauth.ts');
    const { oauthClients: builtIn, ca, connectTo } = options;
    const parts = { accounts, store: store.namespace('oauth-clients'), vault, folder: folders.keys, report };
    return wireOAuth({ ...parts, ca, connectTo, ...(builtIn && { builtIn }), ...(sharing && { isOurs: sharing.isOurs }) });
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
      shared: sharing?.outboxes ?? null,
      received,
      report,
    });
  });
  let offeredCodes = (): SignInCode[] => [];
  const receiving = createLazyPart(async () => {
    const { assembleSync } = await import('./receiving/assemble-sync.ts');
    const parts = await assembleSync({
      mail: await mail(),
      accounts,
      vault,
      events,
      openStore: () =>
        place?.store ?? openRebuiltStore({ file: mailFile(folders.store), durability: 'normal', onDamaged: rebuildMail }, report),
      isOurs: sharing?.isOurs ?? null,
      handOver: sharing?.changes ?? null,
      report,
      fetchBytes: async (url) => (await discovery()).fetchBytes(url),
      postForm: async (...form) => (await discovery()).postForm(...form),
      switches: store.namespace('switches'),
    });
    offeredCodes = () => parts.codes.state().codes;
    return parts;
  });
  const rebuildMail = createRebuild({ part: receiving, file: mailFile(folders.store), report });
  const sharing: AssembledSharing | null =
    place &&
    (await import('./sharing/assemble-sharing.ts')).assembleSharing({
      place,
      accounts,
      events,
      isLocked: vault.isLocked,
      receiving: receiving.load,
      sending: sending.load,
      report,
    });
  followRemovals(events, backups, report);
  const blocks = isDamaged ? [] : await takeRepeatedBlocks(folders.store);
  if (blocks.length > 0) await accounts.setAside((settings) => blocks.includes(nameOfServerWork(settings)));
  const table = createEndpointTable({
    // What another bridge does is no fault of this one: whoever asked hears of it.
    report: (error, endpoint) => storageProblemOf(error) !== 'held-elsewhere' && report(`${endpoint} failed`, error),
    explain: explainError,
    ...(isDamaged && { blockedBy: 'store-damaged' as const }),
  });
  mountSecurity(table, {
    devices: createDeviceUseCases({ devices, codes: pairingCodes, commandLineId, port }),
    vault,
    commandLineId,
    resealSecrets: async () => {
      if (!isDamaged) await (await receiving.load()).resealKeys();
      return accounts.resealSecrets();
    },
    hasOtherBridges: async () => (await sharing?.hasOthers()) ?? false,
    forgetBackups: () => backups.clear(),
    onUnlocked: () => events.wake(),
  });
  mountOAuth(table, oauth.load);
  mountStore(table, sharing && (() => sharing.state()));
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

  const retest = async (): Promise<void> => {
    // A locked vault opens no password, which is nothing that the accounts could help.
    if (!vault.isLocked() && !isDamaged) await accounts.retestStale();
  };
  const retests = setInterval(() => void retest().catch(reportError), retestEveryMs);
  const loadServerWork = (): void => {
    for (const part of [sending, receiving]) part.load().catch(reportError);
  };
  if (!isDamaged) {
    void demo.clean().catch(reportError);
    if ((await accounts.storedIds()).length > 0) loadServerWork();
    else onFirst(events, 'account.changed', loadServerWork);
  }
  void sharing?.start().catch(reportError);
  return {
    call: table.call,
    startDemo: async () => (await demo.load()).start(),
    async close() {
      clearInterval(retests);
      await sharing?.close();
      await sending.close();
      await receiving.close();
      await accounts.close();
      await oauth.close();
      await demo.close();
    },
  };
};

const onFirst = ({ subscribe }: Pick<EventLog, 'subscribe'>, type: BridgeEvent['type'], act: () => void): void => {
  const unsubscribe = subscribe((event) => {
    if (event.type !== type) return;
    unsubscribe();
    act();
  });
};
