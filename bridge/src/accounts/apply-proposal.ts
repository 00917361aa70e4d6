import type { Proposal, ServerSettings } from '@kurrier/shared/account';
import type { SettledStatus } from './account-record.ts';

const proposalLifeMs = 10 * 60_000;

/** The proposal with this id, while it is younger than ten minutes. Applying it changes the status, so it works once. */
export const findProposal = (status: SettledStatus, id: string, nowMs: number): Proposal | undefined =>
  status.state === 'failed' && nowMs - status.at < proposalLifeMs ? status.proposals.find((proposal) => proposal.id === id) : undefined;

/** The settings with a proposal's changes. What a proposal says of itself is not trusted: see `keepsPassword`. */
export const applyChanges = (settings: ServerSettings, { changes }: Proposal): ServerSettings => ({
  ...settings,
  ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
});

/** Only another port or TLS mode, ending in checked TLS on the same host for the same user, may take the stored password along. */
export const keepsPassword = ({ changes, security, needsPassword }: Proposal): boolean =>
  !needsPassword && changes.host === undefined && changes.username === undefined && security !== 'cleartext' && changes.secure !== false;
