import type { DeliveryOutcome } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { toUnknownOutcome } from './unknown-outcome.ts';

const recipients = [{ address: 'b', accepted: true }] as const satisfies DeliveryOutcome['recipients'];
const reason: Failure = { kind: 'message.rejected', stage: 'content', leg: 'smtp', confidence: 'certain' };
const outOfStep: Failure = { ...reason, kind: 'server.protocol_violation', code: 'OUT_OF_STEP' };

test.each<[string, DeliveryOutcome, Partial<DeliveryOutcome>]>([
  [
    'taken',
    { result: 'taken', reply: { text: '250 Ok' }, recipients: [...recipients] },
    { result: 'unknown', recipients: [...recipients] },
  ],
  ['refused after its end', { result: 'not-taken', failure: reason, recipients: [...recipients], endWasSent: true }, { result: 'unknown' }],
  ['refused before', { result: 'not-taken', failure: reason, recipients: [...recipients] }, { result: 'not-taken', recipients: [] }],
  ['unknown', { result: 'unknown', failure: reason, recipients: [...recipients] }, { result: 'unknown', failure: reason }],
])('%s, and then more is said than was asked', (_name, outcome, expected) => {
  expect(toUnknownOutcome(outcome, undefined)).toBe(outcome);
  expect(toUnknownOutcome(outcome, outOfStep)).toMatchObject({ failure: outOfStep, ...expected });
});
