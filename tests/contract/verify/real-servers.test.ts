import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCa, type TestCa } from '../../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../../servers/start-postfix.ts';
import { checkLeg, summarize } from './check-leg.ts';

let ca: TestCa;
let dovecot: Dovecot;
let postfix: Postfix;
beforeAll(async () => {
  ca = await createCa();
  const certificate = await ca.issue();
  dovecot = await startDovecot({ certificate });
  postfix = await startPostfix({ certificate, dovecot });
});
afterAll(async () => {
  await postfix[Symbol.asyncDispose]();
  await dovecot[Symbol.asyncDispose]();
});

type Door = 'imap' | 'imaps' | 'submission' | 'submissions' | 'smtp';
const doorOf = (door: Door) => ({ host: '127.0.0.1', port: { ...dovecot.ports, ...postfix.ports }[door] });

describe.each([
  ['smtp', 465, 'submissions', true, 'implicit-tls'],
  ['smtp', 587, 'submission', true, 'starttls'],
  ['smtp', 587, 'submission', false, 'starttls'],
  ['smtp', 25, 'smtp', true, 'starttls'],
  ['smtp', 465, 'submission', true, 'starttls'],
  ['smtp', 587, 'submissions', true, 'implicit-tls'],
  ['smtp', 4650, 'submissions', true, 'implicit-tls'],
  ['smtp', 5870, 'submission', true, 'starttls'],
  ['imap', 993, 'imaps', true, 'implicit-tls'],
  ['imap', 143, 'imap', true, 'starttls'],
  ['imap', 143, 'imap', false, 'starttls'],
  ['imap', 993, 'imap', true, 'starttls'],
  ['imap', 143, 'imaps', true, 'implicit-tls'],
  ['imap', 9930, 'imaps', true, 'implicit-tls'],
] as const)('%s %d on a real %s with Secure %s', (leg, port, door, secure, security) => {
  test(`the right password is verified by ${security}`, async () => {
    const { verdict, told } = await checkLeg({ leg, port, server: doorOf(door), settings: { secure }, ca });
    expect(verdict).toMatchObject({
      state: 'verified',
      security,
      warnings: [],
      certificate: { names: ['mail.test', 'localhost', '127.0.0.1'] },
    });
    expect(verdict.steps.filter(({ state }) => state === 'done').map(({ rung }) => rung)).toEqual(
      expect.arrayContaining(['name', 'connect', 'tls', 'greeting', 'sign-in', 'use']),
    );
    expect(told.filter(({ state }) => state !== 'running')).toEqual(verdict.steps);
  });
});

test.concurrent.each([
  ['smtp', 465, 'submissions'],
  ['smtp', 587, 'submission'],
  ['imap', 993, 'imaps'],
  ['imap', 143, 'imap'],
] as const)('a wrong password is a wrong password: %s %d', async (leg, port, door) => {
  const checked = await checkLeg({ leg, port, server: doorOf(door), ca, password: 'wrong' });
  expect(summarize(checked)).toBe('auth.invalid_credentials · sign-in');
});

test('without the test authority the certificate is not trusted, and its facts are told', async () => {
  const { verdict } = await checkLeg({ leg: 'imap', port: 993, server: doorOf('imaps') });
  expect(verdict).toMatchObject({
    state: 'failed',
    failure: { kind: 'tls.untrusted_chain', stage: 'tls', certificate: { issuer: 'CN=Test CA' } },
  });
});

test('a password that is not ASCII and ends in a space is sent byte for byte', async () => {
  const password = 'grüße "\\" 密 ';
  const certificate = await ca.issue();
  await using other = await startDovecot({ certificate, users: { 'ann@mail.test': password }, mechanisms: 'plain login' });
  const server = { host: '127.0.0.1', port: other.ports.imaps };
  expect(summarize(await checkLeg({ leg: 'imap', port: 993, server, ca, password }))).toBe('verified · implicit-tls');
  expect(summarize(await checkLeg({ leg: 'imap', port: 993, server, ca, password: password.trim() }))).toBe(
    'auth.invalid_credentials · sign-in',
  );
});

test.each(['LOGIN', 'CRAM-MD5', 'SCRAM-SHA-256'])(
  'mechanism %s signs in to both servers, and refuses a wrong password',
  async (mechanism) => {
    const certificate = await ca.issue();
    await using other = await startDovecot({ certificate, mechanisms: mechanism.toLowerCase() });
    await using sender = await startPostfix({ certificate, dovecot: other });
    for (const [leg, port, server] of [
      ['imap', 993, { host: '127.0.0.1', port: other.ports.imaps }],
      ['smtp', 465, { host: '127.0.0.1', port: sender.ports.submissions }],
    ] as const) {
      const good = await checkLeg({ leg, port, server, ca });
      expect(summarize(good), JSON.stringify(good.verdict)).toBe('verified · implicit-tls');
      expect(good.verdict.steps.find(({ rung }) => rung === 'sign-in')?.detail).toBe(mechanism);
      expect(summarize(await checkLeg({ leg, port, server, ca, password: 'wrong' }))).toBe('auth.invalid_credentials · sign-in');
    }
  },
);
