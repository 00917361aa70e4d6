import type { Leg } from '@kurrier/shared/account/connection';
import { headlineOf } from '@kurrier/shared/failure/failure';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultBudgets, type Budgets } from '../../../bridge/src/net/time-limits.ts';
import { createCa, type ServerCertificate, type TestCa } from '../../servers/create-ca.ts';
import { findClosedPort } from '../../servers/free-ports.ts';
import { acceptSender, ehlo, type Fault, type Step } from '../../servers/script.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { checkLeg, summarize, type CheckedLeg, type LegCheck } from './check-leg.ts';

let ca: TestCa;
let certificate: ServerCertificate;
beforeAll(async () => {
  ca = await createCa();
  certificate = await ca.issue();
});

/** Where a whole dialogue can be cut: a fault in place of any step. */
const dialogues: Record<Leg, { port: number; steps: Step[] }> = {
  smtp: {
    port: 587,
    steps: [
      { server: '220 hi' },
      ...ehlo('STARTTLS'),
      { client: 'STARTTLS' },
      { server: '220 go' },
      { startTls: true },
      ...ehlo('AUTH PLAIN'),
      { client: /^AUTH/ },
      { server: '235 ok' },
      ...acceptSender,
    ],
  },
  imap: {
    port: 143,
    steps: [
      { server: '* OK [CAPABILITY IMAP4rev1 STARTTLS SASL-IR] hi' },
      { client: /STARTTLS/ },
      { server: '{tag} OK go' },
      { startTls: true },
      { client: /CAPABILITY/ },
      { client: /AUTHENTICATE/ },
      { server: 'k1 OK [CAPABILITY IMAP4rev1 AUTH=PLAIN ID]\r\nk2 OK' },
      { client: /ID/ },
      { client: /EXAMINE/ },
      { server: 'k3 OK\r\nk4 OK' },
    ],
  },
};
const faults: Fault[] = ['close', 'reset', 'garbage', 'silence', 'endless-line', 'endless-lines'];
const brief = { connectMs: 150, answerMs: 150, saidMs: 400, endMs: 600, silenceMs: 30 };

interface Broken {
  leg: Leg;
  cut: number;
  fault: Fault;
}

const everyBreak: Broken[] = (['smtp', 'imap'] as const).flatMap((leg) =>
  dialogues[leg].steps.flatMap((step, cut) => ('client' in step ? [] : faults.map((fault) => ({ leg, cut, fault })))),
);

/** The same sequence for the same seed (a linear congruential generator). */
const pick = (seed: number, count: number): Broken[] => {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return everyBreak[state % everyBreak.length]!;
  });
};

const checkBroken = async ({ leg, cut, fault }: Broken, budgets: Partial<Budgets> = brief): Promise<CheckedLeg> => {
  const { port, steps } = dialogues[leg];
  await using server = await startScriptedServer([...steps.slice(0, cut), { fault, line: leg === 'smtp' ? '250-more' : '* OK more' }], {
    certificate,
    // On a machine under load even a good greeting may be late, and TLS offered.
    lenient: true,
  });
  return await checkLeg({ leg, port, server, ca, budgets });
};

test('unbroken, both dialogues verify', async () => {
  for (const leg of ['smtp', 'imap'] as const) {
    const { port, steps } = dialogues[leg];
    await using server = await startScriptedServer(steps, { certificate });
    expect(summarize(await checkLeg({ leg, port, server, ca }))).toBe('verified · starttls');
  }
});

const isNetwork = (name: string) => /TCP|TLS|Connect|Shutdown|Write|GetAddr/.test(name);

/** What is active now and was not before, each kind as often as it is more. */
const surplus = (before: readonly string[]): string[] => {
  const rest = [...before];
  return process.getActiveResourcesInfo().filter((name) => {
    const at = rest.indexOf(name);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
};

const count = process.env.KURRIER_SOAK ? 200 : 20;
test(`${count} verifications in a row against a server that breaks in every way leave nothing behind`, async () => {
  const seed = Number(process.env.KURRIER_SEED ?? 20260711);
  console.log(`seed ${seed}`);
  // Earlier tests' connections may still be closing. Measured inside of a poll, whose own timer counts.
  let idle: string[] = [];
  await expect.poll(() => (idle = process.getActiveResourcesInfo()).filter(isNetwork)).toEqual([]);
  for (const broken of pick(seed, count)) {
    const { verdict } = await checkBroken(broken);
    expect(verdict, JSON.stringify(broken)).toMatchObject({ state: 'failed' });
    expect(verdict.tookMs).toBeLessThan(3000);
  }
  await expect.poll(() => surplus(idle)).toEqual([]);
});

/** The product's budgets, or all of them so many times shorter. */
const shorter = process.env.KURRIER_SOAK ? 1 : 4;
const budgets = Object.fromEntries(Object.entries(defaultBudgets).map(([name, ms]) => [name, ms / shorter])) as unknown as Budgets;

test('something is said in time of silence at any rung, and something final at the end', { timeout: 60_000 }, async () => {
  const silent = everyBreak.filter(({ fault }) => fault === 'silence');
  await Promise.all(
    silent.map(async (broken) => {
      const { verdict, interims } = await checkBroken(broken, budgets);
      const what = `${JSON.stringify(broken)}: ${JSON.stringify(verdict)}`;
      if (verdict.state === 'verified') throw new Error(what);
      const isHeldBack = verdict.failure.stage === 'sign-in';
      expect(interims.length, what).toBe(isHeldBack ? 1 : 0);
      expect(verdict.failure.kind, what).toBe('net.timeout');
      // What was said, and when, not how loaded this machine is: a fifth of what the product has is allowed for that.
      const allowedMs = 0.2 * (isHeldBack ? defaultBudgets.endMs : defaultBudgets.saidMs);
      expect(verdict.tookMs, what).toBeLessThan((isHeldBack ? budgets.endMs : budgets.saidMs) + allowedMs);
    }),
  );
});

const at = async (leg: Leg, check: Partial<LegCheck>) => {
  const { verdict } = await checkLeg({
    leg,
    port: dialogues[leg].port,
    server: { host: '127.0.0.1', port: 1 },
    ca,
    ...check,
  });
  return verdict.state === 'failed' ? verdict.failure : verdict;
};

test.each(['smtp', 'imap'] as const)('a closed port is refused: %s', async (leg) => {
  const port = await findClosedPort();
  expect(await at(leg, { server: { host: '127.0.0.1', port } })).toMatchObject({
    kind: 'net.refused',
    stage: 'connect',
    code: 'ECONNREFUSED',
    addresses: [{ address: '127.0.0.1', code: 'ECONNREFUSED' }],
  });
});

test('a name that does not exist, and a lookup that fails or hangs', async () => {
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
  const server = { host: 'nowhere.test', port: 1 };
  expect(await at('smtp', { server, lookUp: failing('ENOTFOUND') })).toMatchObject({ kind: 'net.dns_not_found', stage: 'name' });
  expect(await at('smtp', { server, lookUp: failing('EAI_AGAIN') })).toMatchObject({ kind: 'net.dns_temporary', stage: 'name' });
  expect(await at('smtp', { server, lookUp: () => new Promise(() => {}), budgets: brief })).toMatchObject({
    stage: 'name',
    code: 'DEADLINE',
  });
});

test('a dead family does not hide a good one, and each address is told when all are dead', async () => {
  const { port, steps } = dialogues.imap;
  await using server = await startScriptedServer(steps, { certificate });
  const lookUp = () => Promise.resolve(['::1', '127.0.0.1']);
  const verdict = await at('imap', { port, server: { host: 'two.test', port: server.port }, lookUp });
  expect(verdict).toMatchObject({ state: 'verified' });
  const closed = { host: 'two.test', port: await findClosedPort() };
  expect(await at('imap', { server: closed, lookUp })).toMatchObject({
    kind: 'net.refused',
    addresses: [
      { address: '::1', code: 'ECONNREFUSED' },
      { address: '127.0.0.1', code: 'ECONNREFUSED' },
    ],
  });
});

describe.each(['smtp', 'imap'] as const)('cancelled %s', (leg) => {
  test('closes its socket at once', async () => {
    const { port, steps } = dialogues[leg];
    await using server = await startScriptedServer([...steps.slice(0, -1), { fault: 'silence' }], { certificate });
    const controller = new AbortController();
    const checking = checkLeg({ leg, port, server, ca, signal: controller.signal });
    await expect.poll(() => server.clientLines().some((line) => /^(AUTH|k\d AUTH)/.test(line))).toBe(true);
    controller.abort();
    expect((await checking).verdict.state).toBe('failed');
    await expect.poll(() => server.open()).toBe(0);
  });
});

test.each([
  ['smtp', 465, null],
  ['imap', 993, 'imap-timeout'],
] as const)('a %s server on %d that never greets, under the headline %s', async (leg, port, headline) => {
  await using server = await startScriptedServer([{ fault: 'silence' }], { certificate, implicitTls: true });
  const { verdict } = await checkLeg({ leg, port, server, ca, budgets: { answerMs: 1500 } });
  expect(verdict).toMatchObject({ state: 'failed', failure: { kind: 'net.timeout', stage: 'greeting', leg } });
  expect(verdict.state === 'failed' && headlineOf(verdict.failure)).toBe(headline);
});

test('something final is said of a server that is slow at every rung', async () => {
  const slow = dialogues.smtp.steps.flatMap((step): Step[] => ('server' in step ? [{ holdMs: 120 }, step] : [step]));
  await using server = await startScriptedServer(slow, { certificate, lenient: true });
  const verdict = await at('smtp', { server, budgets: brief });
  expect(verdict).toMatchObject({ kind: 'net.timeout' });
});

test('a server whose TLS is too old', async () => {
  await using server = await startScriptedServer([], {
    certificate,
    implicitTls: true,
    tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
  });
  expect(await at('imap', { port: 993, server })).toMatchObject({ kind: 'tls.protocol_too_old', stage: 'tls' });
  expect(await at('imap', { port: 143, server })).toMatchObject({ kind: 'tls.protocol_too_old', stage: 'tls' });
});
