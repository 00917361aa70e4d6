import type { FailureKind } from '@kurrier/shared/failure/failure';
import type { Judgement } from '../judgement.ts';
import type { Opinion } from './model.ts';

/**
 * How much more probable a kind is because the rules name it, as a logarithm; found on replies that neither had seen. To decide between
 * kinds a row that fits counts for more than to say how sure that is: it is right more often than the model, but not as often as it fits.
 */
const votes = { deciding: { likely: 3, guess: 0.5 }, sureness: { likely: 1.2, guess: 0.3 } } as const;
/** A row about one provider's or product's own words knows better than what others mean by them. */
const providerVote = 5;

/** Shares from which a verdict is called so; on replies of unseen families 99 and 96 of 100 were right there (docs/truth.md). */
const sureFrom = { certain: 0.9, likely: 0.7 } as const;
/** Below this share nothing is said where the rules know nothing either. */
const leastForWords = 0.2;
const leastForBareWords = 0.5;
/** A second reading is named where it is at least this share of the first. */
const closeFrom = 0.3;

const password: FailureKind = 'auth.invalid_credentials';

/** What is known of a reply beside the two opinions. */
interface Circumstances {
  /** The row is about this provider's or product's own words. */
  isOfProvider?: boolean;
  /** The reply can say that the password is wrong (`judgesPassword`). */
  judgesPassword?: boolean;
  /** It came without any code: perhaps no server's words at all. */
  isBare?: boolean;
}

/**
 * Puts what the rules read and what was learnt together. What the rules are certain of stands. "Wrong password" is said neither against
 * the rules nor of a reply that does not judge the password: people reset good passwords over it.
 */
export const combineOpinions = (
  ruled: Judgement | undefined,
  opinions: readonly Opinion[],
  { isOfProvider = false, judgesPassword = true, isBare = false }: Circumstances = {},
): Judgement | undefined => {
  if (ruled?.confidence === 'certain') return ruled;
  if (ruled?.kind === password && !judgesPassword && !isOfProvider) return withoutPassword(opinions);
  const all = withKind(opinions, ruled?.kind);
  const voteFor = (purpose: keyof typeof votes): number =>
    !ruled ? 0 : isOfProvider ? providerVote : votes[purpose][ruled.confidence as 'likely' | 'guess'];
  const [top] = sharesOf(all, ruled?.kind, voteFor('deciding'));
  const kind = top?.kind === password && ruled?.kind !== password ? ruled?.kind : top?.kind;
  if (!kind || (!ruled && !speaksForItself(opinions[0], isBare ? leastForBareWords : leastForWords))) return ruled;

  // Where a row that fits says otherwise, nobody is sure.
  if (ruled?.confidence === 'likely' && kind !== ruled.kind) return { kind, confidence: 'guess', second: ruled.kind };

  const shares = sharesOf(all, ruled?.kind, voteFor('sureness'));
  const share = shares.find((each) => each.kind === kind)?.share ?? 0;
  if (share >= sureFrom.certain) return { kind, confidence: 'certain' };
  if (share >= sureFrom.likely) return { kind, confidence: 'likely' };
  const other = shares.find((each) => each.kind !== kind);
  const isClose = other && other.share >= closeFrom * share && other.kind !== 'unknown';
  return { kind, confidence: 'guess', ...(isClose && { second: other.kind }) };
};

/** A sign-in was refused for a reason that is not understood: a guess at most, and a wrong password only the other reading. */
const withoutPassword = (opinions: readonly Opinion[]): Judgement => {
  const other = opinions.find(({ kind }) => kind !== password && kind !== 'unknown');
  return speaksForItself(other) ? { kind: other!.kind, confidence: 'guess', second: password } : { kind: 'unknown', confidence: 'guess' };
};

/** Rules may name a kind that was never learnt. */
const withKind = (opinions: readonly Opinion[], kind: FailureKind | undefined): readonly Opinion[] =>
  kind === undefined || opinions.some((opinion) => opinion.kind === kind)
    ? opinions
    : [...opinions, { kind, probability: 1e-4, because: [] }];

/** Every kind's share after the vote, the largest first. */
const sharesOf = (opinions: readonly Opinion[], voted: FailureKind | undefined, vote: number): { kind: FailureKind; share: number }[] => {
  const powers = opinions.map(({ kind, probability }) => ({ kind, power: probability * (kind === voted ? Math.exp(vote) : 1) }));
  const total = powers.reduce((sum, { power }) => sum + power, 0);
  return powers.map(({ kind, power }) => ({ kind, share: power / total })).sort((a, b) => b.share - a.share);
};

/** Without a rule: likely enough, and because of its words; a reply of which only the code is known says no more than its code. */
const speaksForItself = (opinion: Opinion | undefined, least = leastForWords): boolean =>
  opinion !== undefined && opinion.probability >= least && opinion.because.some((feature) => telling.test(feature));

/** A word, a pair of them or a concept; a word of two letters is a preposition, but where two signs are a word. */
const telling = /^(?:[pi]:|[wq]:(?:\p{L}{3}|[\u2e80-\u9fff\uac00-\ud7af]))/u;
