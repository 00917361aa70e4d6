import { apiVersion, CallRequest, type CallFailure } from '@kurrier/shared/bridge/call';
import type { Payload } from '@kurrier/shared/channel/frame';
import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import type { CallContext } from './call-context.ts';
import type { EndpointTable } from './endpoint-table.ts';
import { parseJson } from './parse-json.ts';

/** An answer before it is sealed, and what it was, for the trace. */
interface RanCall {
  endpoint: string;
  /** `ok`, or the kind of the failure. */
  outcome: string;
  answer: Payload;
}

/** Runs an opened call: its JSON is parsed once, validated by the endpoint's schema, and written once. */
export const runCall = async (
  table: Pick<EndpointTable, 'call'>,
  { json, bytes }: Payload,
  context: Omit<CallContext, 'bytes' | 'attach'> & { isLocked: boolean },
): Promise<RanCall> => {
  let attached: Uint8Array = new Uint8Array(0);
  const { endpoint, result } = await dispatch(table, json, { ...context, bytes, attach: (more) => (attached = more) });
  return {
    endpoint,
    outcome: result.ok ? 'ok' : result.failure.kind,
    answer: { json: JSON.stringify(result), bytes: result.ok ? attached : new Uint8Array(0) },
  };
};

const dispatch = async (
  table: Pick<EndpointTable, 'call'>,
  json: string,
  context: CallContext & { isLocked: boolean },
): Promise<{ endpoint: string; result: Outcome<unknown, CallFailure> }> => {
  const parsed = parseJson(json);
  if (!parsed.ok) return { endpoint: '?', result: fail({ kind: 'bad-request', detail: `request ${parsed.failure}` }) };
  const call = CallRequest.safeParse(parsed.value);
  if (!call.success) return { endpoint: '?', result: fail({ kind: 'bad-request' }) };
  const { api, endpoint, body } = call.data;
  if (api !== apiVersion || !/^[a-z]{1,40}\.[a-zA-Z]{1,40}$/.test(endpoint)) return { endpoint: '?', result: fail({ kind: 'too-old' }) };
  return { endpoint, result: await table.call(endpoint, body, context) };
};
