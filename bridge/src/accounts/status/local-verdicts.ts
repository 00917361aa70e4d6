import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { SettledStatus } from '../account-record.ts';

/** Neither sync nor sending uses a leg that failed, and none that failed so is tested again by itself. */
export const asideStatus = (leg: Leg, { host, port }: ServerSettings, at: number): SettledStatus => ({
  state: 'failed',
  at,
  steps: [],
  proposals: [],
  failure: { kind: 'local.set_aside', stage: 'settings', leg, confidence: 'certain', host, port, code: 'SET_ASIDE' },
});

/** Why a leg cannot be used whose stored password does not open. */
export const cannotBeOpened = (leg: Leg): Failure => ({
  kind: 'config.invalid',
  stage: 'settings',
  leg,
  confidence: 'certain',
  field: 'Password',
  problem: 'the stored one cannot be opened, enter it again',
});

/** The stored password does not open for these settings: the store was edited or the record is damaged. */
export const unreadableStatus = (leg: Leg, at: number): SettledStatus => ({
  state: 'failed',
  at,
  steps: [],
  proposals: [],
  failure: cannotBeOpened(leg),
});
