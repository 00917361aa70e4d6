import type { Failure } from '@kurrier/shared/failure/failure';
import { Secret } from '@kurrier/shared/secret';
import { isVerified, type LegVerdict } from '@kurrier/shared/account/verdict';
import { expect, test } from 'vitest';
import { createVerifyAccount, type VerifyLeg } from './verify-account.ts';

const good: LegVerdict = { state: 'verified', security: 'implicit-tls', warnings: [], steps: [], tookMs: 1 };
const failure: Failure = { kind: 'net.refused', stage: 'connect', confidence: 'certain' };
const bad: LegVerdict = { state: 'failed', failure, steps: [], tookMs: 1 };

const leg = (host: string) => ({ host, port: 465, username: 'ann', secure: true, allowUnencrypted: false, password: new Secret('pw') });
const smtp = { ...leg('smtp.test'), pool: false };
const imap = leg('imap.test');
const listeners = { signal: new AbortController().signal };

test.each([
  ['both good', good, good, true],
  ['smtp bad', bad, good, false],
  ['imap bad', good, bad, false],
])('%s: each leg has its own verdict', async (_, smtpVerdict, imapVerdict, verified) => {
  const verify = createVerifyAccount({ smtp: () => Promise.resolve(smtpVerdict), imap: () => Promise.resolve(imapVerdict) });
  const report = await verify({ address: 'ann@mail.test', smtp, imap }, listeners);
  expect(report).toEqual({ address: 'ann@mail.test', smtp: smtpVerdict, imap: imapVerdict });
  expect(isVerified(report)).toBe(verified);
});

test('both legs are under way at once, with their own settings', async () => {
  const { promise: release, resolve } = Promise.withResolvers<LegVerdict>();
  const asked: string[] = [];
  const begin: VerifyLeg = ({ settings }) => {
    asked.push(settings.host);
    if (asked.length === 2) resolve(good);
    return release;
  };
  await createVerifyAccount({ smtp: begin, imap: begin })({ address: 'ann@mail.test', smtp, imap }, listeners);
  expect(asked).toEqual(['smtp.test', 'imap.test']);
});

test('a leg that is not configured has no verdict', async () => {
  const never = () => Promise.reject(new Error('not configured'));
  expect(await createVerifyAccount({ smtp: () => Promise.resolve(good), imap: never })({ address: 'a@b', smtp }, listeners)).toEqual({
    address: 'a@b',
    smtp: good,
  });
});

test('steps and interim failures say which leg they are about', async () => {
  const heard: unknown[] = [];
  const verify = createVerifyAccount({
    smtp: async (_, { onStep }) => (onStep({ rung: 'name', state: 'running', atMs: 0 }), good),
    imap: async (_, { onInterim }) => (onInterim(failure), good),
  });
  await verify(
    { address: 'a@b', smtp, imap },
    { ...listeners, onStep: (which, { rung }) => heard.push([which, rung]), onInterim: (which, { kind }) => heard.push([which, kind]) },
  );
  expect(heard).toEqual([
    ['smtp', 'name'],
    ['imap', 'net.refused'],
  ]);
});
