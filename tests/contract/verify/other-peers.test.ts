import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCa, type TestCa } from '../../servers/create-ca.ts';
import { findClosedPort } from '../../servers/free-ports.ts';
import { startCourier, type Courier } from '../../servers/start-courier.ts';
import { startExim, type Exim } from '../../servers/start-exim.ts';
import { checkLeg, summarize, type LegCheck } from './check-leg.ts';

const users = { 'ann@mail.test': 'pw-ann' };
let ca: TestCa;
let exim: Exim;
let courier: Courier;
beforeAll(async () => {
  ca = await createCa();
  const certificate = await ca.issue();
  exim = await startExim({ certificate, users });
  courier = await startCourier({ certificate, users });
});
afterAll(async () => {
  await exim[Symbol.asyncDispose]();
  await courier[Symbol.asyncDispose]();
});

const check = async (leg: LegCheck['leg'], port: number, overrides: Partial<LegCheck> = {}) => {
  const door = { 465: exim.ports.submissions, 587: exim.ports.submission, 993: courier.ports.imaps, 143: courier.ports.imap }[port]!;
  const checked = await checkLeg({ leg, port, server: { host: '127.0.0.1', port: door }, ca, ...overrides });
  return { outcome: summarize(checked), verdict: checked.verdict };
};

describe.concurrent.each([
  ['Exim', 'smtp', 465, 'implicit-tls'],
  ['Exim', 'smtp', 587, 'starttls'],
  ['Courier', 'imap', 993, 'implicit-tls'],
  ['Courier', 'imap', 143, 'starttls'],
] as const)('%s: %s %d', (_, leg, port, security) => {
  test('verified', async () => {
    const { outcome, verdict } = await check(leg, port);
    expect(outcome, JSON.stringify(verdict)).toBe(`verified · ${security}`);
  });

  test.each<[string, () => Promise<Partial<LegCheck>> | Partial<LegCheck>, string]>([
    ['wrong password', () => ({ password: 'wrong' }), 'auth.invalid_credentials · sign-in'],
    ['unknown user', () => ({ settings: { username: 'nobody@mail.test' } }), 'auth.invalid_credentials · sign-in'],
    ['authority unknown', async () => ({ ca: await createCa() }), 'tls.untrusted_chain · tls'],
    ['certificate for another host', () => ({ settings: { host: 'other.test' } }), 'tls.hostname_mismatch · tls'],
    ['nothing there', async () => ({ server: { host: '127.0.0.1', port: await findClosedPort() } }), 'net.refused · connect'],
  ])('%s', async (_name, wish, expected) => {
    const { outcome, verdict } = await check(leg, port, await wish());
    expect(outcome, JSON.stringify(verdict)).toBe(expected);
  });
});

test('Exim lets nobody send from another address', async () => {
  expect((await check('smtp', 465, { address: 'bob@mail.test' })).outcome).toBe('sender.not_authorized · sender');
});
