import type { DeviceRecord } from './device-file.ts';
import { codeLifeMs } from './pairing-codes.ts';

const dayMs = 24 * 60 * 60_000;
const unusedLifeMs = 90 * dayMs;
const tombstoneMs = 90 * dayMs;

/**
 * `pending`: paired, and no good call yet. `active`: may call. `ended`: revoked, or unused for 90 days; its calls are answered
 * with just that. `forgotten`: as if it had never been. A revoked device is never active again, however the clock is set.
 */
export const lifeOf = ({ pairedAt, lastUsedAt, revokedAt }: DeviceRecord, nowMs: number): 'pending' | 'active' | 'ended' | 'forgotten' => {
  if (lastUsedAt === null) return revokedAt === undefined && Math.abs(nowMs - pairedAt) < codeLifeMs ? 'pending' : 'forgotten';
  const endedAt = revokedAt ?? lastUsedAt + unusedLifeMs;
  if (revokedAt === undefined && nowMs < endedAt) return 'active';
  return nowMs < endedAt + tombstoneMs ? 'ended' : 'forgotten';
};
