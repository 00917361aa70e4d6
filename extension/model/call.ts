import type { EndpointName, EndpointNamed } from '@kurrier/shared/api/endpoints';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { RequestInput, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { Outcome } from '@kurrier/shared/failure/outcome';

/** What one endpoint was answered, with the raw bytes that came along where there are some, or what kept it from answering. */
export type Answer<Name extends EndpointName, Bytes = Uint8Array> =
  | { ok: true; value: ResponseOf<EndpointNamed<Name>>; bytes?: Bytes }
  | Extract<Outcome<never, BridgeProblem>, { ok: false }>;

/** Asks the bridge one thing, by the endpoint's name: its schemas stay out of the pages. Never rejects. */
export type Call = <Name extends EndpointName>(name: Name, body: RequestInput<EndpointNamed<Name>>) => Promise<Answer<Name>>;
