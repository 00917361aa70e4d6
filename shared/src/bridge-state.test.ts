import { expect, test } from 'vitest';
import { decideBridgeState, type BridgeState, type PortProbe } from './bridge-state.ts';

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

const rows: [string, string | null, PortProbe[], BridgeState][] = [
  ['nothing anywhere', null, [nothing], { state: 'not-running' }],
  ['nothing anywhere, though paired', 'A', [nothing], { state: 'not-running' }],
  ['another program', 'A', [nothing, stranger], { state: 'other-program', ports: [2] }],
  [
    'a bridge, never paired',
    null,
    [stranger, bridge(3, 'A')],
    { state: 'not-paired', reason: 'never', bridges: [{ port: 3, bridgeId: 'A' }] },
  ],
  [
    'two bridges, never paired',
    null,
    [bridge(3, 'A'), bridge(4, 'B')],
    {
      state: 'not-paired',
      reason: 'never',
      bridges: [
        { port: 3, bridgeId: 'A' },
        { port: 4, bridgeId: 'B' },
      ],
    },
  ],
  ['the paired bridge', 'A', [bridge(3, 'A', 'answered')], { state: 'ready', port: 3 }],
  ['the paired bridge, locked', 'A', [bridge(3, 'A', 'locked')], { state: 'locked', port: 3 }],
  [
    'the paired bridge, which revoked us',
    'A',
    [bridge(3, 'A', 'not-paired')],
    { state: 'not-paired', reason: 'revoked', bridges: [{ port: 3, bridgeId: 'A' }] },
  ],
  ['an older paired bridge', 'A', [bridge(3, 'A', 'too-old', [0, 0])], { state: 'too-old', port: 3, outdated: 'bridge' }],
  ['a newer paired bridge', 'A', [bridge(3, 'A', 'too-old', [2, 3])], { state: 'too-old', port: 3, outdated: 'extension' }],
  ['an older bridge, never paired', null, [bridge(3, 'A', 'untried', [0, 0])], { state: 'too-old', port: 3, outdated: 'bridge' }],
  ['a newer bridge, never paired', null, [bridge(3, 'A', 'untried', [2, 3])], { state: 'too-old', port: 3, outdated: 'extension' }],
  ['a false bridge before the true one', 'A', [bridge(3, 'A', 'refused'), bridge(4, 'A', 'answered')], { state: 'ready', port: 4 }],
  ['a false bridge alone', 'A', [bridge(3, 'A', 'refused'), nothing], { state: 'other-program', ports: [3] }],
  [
    'a bridge that is not the paired one',
    'A',
    [bridge(3, 'B'), bridge(4, 'A', 'refused')],
    { state: 'not-paired', reason: 'other-bridge', bridges: [{ port: 3, bridgeId: 'B' }] },
  ],
];

test.each(rows)('%s', (_, pairedWith, probes, state) => {
  expect(decideBridgeState({ hasPermission: true, pairedWith, probes })).toEqual(state);
});

test('without permission nothing else matters', () => {
  expect(decideBridgeState({ hasPermission: false, pairedWith: 'A', probes: [bridge(3, 'A', 'answered')] })).toEqual({
    state: 'no-permission',
  });
});
