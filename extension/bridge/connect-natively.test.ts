import { fail, succeed } from '@kurrier/shared/failure/outcome';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { NativeAnswer } from '@kurrier/shared/bridge/native-host';
import { expect, test } from 'vitest';
import { connectNatively, type ConnectNativelyDeps } from './connect-natively.ts';

/** What was asked for and done, in its order. */
const record = (given: { isPaired: boolean; answers: (NativeAnswer | null)[]; afterStart?: BridgeProblem; pairs?: boolean }) => {
  const steps: string[] = [];
  const deps: ConnectNativelyDeps = {
    isPaired: async () => given.isPaired,
    askNativeHost: async ({ want }) => {
      steps.push(want);
      return given.answers.shift() ?? null;
    },
    keepPort: async (port) => void steps.push(`port ${port}`),
    pair: async (code) => {
      steps.push(`code ${code}`);
      return given.pairs === false ? fail('refused') : succeed({});
    },
    reconnect: async () => (given.afterStart ? fail(given.afterStart) : succeed({})),
  };
  return { deps, steps };
};

test('a browser without a pairing asks for a code and pairs with it', async () => {
  const { deps, steps } = record({ isPaired: false, answers: [{ ok: true, code: 'ABC', port: 7 }] });
  expect(await connectNatively(deps)).toEqual(succeed(null));
  expect(steps).toEqual(['pair', 'port 7', 'code ABC']);
});

test('a pairing that is there is kept: the bridge is started, and no second device comes to be', async () => {
  const { deps, steps } = record({ isPaired: true, answers: [{ ok: true, port: 7 }] });
  expect(await connectNatively(deps)).toEqual(succeed(null));
  expect(steps).toEqual(['start', 'port 7']);
});

test('a bridge that is locked or too old is connected all the same: its own words say what to do', async () => {
  for (const afterStart of ['locked', 'bridge-too-old'] as const) {
    const { deps, steps } = record({ isPaired: true, answers: [{ ok: true, port: 7 }], afterStart });
    expect(await connectNatively(deps)).toEqual(succeed(null));
    expect(steps).toEqual(['start', 'port 7']);
  }
});

test.each<BridgeProblem>(['not-paired', 'other-program', 'not-trustworthy'])(
  'a bridge that forgot this browser (%s) is paired anew',
  async (afterStart) => {
    const { deps, steps } = record({
      isPaired: true,
      answers: [
        { ok: true, port: 7 },
        { ok: true, code: 'ABC', port: 8 },
      ],
      afterStart,
    });
    expect(await connectNatively(deps)).toEqual(succeed(null));
    expect(steps).toEqual(['start', 'port 7', 'pair', 'port 8', 'code ABC']);
  },
);

test.each([
  ['no program', null, 'not-found'],
  ['a program that says why', { ok: false, reason: 'does-not-start' }, 'does-not-start'],
  ['one that gives no code', { ok: true, port: 7 }, 'not-paired'],
] as const)('%s is told', async (_, answer, refusal) => {
  expect(await connectNatively(record({ isPaired: false, answers: [answer] }).deps)).toEqual(fail(refusal));
});

test('a code that does not pair is told', async () => {
  const { deps } = record({ isPaired: false, answers: [{ ok: true, code: 'ABC', port: 7 }], pairs: false });
  expect(await connectNatively(deps)).toEqual(fail('not-paired'));
});
