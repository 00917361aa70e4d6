import { createPairingCode } from '@kurrier/shared/channel/pairing-code';
import { deriveCodeId } from '@kurrier/shared/channel/pairing';

/** How long a code may be used, once. */
export const codeLifeMs = 10 * 60_000;
const mostCodes = 8;

/** The pairing codes that were shown and not used yet; they live in memory only. */
export const createPairingCodes = ({ now = Date.now }: { now?: () => number } = {}) => {
  /** By the id that a request names, in the order they were made. */
  const codes = new Map<string, { code: string; expiresAt: number }>();
  const find = (codeId: string): string | undefined => {
    const entry = codes.get(codeId);
    return entry && entry.expiresAt > now() ? entry.code : undefined;
  };
  return {
    create: async (): Promise<{ code: string; expiresAt: number }> => {
      const entry = { code: createPairingCode(), expiresAt: now() + codeLifeMs };
      codes.set(await deriveCodeId(entry.code), entry);
      for (const [id, { expiresAt }] of codes) if (expiresAt <= now() || codes.size > mostCodes) codes.delete(id);
      return entry;
    },
    find,
    /**
     * Uses the code up; null where somebody was faster, or its time is over. `giveBack`: nothing came of it, and the code is good again.
     */
    take: (codeId: string): { giveBack: () => void } | null => {
      const entry = codes.get(codeId);
      if (!entry || find(codeId) === undefined || !codes.delete(codeId)) return null;
      return { giveBack: () => void codes.set(codeId, entry) };
    },
  };
};
export type PairingCodes = ReturnType<typeof createPairingCodes>;
