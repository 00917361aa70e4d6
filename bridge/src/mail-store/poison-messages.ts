import type { Failure } from '@kurrier/shared/failure/failure';
import { containsUid, countUids, type UidRanges } from '../imap/grammar/uid-set.ts';

/**
 * Messages one of which may be why connections ended while they were fetched. It outlives connections and bridges, and is harmless
 * when it is out of date: what has been fetched is not fetched again, and so never meets it.
 */
export interface PoisonCandidates {
  uids: UidRanges;
  /** Connections in a row that ended over some of them. */
  kills: number;
  /** The same, while the only one that is left was asked for by itself. */
  killsAlone: number;
  /** The latest end. */
  failure: Failure;
}

/** What a connection's end leaves suspicious: `missing` are the messages that were asked for and did not come. */
export const suspect = (
  before: PoisonCandidates | null,
  { missing, alone, failure }: { missing: UidRanges; alone: boolean; failure: Failure },
): PoisonCandidates => {
  const isSame = before !== null && missing.some(([first, last]) => before.uids.some(([from, to]) => first <= to && last >= from));
  return {
    uids: missing,
    kills: isSame ? before.kills + 1 : 1,
    killsAlone: alone ? (isSame && countUids(before.uids) === 1 ? before.killsAlone : 0) + 1 : 0,
    failure,
  };
};

/**
 * How many messages a suspicion is about; infinitely many where there is none. Less than before: another connection will bring it further.
 */
export const countPoisonCandidates = (suspicion: PoisonCandidates | null): number => (suspicion ? countUids(suspicion.uids) : Infinity);

/** Whether one of these messages is suspicious. */
export const isPoisonCandidate = (suspicion: PoisonCandidates | null, uids: readonly number[]): boolean =>
  suspicion !== null && uids.some((uid) => containsUid(suspicion.uids, uid));

/**
 * How many of the messages that are next, in the order they are taken in, are asked for in one command: all, before suspicion is aroused
 * and after a first loss, which is the network's most often; then those before the suspicious ones, then half of these, down to a single
 * one.
 */
export const countTogether = (next: readonly number[], suspicion: PoisonCandidates | null): number => {
  if (!suspicion || suspicion.kills < 2) return next.length;
  const places = next.flatMap((uid, place) => (containsUid(suspicion.uids, uid) ? [place] : []));
  if (places.length === 0) return next.length;
  return places[0]! > 0 ? places[0]! : places[(places.length - 1) >> 1]! + 1;
};
