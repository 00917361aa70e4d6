import type { BridgeProblem } from './bridge-problem.ts';
import { apiVersion } from './call.ts';
import { fail, succeed, type Outcome } from './outcome.ts';

/** What one port answered, and what came of the sealed call that was tried there with the stored device. */
export type PortProbe = { port: number } & (
  | { found: 'nothing' }
  /** Something speaks HTTP there and is no bridge. */
  | { found: 'stranger' }
  | {
      found: 'bridge';
      /** What it says of itself, unproven. */
      bridgeId: string;
      api: readonly [number, number];
      /** `refused`: nothing came back that the paired bridge could have sealed. `answered`, `revoked` and `too-old` were sealed by it. */
      proof: 'untried' | 'refused' | 'answered' | 'revoked' | 'too-old';
    }
);

export interface BridgeFacts {
  hasPermission: boolean;
  /** The bridge that this browser profile is paired with; null where it never was. */
  pairedWith: string | null;
  probes: readonly PortProbe[];
}

type BridgeProbe = Extract<PortProbe, { found: 'bridge' }>;

/**
 * Decides where the extension stands: the port of the proven bridge, or what is in the way. A sealed answer on any port
 * outweighs whatever others claim on the rest.
 */
export const decideBridgeState = ({ hasPermission, pairedWith, probes }: BridgeFacts): Outcome<{ port: number }, BridgeProblem> => {
  if (!hasPermission) return fail('no-permission');
  const bridges = probes.filter((probe): probe is BridgeProbe => probe.found === 'bridge');
  const proven = (proof: BridgeProbe['proof']) => bridges.find((bridge) => bridge.proof === proof);
  const [ready, skewed] = [proven('answered'), proven('too-old')];
  if (ready) return succeed({ port: ready.port });
  if (skewed) return fail(versionProblem(skewed) ?? 'bridge-too-old');
  if (proven('revoked')) return fail('not-paired');

  const others = bridges.filter(({ bridgeId }) => bridgeId !== pairedWith);
  const copies = bridges.filter(({ bridgeId }) => bridgeId === pairedWith);
  // The paired id without the seal: too new or too old to be asked, or somebody who copied the id.
  if (copies[0]) return fail(copies.map(versionProblem).find((problem) => problem !== null) ?? 'not-trustworthy');
  // Another bridge than the paired one, or the first: pairing is the next step, and proves itself.
  if (others[0]) return fail(others.some((bridge) => versionProblem(bridge) === null) ? 'not-paired' : versionProblem(others[0])!);
  return fail(probes.some(({ found }) => found === 'stranger') ? 'other-program' : 'not-running');
};

const versionProblem = ({ api: [lowest, highest] }: BridgeProbe): 'bridge-too-old' | 'extension-too-old' | null =>
  apiVersion > highest ? 'bridge-too-old' : apiVersion < lowest ? 'extension-too-old' : null;
