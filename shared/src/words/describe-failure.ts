import type { Failure } from '../failure/failure.ts';
import { failureKinds, headlineOf, isExactHeadline, type Actor } from '../failure/failure-kinds.ts';
import { describeGuess, isGuess } from './describe-guess.ts';
import { isMicrosofts, makerOf } from './app-password-providers.ts';
import type { FailureVariant, Words } from './verdict-words.ts';

export interface Description {
  /** The documented headline, where the kind has one: "Connection refused". */
  headline: string | null;
  /** The headline says exactly what happened; else it is the group that the title belongs to. */
  isExact: boolean;
  title: string;
  meaning: string;
  fix: string;
  whoActs: Actor;
  /** Who acts, in words. */
  turn: string;
}

/**
 * Puts a failure into words: what it is, what it means, what mends it and whose turn it is; a guess is told as one and has no headline.
 * `provider` is the provider's name, where it is known.
 */
export const describe = (failure: Failure, words: Words, provider = 'the provider'): Description => {
  const variant = variantOf(failure);
  const hinted = failure.hint && words.signInHints[failure.hint];
  const usual = hinted ?? (variant ? words.variants[variant] : words.failures[failure.kind]);
  const { title, meaning, fix } = isGuess(failure) ? describeGuess(failure, usual, words) : usual;
  const headline = isGuess(failure) ? null : headlineOf(failure);
  const { whoActs } = failureKinds[failure.kind];
  const fillIn = (sentence: string) => fill(sentence, failure, provider);
  return {
    headline: headline && words.headlines[headline],
    isExact: isExactHeadline(failure),
    title: fillIn(title),
    meaning: fillIn(meaning),
    fix: fillIn(fix),
    whoActs,
    turn: words.turns[whoActs],
  };
};

const variantOf = (failure: Failure): FailureVariant | undefined => {
  const { kind, stage, leg, code } = failure;
  if (kind === 'net.dns_not_found' && failure.host === undefined) return 'name-not-given';
  if (kind === 'auth.invalid_credentials' && isMicrosofts(failure)) return 'microsoft-host';
  if (kind === 'auth.invalid_credentials' && makerOf(failure)) return 'app-password-host';
  if (kind === 'auth.app_password_required' && makerOf(failure)) return 'app-password-page';
  if (kind === 'tls.expired' && code === 'CERT_NOT_YET_VALID') return 'certificate-not-yet-valid';
  if (kind !== 'net.timeout') return undefined;
  if (stage === 'sign-in') return 'answer-held-back';
  return leg === 'imap' && stage !== 'connect' && stage !== 'mailbox' && stage !== 'unknown' ? 'imap-silent' : undefined;
};

/** Puts evidence into the `{…}` places of a sentence, and begins it with a capital. */
const fill = (sentence: string, failure: Failure, provider: string): string => {
  const { host, port, certificate, field, problem } = failure;
  const maker = makerOf(failure);
  const values: Readonly<Record<string, string>> = {
    host: host ?? 'the server',
    port: String(port),
    provider,
    maker: maker?.name ?? provider,
    page: maker?.page ?? 'its web page',
    names: certificate?.names.join(', ') || 'another host',
    validFrom: certificate?.validFrom.slice(0, 10) ?? 'a later date',
    validTo: certificate?.validTo.slice(0, 10) ?? 'a past date',
    field: field ?? 'a setting',
    problem: problem ?? 'it cannot be used',
  };
  const placed = port === undefined ? sentence.replaceAll(/port \{port\}/gi, 'this port') : sentence;
  const filled = placed.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
  return sentence.startsWith('{host}') && host !== undefined ? filled : filled.charAt(0).toUpperCase() + filled.slice(1);
};
