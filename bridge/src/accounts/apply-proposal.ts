import type { Proposal } from '@kurrier/shared/account/account';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { applyProposal } from '@kurrier/shared/api/accounts';
import type { Leg } from '@kurrier/shared/account/connection';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { succeed } from '@kurrier/shared/failure/outcome';
import type { Secret } from '@kurrier/shared/secret';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import { bindingOf, type LegRecord, type SettledStatus } from './account-record.ts';
import { notFound, type AccountsContext } from './accounts-context.ts';
import { rebindGrant } from './credentials/stored-grants.ts';

const proposalLifeMs = 10 * 60_000;

/** Changes a leg as the bridge proposed, and verifies the account again. The stored password goes along only as `keepsPassword` says. */
export const createApplyProposal = ({ inTurn, records, vault, now, startVerification }: AccountsContext) => {
  /** The typed password, or the stored one, sealed for the changed settings; nothing where the leg signs in with tokens. */
  const sealFor = async (leg: {
    id: string;
    leg: Leg;
    stored: LegRecord;
    settings: ServerSettings;
    password: Secret | undefined;
  }): Promise<{ password?: string } | null> => {
    const { id, stored, settings, password } = leg;
    if (!password && stored.password === undefined) return {};
    const opened = password ? succeed(password) : await vault.open(stored.password ?? '', bindingOf(id, leg.leg, stored.settings));
    return opened.ok ? { password: await vault.seal(opened.value, bindingOf(id, leg.leg, settings)) } : null;
  };

  return (request: RequestOf<typeof applyProposal>): Promise<ResponseOf<typeof applyProposal>> =>
    inTurn(async () => {
      const { id, leg, proposalId, password } = request;
      const record = await records.get(id);
      const stored = record?.[leg];
      if (!record || !stored) return notFound;
      const proposal = findProposal(stored.status, proposalId, now());
      if (!proposal) return { refused: 'proposal-expired' };
      const passwordRequired = { refused: 'password-required' as const, legs: [leg] };
      if (!password && !keepsPassword(proposal) && !isWithoutSignIn(stored, proposal)) return passwordRequired;
      const settings = applyChanges(stored.settings, proposal);
      const sealed = await sealFor({ id, leg, stored, settings, password });
      if (!sealed) return passwordRequired;
      const changed = await rebindGrant(vault, record, {
        ...record,
        [leg]: { ...stored, ...sealed, settings, status: { state: 'not-tested' } },
      });
      if (!changed) return passwordRequired;
      await records.set(changed);
      return startVerification(changed);
    });
};

/** The proposal with this id, while it is younger than ten minutes. Applying it changes the status, so it works once. */
const findProposal = (status: SettledStatus, id: string, nowMs: number): Proposal | undefined =>
  status.state === 'failed' && nowMs - status.at < proposalLifeMs ? status.proposals.find((proposal) => proposal.id === id) : undefined;

const applyChanges = (settings: ServerSettings, { changes }: Proposal): ServerSettings => ({
  ...settings,
  ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
});

/** There is no secret that could go to another place, and the change does not make one necessary. */
const isWithoutSignIn = ({ settings }: LegRecord, { changes }: Proposal): boolean =>
  wantsNoSignIn(settings) && changes.username === undefined;

/**
 * Only another port or TLS mode, ending in checked TLS on the same host for the same user, may take the stored password along.
 * Judged by what is changed, not by what the proposal says of itself.
 */
const keepsPassword = ({ changes, security, needsPassword }: Proposal): boolean =>
  !needsPassword && changes.host === undefined && changes.username === undefined && security !== 'cleartext' && changes.secure !== false;
