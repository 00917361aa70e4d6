import type { Judgement } from '../judgement.ts';
import type { Opinion } from './model.ts';

/**
 * How much more probable a kind is because the rules name it, as a logarithm. Found on replies that neither had seen:
 * a row that fits is right more often than the model alone, a code that was all that fitted is not.
 */
const voteOf: Record<Judgement['confidence'], number> = { certain: Infinity, likely: 1.2, guess: 0.3 };
/** A row about one provider's own words knows better than what others mean by them. */
const providerVote = 3.5;

/** Shares from which a verdict is called so; with families left out, 99 and 96 of 100 were right there (docs/truth.md). */
const sureFrom = { certain: 0.9, likely: 0.7 } as const;

/** Below this share nothing is said where the rules know nothing either. */
const leastForWords = 0.2;
/** A second reading is named where it is at least this share of the first. */
const closeFrom = 0.3;

/**
 * Puts what the rules read and what was learnt together. What the rules are certain of stands. "Wrong password" is never said
 * against the rules: people reset good passwords over it.
 */
export const weigh = (ruled: Judgement | undefined, opinions: readonly Opinion[], isOfProvider = false): Judgement | undefined => {
  if (ruled?.confidence === 'certain') return ruled;
  const all =
    ruled && !opinions.some(({ kind }) => kind === ruled.kind)
      ? [...opinions, { kind: ruled.kind, probability: 1e-4, because: [] }]
      : opinions;
  const vote = ruled ? (isOfProvider ? providerVote : voteOf[ruled.confidence]) : 0;
  const powers = all.map((opinion) => ({
    ...opinion,
    power: opinion.probability * (opinion.kind === ruled?.kind ? Math.exp(vote) : 1),
  }));
  const total = powers.reduce((sum, { power }) => sum + power, 0);
  const shares = powers.map((opinion) => ({ ...opinion, share: opinion.power / total })).sort((a, b) => b.share - a.share);
  const [first, ...others] = shares.filter(({ kind }) => kind !== 'auth.invalid_credentials' || ruled?.kind === kind);
  const top = shares[0];
  if (!first || !top) return ruled;
  if (!ruled && (first !== top || first.share < leastForWords || !first.because.some(isAboutWords))) return undefined;
  const kind = first === top ? first.kind : (ruled?.kind ?? first.kind);
  const share = shares.find((each) => each.kind === kind)?.share ?? 0;
  const confidence = share >= sureFrom.certain ? 'certain' : share >= sureFrom.likely ? 'likely' : 'guess';
  const runnerUp = first === top ? [...others, ...shares.slice(1)].sort((a, b) => b.share - a.share)[0] : top;
  const second =
    confidence === 'guess' && runnerUp && runnerUp.kind !== kind && runnerUp.share >= closeFrom * share ? runnerUp.kind : undefined;
  return { kind, confidence, ...(second && { second }) };
};

/** A reply of which only the code is known says no more than its code. */
const isAboutWords = (feature: string): boolean => /^[wpqi]:/.test(feature);
