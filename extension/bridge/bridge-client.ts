import { listDevices } from '@kurrier/shared/api/devices';
import { endpoints, type EndpointName, type EndpointNamed } from '@kurrier/shared/api/endpoints';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { decideBridgeState, type PortProbe } from '@kurrier/shared/bridge/bridge-state';
import { createCaller, type Call, type CallFailure } from '@kurrier/shared/bridge/call';
import { createHttp } from '@kurrier/shared/channel/http';
import { deriveChannelKeys } from '@kurrier/shared/channel/seal';
import { createSealedTransport } from '@kurrier/shared/channel/sealed-transport';
import type { RequestInput, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { longestWaitMs } from '@kurrier/shared/bridge/longest-wait';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { StoredCredential } from './credential-store.ts';
import { toProbe, type PortAnswer } from './find-bridges.ts';

const callTimeoutMs = longestWaitMs + 5000;
/** A port that takes the call and is silent must not keep the true bridge waiting. */
const proofTimeoutMs = 3000;

export interface Connection {
  port: number;
  call: Call;
}

export interface BridgeClientDeps {
  readCredential: () => Promise<StoredCredential | null>;
  hasPermission: () => Promise<boolean>;
  askPorts: () => Promise<PortAnswer[]>;
}

/**
 * The one way from the extension to its bridge: `call(name, body)`, sealed. A port is used only after it gave a sealed
 * answer, and until it fails to. No failure of any kind touches the stored credential.
 */
export const createBridgeClient = ({ readCredential, hasPermission, askPorts }: BridgeClientDeps) => {
  let connecting: Promise<Outcome<Connection, BridgeProblem>> | null = null;

  const open = async (): Promise<Outcome<Connection, BridgeProblem>> => {
    const credential = await readCredential();
    const isPermitted = await hasPermission();
    if (!credential) return fail(isPermitted ? 'not-paired' : 'no-permission');
    const { deviceId, bridgeId, deviceKey } = credential;
    const keys = await deriveChannelKeys(deviceKey, deviceId);
    const callAt = (port: number, timeoutMs: number): Call =>
      createCaller({
        transport: createSealedTransport({
          http: createHttp({ port, timeoutMs }),
          credential: { deviceId, bridgeId, keys },
        }),
      });
    const probes = (isPermitted ? await askPorts() : []).map(async (answer): Promise<PortProbe> => {
      const probe = toProbe(answer);
      if (probe.found !== 'bridge') return probe;
      // A call that changes nothing, so that no other one is ever made at a port that did not prove itself.
      return { ...probe, proof: proofOf(await callAt(probe.port, proofTimeoutMs)(listDevices, {})) };
    });
    const state = decideBridgeState({ hasPermission: isPermitted, isPaired: true, probes: await Promise.all(probes) });
    return state.ok ? succeed({ port: state.value.port, call: callAt(state.value.port, callTimeoutMs) }) : state;
  };

  /** The connection of this page; several calls at once share the making of it. */
  const connect = async (): Promise<Outcome<Connection, BridgeProblem>> => {
    connecting ??= open();
    const connection = await connecting;
    if (!connection.ok) connecting = null;
    return connection;
  };

  const call = async <Name extends EndpointName>(
    name: Name,
    body: RequestInput<EndpointNamed<Name>>,
    bytes?: Uint8Array,
  ): Promise<Outcome<ResponseOf<EndpointNamed<Name>>, BridgeProblem> & { bytes?: Uint8Array }> => {
    const endpoint = endpoints.find((candidate): candidate is EndpointNamed<Name> => candidate.name === name);
    if (!endpoint) return fail('bridge-error');
    const connection = await connect();
    if (!connection.ok) return connection;
    const answer = await connection.value.call(endpoint, body, bytes);
    if (answer.ok) return { ...succeed(answer.value), ...(answer.bytes.length > 0 && { bytes: answer.bytes }) };
    if (isSealed(answer.failure)) return fail(problemOf(answer.failure));
    connecting = null;
    // Never sent a second time by itself: it may have been carried out, and its answer lost.
    const again = await connect();
    return fail(again.ok ? problemOf(answer.failure) : again.failure);
  };

  /** Forgets the connection, not the credential. */
  const disconnect = () => {
    connecting = null;
  };

  return { call, connect, disconnect };
};

/** Whether the failure came out of a sealed answer: then it is the bridge that says so. */
const isSealed = ({ kind }: CallFailure): boolean => kind !== 'not-reachable' && kind !== 'not-trustworthy';

const proofOf = (answer: { ok: true } | { ok: false; failure: CallFailure }): Extract<PortProbe, { found: 'bridge' }>['proof'] => {
  if (answer.ok) return 'answered';
  const { kind } = answer.failure;
  if (kind === 'not-paired') return 'revoked';
  if (kind === 'too-old') return 'too-old';
  return isSealed(answer.failure) ? 'answered' : 'refused';
};

const problemOf = ({ kind }: CallFailure): BridgeProblem => {
  if (kind === 'not-reachable') return 'not-running';
  if (kind === 'too-old') return 'bridge-too-old';
  return kind === 'bad-request' || kind === 'internal' ? 'bridge-error' : kind;
};
