import { FailureKind } from '@kurrier/shared/failure/failure';
import { beforeAll, expect, test } from 'vitest';
import { createTrust } from '../../bridge/src/net/trust.ts';
import { createCa } from '../servers/create-ca.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { visit, type Visit } from './visit.ts';

const saidMs = 12_000;
/** Timers and a busy machine add to what the product itself takes. */
const slackMs = 900;
/** Most visits wait for nothing, some for twelve seconds: so many at a time keep two processors busy but not crowded. */
const visitors = 24;

const visits = new Map<Scenario, Promise<Visit>>();

beforeAll(async () => {
  const ca = await createCa();
  const trust = createTrust({ ca: [ca.pem] });
  const results = scenarios.map((scenario) => ({ scenario, ...Promise.withResolvers<Visit>() }));
  const waiting = results.values();
  const work = async (): Promise<void> => {
    for (const { scenario, resolve, reject } of waiting) await visit(scenario, { ca, trust }).then(resolve, reject);
  };
  for (const { scenario, promise } of results) {
    // Each is awaited by its own test; until then a failure is nobody's.
    promise.catch(() => {});
    visits.set(scenario, promise);
  }
  void Promise.all(Array.from({ length: visitors }, work));
});

test.for(scenarios)('$leg: $name → $expected', async (scenario) => {
  const { expected, warning, withinMs = saidMs, mayShowPassword = false } = scenario;
  const { said, saidAfterMs, passwordSeen, passwordShown } = await visits.get(scenario)!;
  expect(said).toBe(warning ? `${expected} with ${warning}` : expected);
  expect(saidAfterMs).toBeLessThan(withinMs + slackMs);
  if (!mayShowPassword) expect(passwordSeen).toBe(null);
  expect(passwordShown).toBe(false);
});

/** What this computer or a provider's sign-in causes, no mail server does. */
const causedElsewhere = /^(?:local|oauth)\./;

test('the zoo has every kind that a server can cause, and enough of both protocols', () => {
  const kinds = new Set(scenarios.flatMap(({ expected, warning }) => [expected, warning]));
  expect(FailureKind.options.filter((kind) => !causedElsewhere.test(kind) && !kinds.has(kind))).toEqual([]);
  for (const leg of ['smtp', 'imap']) expect(scenarios.filter((scenario) => scenario.leg === leg).length).toBeGreaterThan(40);
});
