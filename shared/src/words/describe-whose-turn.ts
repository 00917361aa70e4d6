import type { TurnDecision } from '../failure/whose-turn.ts';
import type { Words } from './verdict-words.ts';

/** Puts whose turn it is into words; `because` is empty where the failure itself says it. */
export const describeWhoseTurn = ({ turn, reason, probes }: TurnDecision, words: Words): { turn: string; because: string } => ({
  turn: words.whoseTurn[turn],
  because: words.turnReasons[reason].replaceAll('{targets}', () => probes.map(({ target }) => target).join(', ')),
});
