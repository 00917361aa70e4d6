import { FailureKind } from '@kurrier/shared/failure';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCa, type TestCa } from '../servers/create-ca.ts';
import { scenarios } from './scenarios.ts';
import { visit } from './visit.ts';

const saidMs = 12_000;
/** Timers and a busy machine add to what the product itself takes. */
const slackMs = 900;

let ca: TestCa;
beforeAll(async () => {
  ca = await createCa();
});

describe.concurrent('every animal is named', () => {
  test.for(scenarios)('$leg: $name → $expected', async (scenario) => {
    const { expected, warning, withinMs = saidMs, mayShowPassword = false } = scenario;
    const { said, saidAfterMs, passwordSeen, passwordShown } = await visit(scenario, ca);
    expect(said).toBe(warning ? `${expected} with ${warning}` : expected);
    expect(saidAfterMs).toBeLessThan(withinMs + slackMs);
    if (!mayShowPassword) expect(passwordSeen).toBe(null);
    expect(passwordShown).toBe(false);
  });
});

test('the zoo has every kind, and enough of both protocols', () => {
  const kinds = new Set(scenarios.flatMap(({ expected, warning }) => [expected, warning]));
  expect(FailureKind.options.filter((kind) => !kinds.has(kind))).toEqual([]);
  for (const leg of ['smtp', 'imap']) expect(scenarios.filter((scenario) => scenario.leg === leg).length).toBeGreaterThan(40);
});
