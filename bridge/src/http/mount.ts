import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';
import { describeProblems, type CallFailure } from '@kurrier/shared/bridge/call';
import type { Endpoint, RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { parseJson } from './parse-json.ts';

/** What a use-case may know of the call beside its request. */
interface CallContext {
  /** Raw bytes that came with the call; empty for most endpoints. */
  bytes: Uint8Array;
  /** Which paired device calls, in hexadecimal. */
  deviceId: string;
  /** Aborts when the caller is gone. */
  signal: AbortSignal;
  /** Sends raw bytes along with the answer. */
  attach: (bytes: Uint8Array) => void;
}

/** What the channel hands to the app along with the opened request; `app.request()` in tests needs none of it. */
export type AppBindings = Partial<CallContext> & { isLocked?: boolean };
export type App = Hono<{ Bindings: AppBindings }>;

/** An app without endpoints. What a use-case throws becomes `internal`; `report` gets it, the caller does not. */
export const createApp = ({ report }: { report: (error: unknown, endpoint: string) => void }): App => {
  const app: App = new Hono();
  app.onError((error, context) => {
    report(error, context.req.path.slice(1));
    return answerFailure(context, { kind: 'internal' }, 500);
  });
  app.notFound((context) => answerFailure(context, { kind: 'too-old', detail: 'the bridge does not know this endpoint' }, 404));
  return app;
};

export type UseCase<E extends Endpoint> = (request: RequestOf<E>, call: CallContext) => ResponseOf<E> | Promise<ResponseOf<E>>;

/**
 * Makes an endpoint callable: `POST /NAME` with its request as JSON. The use-case runs only with a request that fits, and not
 * while the vault is locked, unless it is one that helps with that.
 */
export const mount = <E extends Endpoint>(app: App, endpoint: E, useCase: UseCase<E>, { whileLocked = false } = {}): void => {
  app.post(`/${endpoint.name}`, async (context) => {
    const bindings: AppBindings = context.env ?? {};
    if (bindings.isLocked && !whileLocked) return answerFailure(context, { kind: 'locked' }, 423);
    const json = parseJson(await context.req.text());
    if (!json.ok) return answerFailure(context, { kind: 'bad-request', detail: `request ${json.failure}` }, 400);
    const request = z.safeParse(endpoint.request, json.value);
    if (!request.success) return answerFailure(context, { kind: 'bad-request', detail: describeProblems(request.error) }, 400);
    const { bytes = new Uint8Array(0), deviceId = '', signal = context.req.raw.signal, attach = () => undefined } = bindings;
    return context.json(succeed(await useCase(request.data as RequestOf<E>, { bytes, deviceId, signal, attach })));
  });
};

const answerFailure = (context: Context, failure: CallFailure, status: 400 | 404 | 423 | 500) => context.json(fail(failure), status);
