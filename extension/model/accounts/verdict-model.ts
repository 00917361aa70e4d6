import type { Account, LegStatus, Proposal } from '@kurrier/shared/account/account';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Certificate } from '@kurrier/shared/failure/failure';

export interface LegView {
  leg: Leg;
  settings: ServerSettings;
  status: LegStatus;
  /** Sign-ins that were refused lately. */
  refusals: number;
}

/** The configured legs of an account, in the order they are shown. */
export const legsOf = (account: Account): LegView[] =>
  (['smtp', 'imap'] as const).flatMap((leg) => {
    const configured = account[leg];
    return configured ? [{ leg, settings: configured.settings, status: configured.status, refusals: configured.refusals }] : [];
  });

/** Whether a failure has something to say about a leg: it failed, waits for an answer, or works with a reservation. */
export const hasFailure = ({ status }: LegView): boolean =>
  status.state === 'failed' ||
  (status.state === 'checking' && status.interim !== undefined) ||
  (status.state === 'verified' && status.warnings.length > 0);

export type Difference = { setting: 'host' | 'port' | 'secure' | 'username'; from: string; to: string };

/** What a proposal changes, as texts; settings that stay the same are left out. */
export const differencesOf = (proposal: Proposal, settings: ServerSettings, words: { yes: string; no: string }): Difference[] => {
  const text = (value: string | number | boolean) => (typeof value === 'boolean' ? (value ? words.yes : words.no) : String(value));
  return (['host', 'port', 'secure', 'username'] as const).flatMap((setting) => {
    const to = proposal.changes[setting];
    return to === undefined || to === settings[setting] ? [] : [{ setting, from: text(settings[setting]), to: text(to) }];
  });
};

/** Whether a proposal leads to another server: that is for the person to judge, not for us. */
export const changesHost = (proposal: Proposal, settings: ServerSettings): boolean =>
  proposal.changes.host !== undefined && proposal.changes.host !== settings.host;

const dayMs = 86_400_000;
const warnDays = 14;

/** Whole days until a certificate expires, when that is soon; null when it is not. */
export const daysUntilExpiry = (certificate: Certificate | undefined, now: number): number | null => {
  if (!certificate) return null;
  const leftMs = Date.parse(certificate.validTo) - now;
  return leftMs < warnDays * dayMs ? Math.max(0, Math.floor(leftMs / dayMs)) : null;
};

/** From so many refused sign-ins in a row on, providers may lock the account. */
export const isLockingNear = (refusals: number): boolean => refusals >= 3;

/** The moment that a leg's state is of; null while there is none. */
export const momentOf = (status: LegStatus): number | null => (status.state === 'verified' || status.state === 'failed' ? status.at : null);
