import type { Failure } from '@kurrier/shared/failure/failure';
import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import type { VerifyLeg } from './verify-account.ts';
import { endAtInterim } from './interim-verdict.ts';

const silence: Failure = { kind: 'net.timeout', stage: 'sign-in', confidence: 'certain' };
const aborted: Failure = { kind: 'unknown', stage: 'sign-in', confidence: 'guess' };
const request = {
  address: 'ann@mail.test',
  settings: { host: 'mail.test', port: 993, username: 'ann', secure: true, allowUnencrypted: false },
  password: new Secret('pw'),
};
const listeners = { signal: new AbortController().signal, onStep: () => undefined, onInterim: () => undefined };

test('what can be said so far becomes the verdict, and the attempt is stopped', async () => {
  const silent: VerifyLeg = (_, { signal, onInterim }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ state: 'failed', failure: aborted, steps: [], tookMs: 12_000 }));
      onInterim(silence);
    });
  expect(await endAtInterim(silent)(request, listeners)).toMatchObject({ state: 'failed', failure: silence });
});

test('an attempt that ends in time is left as it is', async () => {
  const verdict = { state: 'failed', failure: aborted, steps: [], tookMs: 1 } as const;
  expect(await endAtInterim(async () => ({ ...verdict, steps: [] }))(request, listeners)).toEqual(verdict);
});
