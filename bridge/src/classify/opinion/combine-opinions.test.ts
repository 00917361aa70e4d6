import type { FailureKind } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import type { Judgement } from '../judgement.ts';
import type { Opinion } from './model.ts';
import { combineOpinions } from './combine-opinions.ts';

const opinion = (kind: FailureKind, probability: number, because = ['w:locked']): Opinion => ({ kind, probability, because });
const likely = (kind: FailureKind): Judgement => ({ kind, confidence: 'likely' });

test('what the rules are certain of stands', () => {
  const ruled: Judgement = { kind: 'server.wrong_service', confidence: 'certain' };
  expect(combineOpinions(ruled, [opinion('auth.account_locked', 0.99)])).toBe(ruled);
});

test('two that agree are surer than either', () => {
  expect(combineOpinions(likely('quota.exceeded'), [opinion('quota.exceeded', 0.8), opinion('message.too_large', 0.1)])?.confidence).toBe(
    'certain',
  );
});

test('two that disagree make a guess, and the other one is named', () => {
  expect(combineOpinions(likely('quota.exceeded'), [opinion('message.too_large', 0.6), opinion('quota.exceeded', 0.3)])).toEqual({
    kind: 'quota.exceeded',
    confidence: 'guess',
    second: 'message.too_large',
  });
});

test('"wrong password" is never learnt against the rules', () => {
  const sure = [opinion('auth.invalid_credentials', 0.97), opinion('auth.account_locked', 0.02)];
  expect(combineOpinions(likely('auth.account_locked'), sure)?.kind).toBe('auth.account_locked');
  expect(combineOpinions({ kind: 'server.temporary_failure', confidence: 'guess' }, sure)?.kind).toBe('server.temporary_failure');
  expect(combineOpinions(undefined, sure)).toBeUndefined();
});

test('where the rules know nothing, words are needed, a code alone is not enough', () => {
  expect(combineOpinions(undefined, [opinion('auth.account_locked', 0.6), opinion('unknown', 0.4)])).toEqual({
    kind: 'auth.account_locked',
    confidence: 'guess',
  });
  expect(combineOpinions(undefined, [opinion('auth.account_locked', 0.6, ['c:535 sign-in'])])).toBeUndefined();
  expect(combineOpinions(undefined, [opinion('auth.account_locked', 0.1)])).toBeUndefined();
});

test("a provider's own meaning outweighs what others mean by the words", () => {
  const opinions = [opinion('server.temporary_failure', 0.9), opinion('auth.too_many_attempts', 0.05)];
  expect(combineOpinions(likely('auth.too_many_attempts'), opinions, { isOfProvider: true })?.kind).toBe('auth.too_many_attempts');
});

test('a wrong password is no first reading of a reply that does not judge one', () => {
  const opinions = [opinion('auth.invalid_credentials', 0.8), opinion('auth.policy_denied', 0.1)];
  expect(combineOpinions(likely('auth.invalid_credentials'), opinions, { judgesPassword: false })).toEqual({
    kind: 'unknown',
    confidence: 'guess',
  });
  const clearer = [opinion('auth.invalid_credentials', 0.5), opinion('auth.policy_denied', 0.4)];
  expect(combineOpinions(likely('auth.invalid_credentials'), clearer, { judgesPassword: false })).toEqual({
    kind: 'auth.policy_denied',
    confidence: 'guess',
    second: 'auth.invalid_credentials',
  });
});

test('an opinion that overrules a row that fits is a guess, with the row as the other reading', () => {
  const opinions = [opinion('message.rejected', 0.97), opinion('message.too_large', 0.01)];
  expect(combineOpinions(likely('message.too_large'), opinions)).toEqual({
    kind: 'message.rejected',
    confidence: 'guess',
    second: 'message.too_large',
  });
});

test('of words without any code an opinion has to be surer to be said', () => {
  const opinions = [opinion('message.rejected', 0.4)];
  expect(combineOpinions(undefined, opinions, { isBare: true })).toBeUndefined();
  expect(combineOpinions(undefined, opinions)?.kind).toBe('message.rejected');
});
