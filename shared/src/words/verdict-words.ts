import type { SignInHint } from '../oauth/sign-in-hints.ts';
import type { Turn, TurnReason } from '../failure/whose-turn.ts';
import type { Actor, FailureKind, Headline, Rung } from '../failure/failure.ts';

/**
 * What a language says of one failure. `{host}`, `{port}`, `{provider}`, `{names}`, `{validFrom}`, `{validTo}`, `{field}`, `{problem}`,
 * `{maker}` and `{page}` (of the app passwords) are filled from the evidence.
 */
export interface FailureWords {
  /** At most some forty characters, no full stop. */
  title: string;
  /** What happened, in one or two sentences. */
  meaning: string;
  /** What to do, starting with a verb. */
  fix: string;
  /** What may be done on a guess, too, because it changes nothing. */
  fixOnGuess?: string;
}

/** Failures of one kind that call for other words: where it happened changes what it means. */
export type FailureVariant =
  | 'answer-held-back'
  | 'imap-silent'
  | 'certificate-not-yet-valid'
  | 'name-not-given'
  | 'app-password-host'
  | 'app-password-page'
  | 'microsoft-host';

/** Every sentence that a person reads about a verdict; a language does not compile until it has them all. */
export interface Words {
  headlines: Record<Headline, string>;
  failures: Record<FailureKind, FailureWords>;
  variants: Record<FailureVariant, FailureWords>;
  /** What a provider has against a sign-in, in place of what its kind says. */
  signInHints: Record<SignInHint, FailureWords>;
  turns: Record<Actor, string>;
  rungs: Record<Rung, string>;
  /**
   * What is said around a guess: `{title}` and `{meaning}` are those of its kind, `{second}` the title of the other reading; `withoutReply`
   * where no words of the server are there.
   */
  guess: { title: string; meaning: string; either: string; fix: string; withoutReply: { meaning: string; fix: string } };
  /** Whose turn it is, and how that is known; `{targets}` are the servers that were looked at. */
  whoseTurn: Record<Turn, string>;
  turnReasons: Record<TurnReason, string>;
  /** Of a server that worked before and cannot be reached now. Times come as people read them. */
  away: {
    title: string;
    meaning: (host: string, verifiedAt: string, failingSince: string) => string;
    triedAgain: (at: string) => string;
    testAgain: string;
  };
}
