import * as z from 'zod/mini';
import { DeviceName } from '@kurrier/shared/api/devices';
import { patternText } from '@kurrier/shared/bounded-text';
import { parseObject } from '@kurrier/shared/channel/json';
import { openPairRequest, type PairAnswer } from '@kurrier/shared/channel/pairing';
import type { BridgeStart } from '@kurrier/shared/channel/seal';
import { storageProblemOf } from '../files/storage-problem-of.ts';
import type { Devices } from './device-registry.ts';
import { createRateLimiter } from './rate-limiter.ts';
import type { PairingCodes } from './pairing-codes.ts';

/** One code is tried so often and no oftener. Its 130 bits need no limit; and nobody is locked out by it. */
const triesPerSecond = 5;

const Hex = patternText(2048, /^(?:[0-9a-f]{2})*$/);
const PairRequest = z.strictObject({ version: z.literal(1), codeId: Hex, salt: Hex, nonce: Hex, box: Hex });

/**
 * Answers `POST /pair`: a request that was sealed with a code that was shown and is still good makes a device, once. Null for
 * every other one. A device that cannot be stored costs no code, and is told to whoever holds that. A request that names no such code costs
 * nothing, so a storm of wrong ones keeps nobody waiting.
 */
export const createAnswerPairing = ({
  codes,
  devices,
  report,
}: {
  codes: PairingCodes;
  devices: Pick<Devices, 'add'>;
  report: (error: unknown) => void;
}) => {
  const takeTurn = createRateLimiter(triesPerSecond);

  return async (body: Uint8Array, start: BridgeStart, signal: AbortSignal): Promise<PairAnswer | null> => {
    const request = PairRequest.safeParse(parseObject(body)).data;
    if (!request || codes.find(request.codeId) === undefined || !(await takeTurn(signal))) return null;
    const code = codes.find(request.codeId);
    const opened = code === undefined ? null : await openPairRequest(code, start, request);
    const name = DeviceName.safeParse(opened?.name);
    const taken = opened && name.success ? codes.take(request.codeId) : null;
    if (!opened || !name.success || !taken) return null;
    try {
      return await opened.seal(await devices.add(name.data));
    } catch (error) {
      taken.giveBack();
      const problem = storageProblemOf(error);
      if (!problem) throw error;
      report(error);
      return opened.sealFailure(problem);
    }
  };
};
