import type { saveAccount } from '@kurrier/shared/api/accounts';
import type { Leg } from '@kurrier/shared/account/connection';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { stateOf } from '@kurrier/shared/account/account-state';
import { bindingOf, tokenLegsOf, type AccountRecord, type LegRecord } from './account-record.ts';
import { notFound, type AccountsContext } from './accounts-context.ts';
import { createGrants, rebindGrant } from './credentials/stored-grants.ts';
import { forgetUnusedCertificates } from './forget-certificates.ts';
import { findExisting, planSave, type LegPlan } from './plan-save.ts';
import { createTrustLocalServer } from './trust-local-server.ts';

/**
 * Stores an account, new or changed, and starts verifying it; the verification that was under way for it is aborted.
 * One that is added again while it works is left as it is.
 */
export const createSaveAccount = (context: AccountsContext) => {
  const { inTurn, records, vault, runs, events, view, createId, now, startVerification, revokeGrant } = context;
  const { openUnshared } = createGrants(context);
  const trustLocalServer = createTrustLocalServer(context);
  const createLeg = async (id: string, leg: Leg, plan: LegPlan): Promise<LegRecord> => {
    if ('keep' in plan) return { ...plan.keep, settings: plan.settings };
    const password = await vault.seal(plan.password, bindingOf(id, leg, plan.settings));
    return { settings: plan.settings, password, status: { state: 'not-tested' }, refusals: [] };
  };

  return ({ id, change, localKeys }: RequestOf<typeof saveAccount>): Promise<ResponseOf<typeof saveAccount>> =>
    inTurn(async () => {
      const named = id === undefined ? undefined : await records.get(id);
      if (id !== undefined && !named) return notFound;
      const stored = named ?? findExisting(change, await records.list());
      if (!named && stored && stateOf(view(stored)) === 'verified')
        return { account: view(stored), cursor: events.cursor(), existing: 'kept' };
      const plan = planSave(change, stored);
      if ('passwordRequired' in plan) return { refused: 'password-required', legs: plan.passwordRequired };

      for (const [leg, { settings }] of Object.entries(plan.legs) as [Leg, LegPlan][]) {
        const shownKey = localKeys?.[leg];
        if (shownKey !== undefined) await trustLocalServer(leg, settings, shownKey);
      }
      const accountId = stored?.id ?? createId();
      const made: Partial<Record<Leg, LegRecord>> = {};
      for (const [leg, legPlan] of Object.entries(plan.legs) as [Leg, LegPlan][])
        made[leg] = { ...(await createLeg(accountId, leg, legPlan)), refusals: stored?.[leg]?.refusals ?? [] };
      const entered = {
        id: accountId,
        label: change.label ?? change.address,
        address: change.address,
        createdAt: stored?.createdAt ?? now(),
        ...made,
      } as AccountRecord;
      const record = await rebindGrant(vault, stored, entered);
      if (!record) return { refused: 'password-required', legs: tokenLegsOf(entered).map(([leg]) => leg) };
      const unused = stored?.signIn && !record.signIn ? await openUnshared(accountId) : null;
      runs.stop(accountId);
      await records.set(record);
      if (stored) await forgetUnusedCertificates(stored, context);
      if (unused) revokeGrant(unused);
      return { ...(await startVerification(record)), existing: named === undefined && stored !== undefined ? 'changed' : null };
    });
};
