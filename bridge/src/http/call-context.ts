import type { Endpoint, RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';

/** What a use-case may know of the call beside its request. */
export interface CallContext {
  /** Raw bytes that came with the call; empty for most endpoints. */
  bytes: Uint8Array;
  /** Which paired device calls, in hexadecimal. */
  deviceId: string;
  /** Aborts when the caller is gone. */
  signal: AbortSignal;
  /** Sends raw bytes along with the answer. */
  attach: (bytes: Uint8Array) => void;
}

export type UseCase<E extends Endpoint> = (request: RequestOf<E>, call: CallContext) => ResponseOf<E> | Promise<ResponseOf<E>>;
