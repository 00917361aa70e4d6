import type { Proposal, ServerSettings } from '@kurrier/shared/account/account';
import type { applyProposal } from '@kurrier/shared/api/accounts';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { succeed } from '@kurrier/shared/failure/outcome';
import { bindingOf, type SettledStatus } from './account-record.ts';
import { notFound, type AccountsContext } from './accounts-context.ts';

const proposalLifeMs = 10 * 60_000;

/** Changes a leg as the bridge proposed, and verifies the account again. The stored password goes along only as `keepsPassword` says. */
export const createApplyProposal =
  ({ inTurn, records, vault, now, openPassword, startVerification }: AccountsContext) =>
  (request: RequestOf<typeof applyProposal>): Promise<ResponseOf<typeof applyProposal>> =>
    inTurn(async () => {
      const { id, leg, proposalId, password } = request;
      const record = await records.get(id);
      const stored = record?.[leg];
      if (!record || !stored) return notFound;
      const proposal = findProposal(stored.status, proposalId, now());
      if (!proposal) return { refused: 'proposal-expired' };
      const passwordRequired = { refused: 'password-required' as const, legs: [leg] };
      if (!password && !keepsPassword(proposal)) return passwordRequired;
      const opened = password ? succeed(password) : await openPassword(id, leg, stored);
      if (!opened.ok) return passwordRequired;

      const settings = applyChanges(stored.settings, proposal);
      const sealed = await vault.seal(opened.value, bindingOf(id, leg, settings));
      const changed = { ...record, [leg]: { ...stored, settings, password: sealed, status: { state: 'not-tested' as const } } };
      await records.set(changed);
      return startVerification(changed);
    });

/** The proposal with this id, while it is younger than ten minutes. Applying it changes the status, so it works once. */
const findProposal = (status: SettledStatus, id: string, nowMs: number): Proposal | undefined =>
  status.state === 'failed' && nowMs - status.at < proposalLifeMs ? status.proposals.find((proposal) => proposal.id === id) : undefined;

const applyChanges = (settings: ServerSettings, { changes }: Proposal): ServerSettings => ({
  ...settings,
  ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
});

/**
 * Only another port or TLS mode, ending in checked TLS on the same host for the same user, may take the stored password along.
 * Judged by what is changed, not by what the proposal says of itself.
 */
const keepsPassword = ({ changes, security, needsPassword }: Proposal): boolean =>
  !needsPassword && changes.host === undefined && changes.username === undefined && security !== 'cleartext' && changes.secure !== false;
