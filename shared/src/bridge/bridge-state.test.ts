import { expect, test } from 'vitest';
import type { BridgeProblem } from './bridge-problem.ts';
import { decideBridgeState, type PortProbe } from './bridge-state.ts';

type Proof = Extract<PortProbe, { found: 'bridge' }>['proof'];
const nothing: PortProbe = { port: 1, found: 'nothing' };
const stranger: PortProbe = { port: 2, found: 'stranger' };
const bridge = (port: number, proof: Proof = 'untried', api: [number, number] = [1, 1]): PortProbe => ({
  port,
  found: 'bridge',
  api,
  proof,
});

const rows: [string, 'paired' | 'never paired', PortProbe[], BridgeProblem | number][] = [
  ['nothing anywhere', 'never paired', [nothing], 'not-running'],
  ['nothing anywhere', 'paired', [nothing], 'not-running'],
  ['another program', 'never paired', [nothing, stranger], 'other-program'],
  ['another program', 'paired', [nothing, stranger], 'other-program'],
  ['a bridge', 'never paired', [stranger, bridge(3)], 'not-paired'],
  ['two bridges', 'never paired', [bridge(3), bridge(4)], 'not-paired'],
  ['an older bridge', 'never paired', [bridge(3, 'untried', [0, 0])], 'bridge-too-old'],
  ['a newer bridge', 'never paired', [bridge(3, 'untried', [2, 3])], 'extension-too-old'],
  ['a newer bridge and a fitting one', 'never paired', [bridge(3, 'untried', [2, 3]), bridge(4)], 'not-paired'],
  ['the paired bridge', 'paired', [bridge(3, 'answered')], 3],
  ['the paired bridge beside another one', 'paired', [bridge(3, 'refused'), bridge(4, 'answered')], 4],
  ['the paired bridge, claiming another version', 'paired', [bridge(3, 'answered', [9, 9])], 3],
  ['the paired bridge, which revoked us', 'paired', [bridge(3, 'revoked')], 'not-paired'],
  ['an older paired bridge', 'paired', [bridge(3, 'too-old', [0, 0])], 'bridge-too-old'],
  ['a newer paired bridge', 'paired', [bridge(3, 'too-old', [2, 3])], 'extension-too-old'],
  ['a paired bridge of the right version that lacks an endpoint', 'paired', [bridge(3, 'too-old')], 'bridge-too-old'],
  ['a false bridge alone', 'paired', [bridge(3, 'refused'), nothing], 'not-trustworthy'],
  ['a false bridge that claims another version', 'paired', [bridge(3, 'refused', [9, 9])], 'not-trustworthy'],
  ['a false bridge and another program', 'paired', [stranger, bridge(3, 'refused')], 'not-trustworthy'],
];

test.each(rows)('%s, %s', (_, pairing, probes, expected) => {
  const decided = decideBridgeState({ hasPermission: true, isPaired: pairing === 'paired', probes });
  expect(decided.ok ? decided.value.port : decided.failure).toBe(expected);
});

test('without permission nothing else matters', () => {
  const decided = decideBridgeState({ hasPermission: false, isPaired: true, probes: [bridge(3, 'answered')] });
  expect(decided).toEqual({ ok: false, failure: 'no-permission' });
});
