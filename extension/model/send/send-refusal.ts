import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';

type RefusedReason = 'not-found' | 'receive-only' | 'key-reused' | 'sender-not-yours' | 'upload-incomplete';

/** Why a message was not accepted for sending; sizes are in bytes. */
export type SendRefusal = { reason: BridgeProblem | RefusedReason } | { reason: 'too-large'; size: number; limit: number };

/** What the bridge said of a message that it did not take. */
export const sendRefusalOf = ({
  refused,
  size = 0,
  limit = 0,
}: {
  refused: RefusedReason | 'too-large';
  size?: number | undefined;
  limit?: number | undefined;
}): SendRefusal => (refused === 'too-large' ? { reason: refused, size, limit } : { reason: refused });
