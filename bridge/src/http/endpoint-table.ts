import * as z from 'zod/mini';
import { describeProblems, type CallFailure } from '@kurrier/shared/bridge/call';
import type { Endpoint } from '@kurrier/shared/bridge/endpoint';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { CallContext, UseCase } from './call-context.ts';

/** What a caller is told of something that was thrown; nothing of the error itself. */
export type ExplainError = (error: unknown) => CallFailure;

/** When an endpoint answers: also while the vault is locked; also while the accounts cannot be read. */
interface MountOptions {
  whileLocked: boolean;
  whileBlocked: boolean;
}

/** The endpoints of a bridge, by name. */
export interface EndpointTable {
  add: <E extends Endpoint>(endpoint: E, useCase: UseCase<E>, options: MountOptions) => void;
  /** Runs an endpoint with a request that is plain data, still to be validated. Never rejects. */
  call: (name: string, body: unknown, context: CallContext & { isLocked: boolean }) => Promise<Outcome<unknown, CallFailure>>;
}

/**
 * A table without endpoints. What a use-case throws goes to `report`; the caller gets what `explain` makes of it, `internal` by default.
 * `blockedBy` is what keeps the bridge from everything that needs its accounts.
 */
export const createEndpointTable = ({
  report,
  explain = () => ({ kind: 'internal' }),
  blockedBy,
}: {
  report: (error: unknown, endpoint: string) => void;
  explain?: ExplainError;
  blockedBy?: CallFailure['kind'];
}): EndpointTable => {
  const endpoints = new Map<string, { endpoint: Endpoint; useCase: UseCase<Endpoint> } & MountOptions>();
  return {
    add: (endpoint, useCase, options) => {
      endpoints.set(endpoint.name, { endpoint, useCase, ...options });
    },
    async call(name, body, { isLocked, ...context }) {
      const found = endpoints.get(name);
      if (!found) return fail({ kind: 'too-old', detail: 'the bridge does not know this endpoint' });
      if (blockedBy && !found.whileBlocked) return fail({ kind: blockedBy });
      if (isLocked && !found.whileLocked) return fail({ kind: 'locked' });
      const request = z.safeParse(found.endpoint.request, body);
      if (!request.success) return fail({ kind: 'bad-request', detail: describeProblems(request.error) });
      try {
        return succeed(await found.useCase(request.data, context));
      } catch (error) {
        report(error, name);
        return fail(explain(error));
      }
    },
  };
};

/**
 * Makes an endpoint callable: its use-case runs only with a request that fits, and not while the vault is locked, unless it helps with
 * that.
 */
export const mount = <E extends Endpoint>(
  table: EndpointTable,
  endpoint: E,
  useCase: UseCase<E>,
  { whileLocked = false, whileBlocked = false } = {},
): void => table.add(endpoint, useCase, { whileLocked, whileBlocked });
