import { revokeDevice } from '@kurrier/shared/api/devices';
import type { CallFailure } from '@kurrier/shared/bridge/call';
import { importSecret } from '@kurrier/shared/channel/box';
import { randomBytes, toHex, type Bytes } from '@kurrier/shared/channel/bytes';
import { headerLength, readHeader, type Payload } from '@kurrier/shared/channel/frame';
import { deriveChannelKeys, openCall, sealAnswer, type BridgeStart, type ChannelKeys } from '@kurrier/shared/channel/seal';
import { fail } from '@kurrier/shared/failure/outcome';
import type { EndpointTable, ExplainError } from './endpoint-table.ts';
import { createReplayGuard } from './replay-guard.ts';
import { runCall } from './run-call.ts';

/** The paired devices, as the channel needs them. */
export interface KnownDevices {
  /**
   * A device by its id in hexadecimal. A revoked one is still known for a while, so that it can be told; `revoked` ends what waits for it.
   */
  find: (deviceId: string) => { keys: ChannelKeys; isRevoked: boolean; revoked?: AbortSignal } | undefined;
  /** Its first good call makes a device last; every one keeps it from growing stale. */
  markUsed: (deviceId: string) => Promise<void> | void;
}

export interface SealedCallsOptions {
  endpoints: Pick<EndpointTable, 'call'>;
  start: BridgeStart;
  devices: KnownDevices;
  isLocked: () => boolean;
  /** One line per call for `--trace`: never a body. */
  trace: (call: { endpoint: string; tookMs: number; requestBytes: number; answerBytes: number; outcome: string }) => void;
  /** Told when a call that was opened is about to be read. */
  onCall?: () => void;
  now?: () => number;
  /** Gets what was thrown where the caller is answered nevertheless. */
  report: (error: unknown) => void;
  explain: ExplainError;
}

/** A call that was opened, and how it is answered: `answer` runs it and seals what came out. */
export interface OpenedCall {
  answer: (signal: AbortSignal) => Promise<Bytes>;
}

/** Opens frames; null for everything that is not a fresh call of a known device, by one path and without a reason. */
export const createSealedCalls = async ({
  endpoints,
  start,
  devices,
  isLocked,
  trace,
  onCall = () => undefined,
  now = Date.now,
  report,
  explain,
}: SealedCallsOptions) => {
  const isFresh = createReplayGuard({ now, onClockSetBack: () => (start.boot = randomBytes(16)) });
  // An unknown device costs as much as a bad box of a known one.
  const strangersKeys = await deriveChannelKeys(await importSecret(randomBytes(32)), randomBytes(16));

  const open = async (frame: Bytes): Promise<OpenedCall | null> => {
    const openedFor = { bridgeId: start.bridgeId, boot: start.boot };
    const header = readHeader(frame);
    const deviceId = header ? toHex(header.deviceId) : '';
    const device = devices.find(deviceId);
    const payload = await openCall(device?.keys ?? strangersKeys, openedFor, frame);
    if (!header || !device || !payload || !isFresh(header)) return null;
    const seal = (answer: Payload) => sealAnswer(device.keys, openedFor, frame.slice(0, headerLength), answer);
    const hasEnded = () => devices.find(deviceId)?.isRevoked ?? true;
    const refused = { answer: () => seal(notPaired) };
    if (hasEnded()) return refused;
    try {
      await devices.markUsed(deviceId);
    } catch (error) {
      // The caller is who it says it is: it hears what is wrong instead of the strangers' refusal.
      report(error);
      return { answer: () => seal(failedBy(explain(error))) };
    }
    return {
      answer: async (callerGone) => {
        if (hasEnded()) return refused.answer();
        const startedAt = performance.now();
        const signal = device.revoked ? AbortSignal.any([callerGone, device.revoked]) : callerGone;
        onCall();
        const { endpoint, outcome, answer } = await runCall(endpoints, payload, { deviceId, signal, isLocked: isLocked() });
        // Whatever it waited for is not for it any more. That it ended its own access is all that it may still hear.
        if (endpoint !== revokeDevice.name && hasEnded()) return refused.answer();
        const sealed = await seal(answer);
        trace({ endpoint, outcome, tookMs: performance.now() - startedAt, requestBytes: frame.length, answerBytes: sealed.length });
        return sealed;
      },
    };
  };
  return { open };
};

const failedBy = (failure: CallFailure): Payload => ({ json: JSON.stringify(fail(failure)), bytes: new Uint8Array(0) });
const notPaired = failedBy({ kind: 'not-paired' });
