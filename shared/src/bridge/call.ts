import * as z from 'zod/mini';
import type { Endpoint, RequestInput, ResponseOf } from './endpoint.ts';
import { storageProblems } from './storage-problem.ts';
import { fail, succeed, type Outcome } from '../failure/outcome.ts';

/** The version of the endpoints in `api/`; it stands inside every sealed call. */
export const apiVersion = 1;

/** What a call itself may fail with: never a word about mail. `detail` names a field and what is wrong with it, never its value. */
export const CallFailure = z.object({
  kind: z.enum(['not-reachable', 'not-trustworthy', 'not-paired', 'bad-request', 'too-old', 'locked', 'internal', ...storageProblems]),
  detail: z.optional(z.string()),
});
export type CallFailure = z.infer<typeof CallFailure>;

/** The JSON part of a call and of its answer, inside the box. */
export const CallRequest = z.strictObject({ api: z.int(), endpoint: z.string(), body: z.unknown() });
export const CallAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: CallFailure }),
]);

/** Carries a payload to the bridge and its answer back: sealed over HTTP (`channel/sealed-transport`), or a test's function. */
export interface Transport {
  exchange(payload: Payload): Promise<Outcome<Payload, 'not-reachable' | 'not-trustworthy'>>;
}
interface Payload {
  json: string;
  bytes: Uint8Array;
}

/** A typed answer, with the raw bytes that came with it (none, for most endpoints). */
export type AnswerTo<E extends Endpoint> = { ok: true; value: ResponseOf<E>; bytes: Uint8Array } | { ok: false; failure: CallFailure };

export type Call = <E extends Endpoint>(endpoint: E, body: RequestInput<E>, bytes?: Uint8Array) => Promise<AnswerTo<E>>;

const noBytes = new Uint8Array(0);

/**
 * One typed `call(endpoint, body, bytes)` for extension, command line and tests; bytes go along raw, at most 1 MiB. It resolves, whatever
 * happens.
 */
export const createCaller =
  ({ transport }: { transport: Transport }): Call =>
  async (endpoint, body, bytes = noBytes) => {
    const request = { api: apiVersion, endpoint: endpoint.name, body } satisfies z.infer<typeof CallRequest>;
    const exchanged = await transport.exchange({ json: JSON.stringify(request), bytes });
    if (!exchanged.ok) return fail({ kind: exchanged.failure });
    const answer = parseAnswer(exchanged.value.json);
    if (!answer.ok) return answer;
    const value = z.safeParse(endpoint.response, answer.value);
    if (!value.success) return fail({ kind: 'internal', detail: `${endpoint.name}: ${describeProblems(value.error)}` });
    return { ...succeed(value.data as ResponseOf<typeof endpoint>), bytes: exchanged.value.bytes };
  };

/** Where a value does not fit its schema, and why: `smtp.port: Invalid input`. Never the value itself. */
export const describeProblems = ({ issues }: { issues: readonly z.core.$ZodIssue[] }): string =>
  issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.map(String).join('.') || 'request'}: ${message}`)
    .join('; ')
    .slice(0, 500);

const parseAnswer = (json: string): Outcome<unknown, CallFailure> => {
  const answer = CallAnswer.safeParse(parseJson(json));
  return answer.success ? answer.data : fail({ kind: 'internal', detail: 'the bridge answered in a form that is not known here' });
};

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
