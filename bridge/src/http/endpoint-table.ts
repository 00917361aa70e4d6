import * as z from 'zod/mini';
import { describeProblems, type CallFailure } from '@kurrier/shared/bridge/call';
import type { Endpoint, RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';

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

/** The endpoints of a bridge, by name. */
export interface EndpointTable {
  add: <E extends Endpoint>(endpoint: E, useCase: UseCase<E>, options: { whileLocked: boolean }) => void;
  /** Runs an endpoint with a request that is plain data, still to be validated. Never rejects. */
  call: (name: string, body: unknown, context: CallContext & { isLocked: boolean }) => Promise<Outcome<unknown, CallFailure>>;
}

/** A table without endpoints. What a use-case throws becomes `internal`; `report` gets it, the caller does not. */
export const createEndpointTable = ({ report }: { report: (error: unknown, endpoint: string) => void }): EndpointTable => {
  const endpoints = new Map<string, { endpoint: Endpoint; useCase: UseCase<Endpoint>; whileLocked: boolean }>();
  return {
    add: (endpoint, useCase, { whileLocked }) => {
      endpoints.set(endpoint.name, { endpoint, useCase, whileLocked });
    },
    async call(name, body, { isLocked, ...context }) {
      const found = endpoints.get(name);
      if (!found) return fail({ kind: 'too-old', detail: 'the bridge does not know this endpoint' });
      if (isLocked && !found.whileLocked) return fail({ kind: 'locked' });
      const request = z.safeParse(found.endpoint.request, body);
      if (!request.success) return fail({ kind: 'bad-request', detail: describeProblems(request.error) });
      try {
        return succeed(await found.useCase(request.data, context));
      } catch (error) {
        report(error, name);
        return fail({ kind: 'internal' });
      }
    },
  };
};

/** Makes an endpoint callable: its use-case runs only with a request that fits, and not while the vault is locked, unless it helps with that. */
export const mount = <E extends Endpoint>(table: EndpointTable, endpoint: E, useCase: UseCase<E>, { whileLocked = false } = {}): void =>
  table.add(endpoint, useCase, { whileLocked });
