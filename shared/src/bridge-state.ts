import { apiVersion } from './call.ts';

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
      /** `refused`: nothing came back that the paired bridge could have sealed. The others were sealed by it. */
      proof: 'untried' | 'refused' | 'answered' | 'locked' | 'not-paired' | 'too-old';
    }
);

/** Where the extension stands with the bridge. Only `ready`, `locked` and a `revoked` pairing are proven by the bridge's seal. */
export type BridgeState =
  | { state: 'no-permission' }
  | { state: 'not-running' }
  | { state: 'other-program'; ports: number[] }
  | { state: 'not-paired'; reason: 'never' | 'revoked' | 'other-bridge'; bridges: { port: number; bridgeId: string }[] }
  | { state: 'locked'; port: number }
  /** `outdated` says which half has to be updated. */
  | { state: 'too-old'; port: number; outdated: 'bridge' | 'extension' }
  | { state: 'ready'; port: number };

export interface BridgeFacts {
  hasPermission: boolean;
  /** The bridge that this browser profile is paired with; null where it never was. */
  pairedWith: string | null;
  probes: readonly PortProbe[];
}

type BridgeProbe = Extract<PortProbe, { found: 'bridge' }>;

/** Decides where the extension stands. A sealed answer on any port outweighs whatever others claim on the rest. */
export const decideBridgeState = ({ hasPermission, pairedWith, probes }: BridgeFacts): BridgeState => {
  if (!hasPermission) return { state: 'no-permission' };
  const bridges = probes.filter((probe): probe is BridgeProbe => probe.found === 'bridge');
  const proven = (proof: BridgeProbe['proof']) => bridges.find((bridge) => bridge.proof === proof);

  const [ready, locked, skewed, revoked] = [proven('answered'), proven('locked'), proven('too-old'), proven('not-paired')];
  if (ready) return { state: 'ready', port: ready.port };
  if (locked) return { state: 'locked', port: locked.port };
  if (skewed) return { state: 'too-old', port: skewed.port, outdated: outdatedSide(skewed) };
  if (revoked) return { state: 'not-paired', reason: 'revoked', bridges: [named(revoked)] };

  // A bridge with the paired id that cannot seal is somebody who copied the id.
  const strangers = probes.filter((probe) => probe.found === 'stranger' || (probe.found === 'bridge' && probe.bridgeId === pairedWith));
  const candidates = bridges.filter(({ bridgeId }) => bridgeId !== pairedWith);
  const speakable = candidates.filter(({ api: [least, most] }) => least <= apiVersion && apiVersion <= most);
  if (speakable.length > 0)
    return { state: 'not-paired', reason: pairedWith === null ? 'never' : 'other-bridge', bridges: speakable.map(named) };
  const [unspeakable] = candidates;
  if (unspeakable) return { state: 'too-old', port: unspeakable.port, outdated: outdatedSide(unspeakable) };
  return strangers.length > 0 ? { state: 'other-program', ports: strangers.map(({ port }) => port) } : { state: 'not-running' };
};

const named = ({ port, bridgeId }: BridgeProbe) => ({ port, bridgeId });

const outdatedSide = ({ api: [least] }: BridgeProbe): 'bridge' | 'extension' => (least > apiVersion ? 'extension' : 'bridge');
