import { signal, type ReadonlySignal } from '@preact/signals';
import type { RoundTrip } from '@kurrier/shared/api/round-trip';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { longestWaitMs } from '@kurrier/shared/bridge/longest-wait';
import type { Call } from '../call.ts';

export type RoundTripState =
  | { phase: 'starting' }
  | { phase: 'followed'; roundTrip: RoundTrip }
  | { phase: 'refused'; reason: 'not-found' | 'needs-both-legs' | BridgeProblem };

export interface RoundTripModel {
  /** By account. */
  state: ReadonlySignal<ReadonlyMap<string, RoundTripState>>;
  start: (accountId: string) => Promise<void>;
}

const isUnderWay = (state: RoundTripState | undefined): boolean =>
  state?.phase === 'starting' ||
  (state?.phase === 'followed' && (state.roundTrip.state === 'sending' || state.roundTrip.state === 'waiting'));

/** Sends a message to oneself and follows it until it has arrived or failed; one at a time for each account. */
export const createRoundTripModel = ({ call }: { call: Call }): RoundTripModel => {
  const state = signal<ReadonlyMap<string, RoundTripState>>(new Map());
  const show = (accountId: string, shown: RoundTripState) => {
    state.value = new Map(state.value).set(accountId, shown);
  };

  const follow = async (accountId: string, roundTripId: string, first: RoundTrip) => {
    let roundTrip = first;
    while (roundTrip.state === 'sending' || roundTrip.state === 'waiting') {
      show(accountId, { phase: 'followed', roundTrip });
      const answer = await call('roundtrips.follow', { roundTripId, seen: roundTrip.state, waitMs: longestWaitMs });
      if (!answer.ok) return show(accountId, { phase: 'refused', reason: answer.failure });
      if ('refused' in answer.value) return show(accountId, { phase: 'refused', reason: answer.value.refused });
      ({ roundTrip } = answer.value);
    }
    show(accountId, { phase: 'followed', roundTrip });
  };

  return {
    state,
    start: async (accountId) => {
      if (isUnderWay(state.value.get(accountId))) return;
      show(accountId, { phase: 'starting' });
      const answer = await call('roundtrips.start', { accountId });
      if (!answer.ok) show(accountId, { phase: 'refused', reason: answer.failure });
      else if ('refused' in answer.value) show(accountId, { phase: 'refused', reason: answer.value.refused });
      else await follow(accountId, answer.value.roundTripId, answer.value.roundTrip);
    },
  };
};
