import { expect, test } from 'vitest';
import { sampleFailures } from '../failure/samples.ts';
import { FailureKind, type Failure } from '../failure/failure.ts';
import { describe } from './describe-failure.ts';
import { en } from './verdicts-en.ts';

const reply = { text: '554 5.7.1 Not today' };
const guessOf = (kind: FailureKind, more: Partial<Failure> = {}): Failure => ({
  ...sampleFailures[kind],
  confidence: 'guess',
  reply,
  ...more,
});

const guessed = FailureKind.options.filter((kind) => kind !== 'unknown');

test.for(guessed)('a guess of %s is told as a guess, and asks for nothing that does harm', (kind) => {
  const { headline, title, meaning, fix } = describe(guessOf(kind), en);
  expect(headline).toBeNull();
  expect(title).toMatch(/^Probably: /);
  expect(meaning).toMatch(/own words leave it open\. This probably means: .*\.$/);
  expect(`${title} ${meaning} ${fix}`).not.toMatch(/[{}]|undefined/);
  expect(fix).not.toMatch(/password|delete|empty|create|switch|ask your administrator|enter|app password/i);
});

test('an answer that fits no reason is no guess at one, and is told as it is', () => {
  const { title, meaning, fix } = describe(guessOf('unknown'), en);
  expect({ title, meaning, fix }).toEqual(en.failures.unknown);
  expect(fix).not.toMatch(/password|delete|empty|create|switch|ask your administrator|enter|app password/i);
});

test('where two readings are close, both are named', () => {
  expect(describe(guessOf('auth.account_locked', { second: 'auth.too_many_attempts' }), en).meaning).toMatch(
    /It may as well mean: too many sign-ins\.$/,
  );
});

test('what is surer, and what no server said, keeps its words', () => {
  const likely = describe(guessOf('quota.exceeded', { confidence: 'likely' }), en);
  expect(likely.title).not.toMatch(/Probably/);
  const { reply: _, ...silent } = guessOf('net.timeout');
  expect(describe(silent, en).title).not.toMatch(/Probably/);
});

test('names that are written in capitals stay so', () => {
  expect(describe(guessOf('auth.imap_disabled'), en).title).toBe('Probably: IMAP is switched off');
  expect(describe(guessOf('auth.account_locked'), en).title).toBe('Probably: the account is locked');
});

test('a sign-in that was good, and no mailbox after it, is told with what can be looked at', () => {
  const text = 'a2 BAD User is authenticated but not connected.';
  const { title, meaning, fix } = describe(guessOf('auth.imap_disabled', { hint: 'mailbox-not-connected', reply: { text } }), en);
  expect(title).toBe('Probably: IMAP is off, or there is no such mailbox');
  expect(meaning).toMatch(/sign-in was accepted/);
  expect(fix).toMatch(/^Open the mailbox in the browser\..* IMAP .* shared mailbox .* licence\./);
  expect(fix).not.toMatch(/password|delete|empty|create|switch/i);
});
