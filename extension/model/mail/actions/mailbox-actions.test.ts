import { sampleFailures } from '@kurrier/shared/failure/samples';
import { expect, test } from 'vitest';
import type { Call } from '../../call.ts';
import { createMailboxActions } from './mailbox-actions.ts';

const [failed] = Object.values(sampleFailures);

test.each([
  [{ ok: true, value: { done: true } }, { phase: 'idle' }],
  [
    { ok: true, value: { refused: 'bad-name' } },
    { phase: 'failed', refusal: { reason: 'bad-name' } },
  ],
  [
    { ok: true, value: { refused: 'taken' } },
    { phase: 'failed', refusal: { reason: 'taken' } },
  ],
  [
    { ok: true, value: { refused: 'not-found' } },
    { phase: 'failed', refusal: { reason: 'not-found' } },
  ],
  [
    { ok: true, value: { failed } },
    { phase: 'failed', refusal: { reason: 'server', failure: failed } },
  ],
  [
    { ok: false, failure: 'locked' },
    { phase: 'failed', refusal: { reason: 'bridge', problem: 'locked' } },
  ],
])('what becomes of a folder that was asked for: %j', async (answer, expected) => {
  const actions = createMailboxActions({ call: (() => Promise.resolve(answer)) as unknown as Call });
  expect(await actions.create('a', 'Lists')).toBe(expected.phase === 'idle');
  expect(actions.state.value).toEqual(expected);
});
