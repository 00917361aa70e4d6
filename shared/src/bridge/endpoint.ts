import type * as z from 'zod/mini';

/**
 * One call of the bridge, described once: the same description gives both ends their types and validates at run time
 * (the request in the bridge, the response in the caller).
 */
export interface Endpoint<
  Request extends z.ZodMiniType = z.ZodMiniType,
  Response extends z.ZodMiniType = z.ZodMiniType,
  Name extends string = string,
> {
  readonly name: Name;
  readonly request: Request;
  readonly response: Response;
}

/** Describes an endpoint; `name` is `capability.verb` and permanent. */
export const defineEndpoint = <Request extends z.ZodMiniType, Response extends z.ZodMiniType, const Name extends string>(
  endpoint: Endpoint<Request, Response, Name>,
): Endpoint<Request, Response, Name> => endpoint;

/** What a caller passes: passwords are still plain strings here. */
export type RequestInput<E extends Endpoint> = z.input<E['request']>;
/** What the use-case receives after parsing: passwords are `Secret`. */
export type RequestOf<E extends Endpoint> = z.output<E['request']>;
/** What the use-case returns and the caller gets. */
export type ResponseOf<E extends Endpoint> = z.output<E['response']>;
