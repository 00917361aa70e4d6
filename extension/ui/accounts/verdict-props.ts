import type { LegStatus } from '@kurrier/shared/account/account';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';

/** A failed leg, and what a person can do about it. */
export interface VerdictProps {
  leg: Leg;
  settings: ServerSettings;
  status: Extract<LegStatus, { state: 'failed' }>;
  /** Which legs one password is asked for, where this one was refused. */
  refusedLegs: readonly Leg[];
  now: number;
  onApply: (proposalId: string, password?: string) => void;
  onEnter: (legs: readonly Leg[], entered: { password: string; username?: string }) => void;
  onTrust: (spki: string, confirmHost?: string) => void;
}
