import type { Report } from '../../async/report.ts';
import path from 'node:path';
import type { Account } from '@kurrier/shared/account/account';
import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { createAccounts } from '../../accounts/accounts.ts';
import type { EventLog } from '../../events/event-log.ts';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import { composeMessage } from '../../smtp/compose-message.ts';
import { createOpenArrivals } from '../../imap/on-demand/find-arrived-message.ts';
import { createOpenDraftsMailbox } from '../../imap/on-demand/open-drafts-mailbox.ts';
import { createOpenSentMailbox } from '../../imap/on-demand/open-sent-mailbox.ts';
import { createOpenSubmission, type Submission } from '../../smtp/submission.ts';
import type { SubmissionCapabilities } from '../../smtp/ehlo-capabilities.ts';
import { createAliases } from '../../send/aliases.ts';
import { createRoundTrips } from '../../send/round-trips.ts';
import { createSending, type SendingDeps } from '../../send/create-sending.ts';
import { openSharedOutboxes, ownSending, type SharedOutboxes } from '../sharing/open-outboxes.ts';
import type { SentMailbox } from '../../send/delivery/copy-to-sent.ts';
import { connectionLimits } from '../../send/delivery/plan-connections.ts';
import { filesSentMailItself } from '../../send/delivery/sent-copy-policy.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import { findSetAside, setRecordsAside } from '../../store/set-aside.ts';
import { assembleDrafts, type DraftMail } from './assemble-drafts.ts';
import { openRebuiltStore } from '../data/open-rebuilt-store.ts';
import { hasOtherConnections } from './has-other-connections.ts';
import { createOpenLeg } from './open-leg.ts';
import { decodeMailboxName } from '../../imap/grammar/modified-utf7.ts';
import type { assembleMailServers } from '../assemble-mail-servers.ts';

export interface SendParts {
  mail: ReturnType<typeof assembleMailServers>;
  accounts: Pick<ReturnType<typeof createAccounts>, 'access' | 'list' | 'noteUse'>;
  events: Pick<EventLog, 'publish' | 'subscribe'>;
  /** The bridge's data folder. */
  folder: string;
  /** Where the outboxes lie that other bridges work on, too; null where the outbox lies in the folder. */
  shared: SharedOutboxes | null;
  received: () => Promise<DraftMail>;
  report: Report;
}

/** Messages that are on their way when the bridge ends get this long to be answered. */
const farewellMs = 5_000;

/** Assembles sending: the outbox in a database of its own, uploads, aliases and round trips. */
export const assembleSending = async ({ mail, accounts, events, folder, shared, received, report }: SendParts) => {
  const file = path.join(folder, 'outbox.sqlite');
  // Drafts stay with the bridge that they were written at.
  const own = openRebuiltStore({ file, durability: 'normal', isChecked: true }, report);
  const store = shared?.store ?? own;
  const known = new Map<string, Account>();
  const capabilities = new Map<string, SubmissionCapabilities>();
  /** Accounts whose sync is connected. */
  const live = new Set<string>();
  const ending = new AbortController();
  const openSubmission = createOpenSubmission(mail.openSmtpSession);
  const openSentMailbox = createOpenSentMailbox(mail.openImapSession);
  const openDraftsMailbox = createOpenDraftsMailbox(mail.openImapSession);
  const openOwnMailboxes = createOpenArrivals(mail.openImapSession);

  const refresh = async () => {
    for (const account of (await accounts.list()).accounts) known.set(account.id, account);
  };
  const findAccount = async (id: string) => {
    if (!known.has(id)) await refresh();
    const account = known.get(id);
    return account && { address: account.address, hasSmtp: account.smtp !== undefined, hasImap: account.imap !== undefined };
  };

  const openLeg = createOpenLeg({ accounts, accountOf: (accountId) => known.get(accountId), ending: ending.signal, report });
  const openSession = async (accountId: string): Promise<Outcome<Submission, Failure>> => {
    const opened = await openLeg(accountId, 'smtp', openSubmission);
    if (opened.ok) capabilities.set(accountId, opened.value.capabilities);
    return opened;
  };
  const openSent = async (accountId: string): Promise<Outcome<SentMailbox, Failure>> => {
    const opened = await openLeg(accountId, 'imap', openSentMailbox);
    if (!opened.ok) return opened;
    const smtpHost = known.get(accountId)?.smtp?.settings.host ?? '';
    const filesItself = filesSentMailItself({ smtpHost, imapCapabilities: [...opened.value.capabilities] });
    return succeed({ ...opened.value, mailbox: decodeMailboxName(opened.value.mailbox), filesItself });
  };

  const aliases = createAliases({
    store: store.namespace('aliases'),
    report,
    findAccount,
    async probe(accountId, address) {
      const opened = await openSession(accountId);
      if (!opened.ok) return opened.failure;
      const failure = await opened.value.probeSender(address, known.get(accountId)?.address ?? address);
      await opened.value.close();
      return failure;
    },
  });
  const deps: Omit<SendingDeps, 'store'> = {
    folder,
    compose: composeMessage,
    findAccount,
    filesCopies: (accountId) => known.get(accountId)?.imap !== undefined,
    aliasesOf: (accountId) => aliases.addressesOf(accountId),
    limitsOf: (accountId) => connectionLimits[known.get(accountId)?.smtp?.settings.pool ? 'pooled' : 'single'],
    largestMessage: (accountId) => capabilities.get(accountId)?.largest,
    openSession,
    openSent,
    publish: (entry) => events.publish({ type: 'outbox.changed', entry }),
    publishForgotten: (id) => events.publish({ type: 'outbox.forgotten', id }),
    async setAside(damaged) {
      const spooled = damaged.map(({ key }) => path.join(folder, 'outbox', `${/-(?<id>[\w-]+)$/.exec(key)?.groups?.['id'] ?? ''}.eml`));
      const kept = await setRecordsAside(file, damaged, spooled);
      report(`${damaged.length} records of the outbox are damaged; they are kept as ${kept}`);
    },
    report: (error) => report('sending failed', error),
  };
  const sending = shared
    ? openSharedOutboxes(shared, deps, async () => [...known.keys()])
    : ownSending(createSending({ ...deps, store: createDurableNamespace(store, 'outbox') }));

  const forgetAccount = async (accountId: string) => {
    known.delete(accountId);
    live.delete(accountId);
    capabilities.delete(accountId);
    await sending.outbox.removeAccount(accountId);
    await aliases.removeAccount(accountId);
    await sending.closeAccount(accountId);
  };
  const followConnection = ({ accountId, state }: AccountSync) => {
    const wasLive = live.has(accountId);
    if (state.phase !== 'live') live.delete(accountId);
    else live.add(accountId);
    if (state.phase === 'live' && !wasLive) sending.resumeCopies(accountId);
  };
  const follow = async (event: Parameters<EventLog['publish']>[0]) => {
    if (event.type === 'account.removed') await forgetAccount(event.accountId);
    if (event.type === 'sync.changed') followConnection(event.sync);
    if (event.type !== 'account.changed') return;
    const before = known.get(event.account.id);
    known.set(event.account.id, event.account);
    if (before && hasOtherConnections(before, event.account)) {
      capabilities.delete(event.account.id);
      await sending.closeAccount(event.account.id);
    }
    // Where nothing is synced, a test or another use of the server tells that it is there.
    if (before?.imap?.status.state !== 'verified' && event.account.imap?.status.state === 'verified')
      sending.resumeCopies(event.account.id);
  };
  const unsubscribe = events.subscribe(
    (event) => void follow(event).catch((error: unknown) => report('sending could not follow an account', error)),
  );
  await refresh();
  await sending.start();
  const drafts = await assembleDrafts({
    namespace: createDurableNamespace(own, 'drafts'),
    folder,
    uploads: sending.uploads,
    compose: composeMessage,
    openMailbox: (accountId) => openLeg(accountId, 'imap', openDraftsMailbox),
    hasImap: async (accountId) => (await findAccount(accountId))?.hasImap,
    entryOf: (id) => sending.findEntry(id),
    received,
    events,
    report,
  });

  return {
    sending,
    drafts,
    /** Outboxes that could not be read and were put aside, for as long as their files are there. */
    putAside: () => findSetAside(file),
    aliases,
    roundTrips: createRoundTrips({
      findAccount,
      compose: composeMessage,
      openSession,
      openArrivals: (accountId) => openLeg(accountId, 'imap', openOwnMailboxes),
    }),
    /** What the account's server said that it takes; asked now where it is not known. */
    async askCapabilities(accountId: string): Promise<Outcome<SubmissionCapabilities, Failure> | undefined> {
      if (!(await findAccount(accountId))) return undefined;
      const told = capabilities.get(accountId);
      if (told) return succeed(told);
      const opened = await openSession(accountId);
      if (!opened.ok) return opened;
      await opened.value.close();
      return succeed(opened.value.capabilities);
    },
    async close(): Promise<void> {
      unsubscribe();
      const timer = setTimeout(() => ending.abort(), farewellMs);
      await Promise.all([sending.close(), drafts.close()]);
      clearTimeout(timer);
      // Whoever still waits for a server on behalf of a caller waits for nothing any more.
      ending.abort();
      own.close();
    },
  };
};
