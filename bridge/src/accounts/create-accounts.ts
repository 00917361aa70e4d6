import type { Account } from '@kurrier/shared/account';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { applyProposal, saveAccount } from '@kurrier/shared/api/accounts';
import { legs, type Leg } from '@kurrier/shared/connection';
import type { RequestOf, ResponseOf } from '@kurrier/shared/endpoint';
import type { Outcome } from '@kurrier/shared/outcome';
import type { Secret } from '@kurrier/shared/secret';
import {
  bindingOf,
  legsOf,
  recentRefusals,
  toAccount,
  type AccountRecord,
  type LegRecord,
  type SecretBinding,
  type SettledStatus,
} from './account-record.ts';
import type { AccountRecords } from './account-records.ts';
import { applyChanges, findProposal, keepsPassword } from './apply-proposal.ts';
import { createQueue } from './create-queue.ts';
import { planRetests } from './plan-retests.ts';
import { findExisting, planSave, type LegPlan } from './plan-save.ts';
import { createVerificationRuns, type LegRequest, type ProposeRepairs, type VerifyLeg } from './verification-runs.ts';

/** What accounts need of the vault: it opens a password only for the settings that it was sealed for. */
export interface PasswordVault {
  seal(password: Secret, binding: SecretBinding): Promise<string>;
  open(record: string, binding: SecretBinding): Promise<Outcome<Secret, unknown>>;
}

export interface AccountsDeps {
  records: AccountRecords;
  vault: PasswordVault;
  verify: Record<Leg, VerifyLeg>;
  proposeRepairs: ProposeRepairs;
  events: { publish(event: BridgeEvent): void; cursor(): number };
  createId: () => string;
  now: () => number;
  report: (problem: string) => void;
}

type Ticket = { account: Account; cursor: number };
const notFound = { refused: 'not-found' } as const;

/**
 * The accounts: saved, verified, listed, removed. Every change is one atomic write of one record, one after the other;
 * readers get snapshots without passwords, and every change of one is published as an event.
 */
export const createAccounts = (deps: AccountsDeps) => {
  const { records, vault, events, now } = deps;
  const inTurn = createQueue();

  const view = (record: AccountRecord): Account => toAccount(record, runs.running(record.id), now());
  /** Progress is published from what is stored; looked up anew, because the account may be gone by now. */
  const publish = async (id: string): Promise<void> => {
    const record = await records.get(id);
    if (record) events.publish({ type: 'account.changed', account: view(record) });
  };

  const storeStatus = (id: string, leg: Leg, status: SettledStatus, signal: AbortSignal): Promise<void> =>
    inTurn(async () => {
      const record = await records.get(id);
      const stored = record?.[leg];
      // A newer save may have come in between: its legs are not what this verdict is about.
      if (!record || !stored || signal.aborted) return;
      const isRefusal =
        status.state === 'failed' &&
        status.failure.stage === 'sign-in' &&
        status.failure.kind.startsWith('auth.') &&
        status.proposals.length === 0;
      const refusals = isRefusal ? [...recentRefusals(stored.refusals, now()), now()] : stored.refusals;
      await records.set({ ...record, [leg]: { ...stored, status, refusals } });
    });

  const runs = createVerificationRuns({
    verify: deps.verify,
    proposeRepairs: deps.proposeRepairs,
    onSettled: storeStatus,
    onProgress: (id) => void publish(id).catch((error: unknown) => deps.report(`an event was lost: ${String(error)}`)),
    now,
    report: deps.report,
  });

  const openPassword = (id: string, leg: Leg, { settings, password }: LegRecord) => vault.open(password, bindingOf(id, leg, settings));

  /**
   * Starts all legs whose password opens; one that does not open fails without a connection being made.
   * The ticket's cursor lies before the first step.
   */
  const startVerification = async (record: AccountRecord, only: readonly Leg[] = legs): Promise<Ticket> => {
    const cursor = events.cursor();
    const requests: [Leg, LegRequest][] = [];
    let current = record;
    for (const [leg, stored] of legsOf(record).filter(([leg]) => only.includes(leg))) {
      const password = await openPassword(record.id, leg, stored);
      if (password.ok) requests.push([leg, { address: record.address, settings: stored.settings, password: password.value }]);
      else current = { ...current, [leg]: { ...stored, status: unreadable(leg, now()) } };
    }
    if (current !== record) await records.set(current);
    runs.start(record.id, requests);
    return { account: view(current), cursor };
  };

  const createLeg = async (id: string, leg: Leg, plan: LegPlan): Promise<LegRecord> => {
    if ('keep' in plan) return { ...plan.keep, settings: plan.settings };
    const password = await vault.seal(plan.password, bindingOf(id, leg, plan.settings));
    return { settings: plan.settings, password, status: { state: 'not-tested' }, refusals: [] };
  };

  const save = ({ id, change }: RequestOf<typeof saveAccount>): Promise<ResponseOf<typeof saveAccount>> =>
    inTurn(async () => {
      const named = id === undefined ? undefined : await records.get(id);
      if (id !== undefined && !named) return notFound;
      const stored = named ?? findExisting(change, await records.list());
      const plan = planSave(change, stored);
      if ('passwordRequired' in plan) return { refused: 'password-required', legs: plan.passwordRequired };

      const accountId = stored?.id ?? deps.createId();
      const made: Partial<Record<Leg, LegRecord>> = {};
      for (const [leg, legPlan] of Object.entries(plan.legs) as [Leg, LegPlan][]) {
        made[leg] = { ...(await createLeg(accountId, leg, legPlan)), refusals: stored?.[leg]?.refusals ?? [] };
      }
      const record = {
        id: accountId,
        label: change.label ?? change.address,
        address: change.address,
        createdAt: stored?.createdAt ?? now(),
        ...made,
      } as AccountRecord;
      runs.stop(accountId);
      await records.set(record);
      const existing = named === undefined && stored !== undefined;
      return { ...(await startVerification(record)), existing };
    });

  const applyStoredProposal = (request: RequestOf<typeof applyProposal>): Promise<ResponseOf<typeof applyProposal>> =>
    inTurn(async () => {
      const { id, leg, proposalId, password } = request;
      const record = await records.get(id);
      const stored = record?.[leg];
      if (!record || !stored) return notFound;
      const proposal = findProposal(stored.status, proposalId, now());
      if (!proposal) return { refused: 'proposal-expired' };
      const settings = applyChanges(stored.settings, proposal);
      const opened = password
        ? { ok: true as const, value: password }
        : keepsPassword(proposal)
          ? await openPassword(id, leg, stored)
          : undefined;
      if (!opened?.ok) return { refused: 'password-required', legs: [leg] };
      const sealed = await vault.seal(opened.value, bindingOf(id, leg, settings));
      const changed = { ...record, [leg]: { ...stored, settings, password: sealed, status: { state: 'not-tested' as const } } };
      await records.set(changed);
      return startVerification(changed);
    });

  return {
    list: async () => ({ cursor: events.cursor(), accounts: (await records.list()).map(view) }),
    save,
    applyProposal: applyStoredProposal,

    verify: ({ id }: { id: string }): Promise<Ticket | typeof notFound> =>
      inTurn(async () => {
        const record = await records.get(id);
        return record ? startVerification(record) : notFound;
      }),

    cancel: ({ id }: { id: string }): Promise<Ticket | typeof notFound> =>
      inTurn(async () => {
        const record = await records.get(id);
        if (!record) return notFound;
        runs.stop(id);
        await publish(id);
        return { account: view(record), cursor: events.cursor() };
      }),

    remove: ({ id }: { id: string }): Promise<{ removed: true } | typeof notFound> =>
      inTurn(async () => {
        if (!(await records.get(id))) return notFound;
        runs.stop(id);
        await records.delete(id);
        events.publish({ type: 'account.removed', accountId: id });
        return { removed: true };
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

    /** Ends every verification; nothing is stored afterwards. */
    close: () => runs.close(),
  };
};

/** The stored password does not open for these settings: the store was edited or the record is damaged. */
const unreadable = (leg: Leg, at: number): SettledStatus => ({
  state: 'failed',
  at,
  steps: [],
  proposals: [],
  failure: {
    kind: 'config.invalid',
    stage: 'settings',
    leg,
    confidence: 'certain',
    field: 'Password',
    problem: 'the stored one cannot be opened, enter it again',
  },
});
