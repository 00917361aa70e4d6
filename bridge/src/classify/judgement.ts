import type { Failure, FailureKind } from '@kurrier/shared/failure/failure';

/** A reading of some evidence, and how sure it is. */
export interface Judgement {
  kind: FailureKind;
  confidence: Failure['confidence'];
  /** What it may be instead, where that is nearly as probable. */
  second?: FailureKind;
  /** What the provider has against the sign-in, finer than the kind. */
  hint?: NonNullable<Failure['hint']>;
}
