import type { Account } from '@kurrier/shared/account/account';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Credential } from '@kurrier/shared/account/credential';
import { legs, type Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import { legsOf, recentRefusals, toAccount, type AccountRecord, type SettledStatus } from './account-record.ts';
import { notFound, type AccountsContext, type AccountsDeps, type OpenCredential, type Ticket } from './accounts-context.ts';
import { createApplyProposal } from './apply-proposal.ts';
import { createQueue } from '../async/serial-queue.ts';
import { forgetUnusedCertificates } from './forget-certificates.ts';
import { planRetests } from './status/plan-retests.ts';
import { createGrants } from './credentials/stored-grants.ts';
import { createOpenCredential } from './credentials/open-credential.ts';
import { createResealSecrets } from './credentials/reseal-secrets.ts';
import { createSaveAccount } from './save-account.ts';
import { createSaveSignedIn } from './save-signed-in.ts';
import { createTrustCertificate } from './trust-certificate.ts';
import { createLegUse } from './leg-access.ts';
import { asideStatus, cannotBeOpened, unreadableStatus } from './status/local-verdicts.ts';
import { withHistory } from './status/status-history.ts';
import { createVerificationRuns, type LegToVerify } from './verification-runs.ts';

/**
 * The accounts: saved, verified, listed, removed. Every change is one atomic write of one record, one after the other;
 * readers get snapshots without passwords, and every change of one is published as an event.
 */
export const createAccounts = (deps: AccountsDeps) => {
  const { records, events, now } = deps;
  const inTurn = deps.inTurn ?? createQueue();

  /** A server that shows another key than the trusted one: the person sees the old one beside the new one. */
  const withTrustedBefore = (status: SettledStatus, { host, port }: ServerSettings): SettledStatus => {
    const trusted = deps.certificates.find(host, port)?.certificate;
    const shown = status.state === 'failed' && status.failure.stage === 'tls' ? status.failure.certificate : undefined;
    if (status.state !== 'failed' || !trusted || !shown || shown.spki === trusted.spki) return status;
    return { ...status, failure: { ...status.failure, trustedBefore: trusted } };
  };

  const storeStatus = (id: string, leg: Leg, status: SettledStatus, signal: AbortSignal): Promise<void> =>
    inTurn(async () => {
      const record = await records.get(id);
      const stored = record?.[leg];
      // A newer save may have come in between: its legs are not what this verdict is about.
      if (!record || !stored || signal.aborted) return;
      const refusals = isRefusal(status) ? [...recentRefusals(stored.refusals, now()), now()] : stored.refusals;
      await records.set({
        ...record,
        [leg]: { ...stored, status: withHistory(stored.status, withTrustedBefore(status, stored.settings)), refusals },
      });
    });
  const runs = createVerificationRuns({
    verify: deps.verify,
    proposeRepairs: deps.proposeRepairs,
    findTurn: deps.findTurn,
    onSettled: storeStatus,
    onProgress: (id) => void publish(id).catch((error: unknown) => deps.report('an event was lost', error)),
    now,
    report: deps.report,
  });

  const view = (record: AccountRecord): Account => toAccount(record, runs.running(record.id), now());
  const publish = async (id: string): Promise<void> => {
    const record = await records.get(id);
    if (record) events.publish({ type: 'account.changed', account: view(record) });
  };
  const openCredential = createOpenCredential(deps);

  /**
   * A leg whose secret does not open fails without a connection being made; a token is asked for by the run itself, because that takes
   * time.
   */
  const startVerification = async (record: AccountRecord, only: readonly Leg[] = legs): Promise<Ticket> => {
    const cursor = events.cursor();
    const requests: [Leg, LegToVerify][] = [];
    let current = record;
    for (const [leg, stored] of legsOf(record).filter(([name]) => only.includes(name))) {
      const { address } = record;
      const open = () => openCredential(record, leg, stored);
      const opened = stored.password === undefined ? null : await open();
      if (opened?.ok === false) current = { ...current, [leg]: { ...stored, status: unreadableStatus(leg, now()) } };
      else
        requests.push([
          leg,
          {
            address,
            settings: stored.settings,
            openCredential: async () => asFailure(leg, opened ?? (await open())),
            ...otherHostOf(record, leg),
          },
        ]);
    }
    if (current !== record) await records.set(current);
    runs.start(record.id, requests);
    return { account: view(current), cursor };
  };

  const context: AccountsContext = { ...deps, inTurn, runs, view, publish, openCredential, startVerification };
  const grants = createGrants(context);
  /** Runs with the stored record, in turn. */
  const withRecord = <Result>(id: string, work: (record: AccountRecord) => Promise<Result>): Promise<Result | typeof notFound> =>
    inTurn(async () => {
      const record = await records.get(id);
      return record ? work(record) : notFound;
    });

  return {
    list: async () => ({ cursor: events.cursor(), accounts: (await records.list()).map(view) }),
    /** Every account that there is something of, one whose record is damaged too: what belongs to it is not to be given up. */
    storedIds: () => records.ids(),
    save: createSaveAccount(context),
    applyProposal: createApplyProposal(context),
    trustCertificate: createTrustCertificate(context),
    saveSignedIn: createSaveSignedIn(context),
    readGrant: grants.read,
    replaceGrant: grants.replace,
    resealSecrets: createResealSecrets(context),
    ...createLegUse(context),

    verify: ({ id }: { id: string }) => withRecord(id, (record) => startVerification(record)),

    cancel: ({ id }: { id: string }) =>
      withRecord(id, async (record) => {
        runs.stop(id);
        await publish(id);
        return { account: view(record), cursor: events.cursor() };
      }),

    remove: ({ id }: { id: string }) =>
      withRecord(id, async (record) => {
        runs.stop(id);
        const grant = await grants.openUnshared(id);
        await records.delete(id);
        await forgetUnusedCertificates(record, context);
        if (grant) deps.revokeGrant(grant);
        events.publish({ type: 'account.removed', accountId: id });
        return { removed: true as const };
      }),

    /** Tries the legs again that were not heard of for long. Never one whose password was refused. */
    retestStale: (): Promise<void> =>
      inTurn(async () => {
        const stored = await records.list();
        for (const due of planRetests(stored.map(view), now())) {
          const record = stored.find(({ id }) => id === due.accountId);
          if (record) await startVerification(record, due.legs);
        }
      }),

    /** Leaves the legs of these servers alone until a person has them tested again. */
    setAside: (isMeant: (settings: ServerSettings) => boolean): Promise<void> =>
      inTurn(async () => {
        for (const record of await records.list())
          for (const [leg, stored] of legsOf(record))
            if (isMeant(stored.settings))
              await records.set({ ...record, [leg]: { ...stored, status: asideStatus(leg, stored.settings, now()) } });
      }),

    /** Ends every verification; nothing is stored afterwards. */
    close: () => runs.close(),
  };
};

/** A verdict arrives as it is, and again with proposals or with whose turn it is: only the first counts. */
const isRefusal = (status: SettledStatus): boolean =>
  status.state === 'failed' &&
  status.failure.stage === 'sign-in' &&
  status.failure.kind.startsWith('auth.') &&
  status.proposals.length === 0 &&
  status.turn === undefined;

const asFailure = (leg: Leg, opened: Awaited<ReturnType<OpenCredential>>): Outcome<Credential, Failure> =>
  opened.ok || typeof opened.failure === 'object' ? (opened as Outcome<Credential, Failure>) : fail(cannotBeOpened(leg));

const otherHostOf = ({ smtp, imap }: AccountRecord, leg: Leg): { otherHost?: string } => {
  const other = leg === 'smtp' ? imap : smtp;
  return other ? { otherHost: other.settings.host } : {};
};
