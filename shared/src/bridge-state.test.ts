import { expect, test } from 'vitest';
import type { BridgeProblem } from './bridge-problem.ts';
import { decideBridgeState, type PortProbe } from './bridge-state.ts';

type Proof = Extract<PortProbe, { found: 'bridge' }>['proof'];
const nothing: PortProbe = { port: 1, found: 'nothing' };
const stranger: PortProbe = { port: 2, found: 'stranger' };
const bridge = (port: number, bridgeId: string, proof: Proof = 'untried', api: [number, number] = [1, 1]): PortProbe => ({
  port,
  found: 'bridge',
  bridgeId,
  api,
  proof,
});

const rows: [string, string | null, PortProbe[], BridgeProblem | number][] = [
  ['nothing anywhere', null, [nothing], 'not-running'],
  ['nothing anywhere, though paired', 'A', [nothing], 'not-running'],
  ['another program', 'A', [nothing, stranger], 'other-program'],
  ['another program, never paired', null, [nothing, stranger], 'other-program'],
  ['a bridge, never paired', null, [stranger, bridge(3, 'A')], 'not-paired'],
  ['two bridges, never paired', null, [bridge(3, 'A'), bridge(4, 'B')], 'not-paired'],
  ['the paired bridge', 'A', [bridge(3, 'A', 'answered')], 3],
  ['the paired bridge beside another one', 'A', [bridge(3, 'B'), bridge(4, 'A', 'answered')], 4],
  ['the paired bridge, which revoked us', 'A', [bridge(3, 'A', 'revoked')], 'not-paired'],
  ['an older paired bridge', 'A', [bridge(3, 'A', 'too-old', [0, 0])], 'bridge-too-old'],
  ['a newer paired bridge', 'A', [bridge(3, 'A', 'too-old', [2, 3])], 'extension-too-old'],
  ['a paired bridge of the right version that lacks an endpoint', 'A', [bridge(3, 'A', 'too-old')], 'bridge-too-old'],
  ['a paired bridge that cannot be asked, being newer', 'A', [bridge(3, 'A', 'refused', [2, 3])], 'extension-too-old'],
  ['an older bridge, never paired', null, [bridge(3, 'A', 'untried', [0, 0])], 'bridge-too-old'],
  ['a newer bridge, never paired', null, [bridge(3, 'A', 'untried', [2, 3])], 'extension-too-old'],
  ['a newer bridge and a fitting one, never paired', null, [bridge(3, 'A', 'untried', [2, 3]), bridge(4, 'B')], 'not-paired'],
  ['a false bridge before the true one', 'A', [bridge(3, 'A', 'refused'), bridge(4, 'A', 'answered')], 4],
  ['a false bridge alone', 'A', [bridge(3, 'A', 'refused'), nothing], 'not-trustworthy'],
  ['a false bridge and another program', 'A', [stranger, bridge(3, 'A', 'refused')], 'not-trustworthy'],
  [
    'a false bridge that also claims another version, beside the true one',
    'A',
    [bridge(3, 'A', 'refused', [9, 9]), bridge(4, 'A', 'answered')],
    4,
  ],
  ['a bridge that is not the paired one', 'A', [bridge(3, 'B'), nothing], 'not-paired'],
];

test.each(rows)('%s', (_, pairedWith, probes, expected) => {
  const decided = decideBridgeState({ hasPermission: true, pairedWith, probes });
  expect(decided.ok ? decided.value.port : decided.failure).toBe(expected);
});

test('without permission nothing else matters', () => {
  const decided = decideBridgeState({ hasPermission: false, pairedWith: 'A', probes: [bridge(3, 'A', 'answered')] });
  expect(decided).toEqual({ ok: false, failure: 'no-permission' });
});
