import type { Leg } from '@kurrier/shared/connection';
import type { FailureKind, Stage } from '@kurrier/shared/failure';
import type { Judgement } from '../judgement.ts';

/**
 * One row of the table of server words. The first row of which everything fits decides.
 * Expressions see folded text (`foldText`): lower case, no marks, `<ip>` and `address@` for addresses.
 */
export interface ReplyRule {
  kind: FailureKind;
  /** All of these are said … */
  says: readonly RegExp[];
  /** … and none of these. */
  unless?: readonly RegExp[];
  confidence?: Judgement['confidence'];
  leg?: Leg;
  stages?: readonly Stage[];
  /** The host belongs to one of these; for words that mean something else elsewhere. */
  host?: RegExp;
  /** Where these words were seen. */
  source: string;
  /** The servers or providers that taught this row; without it, the row holds for anybody. */
  learntFrom?: readonly string[];
}
