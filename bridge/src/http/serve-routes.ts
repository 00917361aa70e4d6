import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { createBridgeRoutes, type RouteParts } from './bridge-routes.ts';
import { createSealedCalls, type SealedCallsOptions } from './sealed-calls.ts';

type Parts = Omit<RouteParts, 'calls'> &
  Pick<SealedCallsOptions, 'endpoints' | 'report'> &
  Partial<Pick<SealedCallsOptions, 'isLocked' | 'trace' | 'onCall' | 'now' | 'explain'>>;

/**
 * The routes for what the guard let through, on Node's own requests, whose length it has read. Loaded on its own: it brings Hono and the
 * Fetch API, which take half as long to load as Node itself.
 */
export const createServeRoutes = async (parts: Parts) => {
  const { isLocked = () => false, trace = () => undefined, explain = () => ({ kind: 'internal' }) } = parts;
  const routes = createBridgeRoutes({ ...parts, calls: await createSealedCalls({ ...parts, isLocked, trace, explain }) });
  const lengths = new WeakMap<IncomingMessage, number>();
  const serve = getRequestListener(
    (request, env) => {
      const bindings = env as HttpBindings;
      return routes.fetch(request, { ...bindings, contentLength: lengths.get(bindings.incoming)! });
    },
    // What of a body was not read is not wanted: the connection is closed with it.
    { autoCleanupIncoming: false },
  );
  return async (request: IncomingMessage, response: ServerResponse, contentLength: number): Promise<void> => {
    lengths.set(request, contentLength);
    await serve(request, response);
  };
};
