import type { Leg } from '@kurrier/shared/account/connection';
import type { FailureKind, Stage } from '@kurrier/shared/failure/failure';
import type { Judgement } from '../judgement.ts';
import type { Product } from '../server/products.ts';

/**
 * One row of the table of server words; the first row of which everything fits decides.
 * Expressions see folded text (`foldText`): lower case, no marks, `<ip>` and `address@` for addresses, an IMAP code in front as `[code]`.
 */
export interface ReplyRule {
  kind: FailureKind;
  /** All of these are said … */
  says: readonly RegExp[];
  /** … and none of these. */
  unless?: readonly RegExp[];
  /** `likely` where it is not given. */
  confidence?: Judgement['confidence'];
  /** The provider says the same for this, too: no words can tell the two apart, and what was learnt cannot either. */
  second?: FailureKind;
  /** What the provider has against the sign-in, finer than the kind. */
  hint?: Judgement['hint'];
  leg?: Leg;
  stages?: readonly Stage[];
  /** The server is of one of these providers (their `id`); for words and codes that mean something else elsewhere. */
  providers?: readonly string[];
  /** The server is one of these products. */
  products?: readonly Product[];
  /** The connection goes to one of these ports. */
  ports?: readonly number[];
  /** Fits the codes, written as `535 5.7.8`, `NO` or `BAD`. */
  codes?: RegExp;
  /** Where these words, or words like them, stand. */
  source: string;
  /** The servers or providers without whom nobody would have written this row; rows without it hold for anybody. */
  learntFrom?: readonly string[];
}
