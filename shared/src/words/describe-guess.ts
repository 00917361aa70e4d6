import type { Failure, FailureKind } from '../failure/failure.ts';
import { failureKinds } from '../failure/failure-kinds.ts';
import type { FailureWords, Words } from './verdict-words.ts';

/** What is read out of a program's words, too. */
const readFromProgram: ReadonlySet<FailureKind> = new Set(['auth.invalid_credentials', 'auth.oauth_token_invalid']);

/**
 * Whether a verdict is only the likeliest reading of words: a server's, or a program's that was not let in. Without any, what is said rests
 * on what was seen happening.
 */
export const isGuess = ({ confidence, reply, kind }: Failure): boolean =>
  confidence === 'guess' && (reply !== undefined || readFromProgram.has(kind));

/**
 * Words for a guess: said to be one, with the other reading where two are close. What a fix asks for may do harm where the guess is wrong
 * (a new password, a setting, deleted mail), so only "wait" is kept, and what is known to change nothing. Where nothing was read out of the words, nothing was guessed.
 */
export const describeGuess = ({ kind, second, reply }: Failure, usual: FailureWords, words: Words): FailureWords => {
  if (kind === 'unknown') return usual;
  const { guess, failures } = words;
  const around = reply ? guess : guess.withoutReply;
  const { title, meaning, fix, fixOnGuess = around.fix } = usual;
  const either = second && ` ${guess.either.replace('{second}', () => lowerFirst(failures[second].title))}`;
  return {
    title: guess.title.replace('{title}', () => lowerFirst(title)),
    meaning: `${around.meaning.replace('{meaning}', () => lowerFirst(meaning))}${either ?? ''}`,
    fix: isHarmless(kind) ? fix : fixOnGuess,
  };
};

const isHarmless = (kind: FailureKind): boolean => failureKinds[kind].whoActs === 'wait';

/** "The account" → "the account", but "IMAP is" and a place to fill stay. */
const lowerFirst = (sentence: string): string =>
  /^[A-Z][a-z ]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
