import type { BridgeProblem } from './bridge-problem.ts';
import { apiVersion } from './call.ts';
import { fail, succeed, type Outcome } from '../failure/outcome.ts';

/** What one port answered, and what came of the sealed call that was tried there with the stored device. */
export type PortProbe = { port: number } & (
  | { found: 'nothing' }
  /** Something speaks HTTP there and is no bridge. */
  | { found: 'stranger' }
  | {
      found: 'bridge';
      /** What it says of itself, unproven. */
      api: readonly [number, number];
      /** `refused`: nothing came back that the paired bridge could have sealed. `answered`, `revoked` and `too-old` were sealed by it. */
      proof: 'untried' | 'refused' | 'answered' | 'revoked' | 'too-old';
    }
);

export interface BridgeFacts {
  hasPermission: boolean;
  isPaired: boolean;
  probes: readonly PortProbe[];
}

type BridgeProbe = Extract<PortProbe, { found: 'bridge' }>;

/**
 * Decides where the extension stands: the port of the proven bridge, or what is in the way. A sealed answer on any port
 * outweighs whatever others claim on the rest; and whatever claims to be a bridge and cannot seal is not trustworthy, be it
 * another bridge, an impostor or the paired one behind somebody who changes its answers.
 */
export const decideBridgeState = ({ hasPermission, isPaired, probes }: BridgeFacts): Outcome<{ port: number }, BridgeProblem> => {
  if (!hasPermission) return fail('no-permission');
  const bridges = probes.filter((probe): probe is BridgeProbe => probe.found === 'bridge');
  const proven = (proof: BridgeProbe['proof']) => bridges.find((bridge) => bridge.proof === proof);
  const [ready, skewed] = [proven('answered'), proven('too-old')];
  if (ready) return succeed({ port: ready.port });
  if (skewed) return fail(versionProblem(skewed) ?? 'bridge-too-old');
  if (proven('revoked')) return fail('not-paired');

  if (bridges[0]) return fail(isPaired ? 'not-trustworthy' : stepToFirstPairing(bridges));
  return fail(probes.some(({ found }) => found === 'stranger') ? 'other-program' : 'not-running');
};

/** Claims decide only here, where nothing is proven yet: pairing proves itself. */
const stepToFirstPairing = (bridges: readonly BridgeProbe[]): BridgeProblem =>
  bridges.some((bridge) => versionProblem(bridge) === null) ? 'not-paired' : versionProblem(bridges[0]!)!;

const versionProblem = ({ api: [lowest, highest] }: BridgeProbe): 'bridge-too-old' | 'extension-too-old' | null =>
  apiVersion > highest ? 'bridge-too-old' : apiVersion < lowest ? 'extension-too-old' : null;
