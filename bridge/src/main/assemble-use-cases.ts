import { randomUUID } from 'node:crypto';
import type { DemoState } from '@kurrier/shared/api/demo';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import { createAccountRecords } from '../accounts/account-storage.ts';
import { createAccounts } from '../accounts/accounts.ts';
import { openTrustedCertificates } from '../accounts/trusted-certificates.ts';
import { loadOnce } from '../async/load-once.ts';
import { createLazyPart } from '../async/lazy-part.ts';
import { createEventLog } from '../events/event-log.ts';
import type { EndpointTable } from '../http/endpoint-table.ts';
import { nameOfServerWork } from '../net/current-work.ts';
import type { PairingCodes } from '../pairing/pairing-codes.ts';
import { takeRepeatedBlocks } from './repeated-blocks.ts';
import type { BridgeOptions } from './bridge-options.ts';
import { loadDiscovery } from './load-discovery.ts';
import { mountUseCases } from './mount-use-cases.ts';
import { createFindServers } from './find-servers.ts';
import { followRemovals } from './follow-removals.ts';
import { mailFile } from './data/open-accounts-store.ts';
import type { OpenedData } from './data/open-data.ts';
import { openDemo } from './open-demo.ts';
import { createRebuild } from './data/rebuild-store.ts';
import { openRebuiltStore } from './data/open-rebuilt-store.ts';
import { startServerWork } from './start-server-work.ts';
import type { AssembledSharing } from './sharing/assemble-sharing.ts';

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
  const { store, backups, isDamaged, vault, place } = data;

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
  const discovery = loadDiscovery(options, () => certificates.keys());
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
  const table = mountUseCases({
    data,
    pairingCodes,
    commandLineId,
    port,
    accounts,
    certificates,
    events,
    discovery,
    loadDemo: demo.load,
    loadOAuth: oauth.load,
    loadSending: sending.load,
    loadReceiving: receiving.load,
    sharing,
    offeredCodes: () => offeredCodes(),
    report,
  });

  if (!isDamaged) void demo.clean().catch(reportError);
  const stopServerWork = await startServerWork({
    accounts,
    events,
    isLocked: vault.isLocked,
    isDamaged,
    parts: [sending, receiving],
    reportError,
  });
  void sharing?.start().catch(reportError);
  return {
    call: table.call,
    startDemo: async () => (await demo.load()).start(),
    async close() {
      stopServerWork();
      await sharing?.close();
      await sending.close();
      await receiving.close();
      await accounts.close();
      await oauth.close();
      await demo.close();
    },
  };
};
