import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { ConnectRefusal, NativeAnswer, NativeRequest } from '@kurrier/shared/bridge/native-host';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';

export interface ConnectNativelyDeps {
  isPaired: () => Promise<boolean>;
  askNativeHost: (request: NativeRequest) => Promise<NativeAnswer | null>;
  /** Remembers a port that bridges do not usually have. */
  keepPort: (port: number) => Promise<void>;
  pair: (code: string) => Promise<Outcome<unknown, unknown>>;
  /** Asks the bridge of this pairing, which was not reachable a moment ago. */
  reconnect: () => Promise<Outcome<unknown, BridgeProblem>>;
}

/**
 * Connects with the bridge by way of the browser, which starts the program on this computer. A pairing that is there is kept: the bridge is
 * started, and only where it does not know this browser any more, a new pairing is made.
 */
export const connectNatively = async (deps: ConnectNativelyDeps): Promise<Outcome<null, ConnectRefusal>> => {
  if (await deps.isPaired()) {
    const started = await askAndKeepPort(deps, { want: 'start' });
    if (!started.ok) return started;
    const connected = await deps.reconnect();
    if (connected.ok || !isForgotten.has(connected.failure)) return succeed(null);
  }
  const answer = await askAndKeepPort(deps, { want: 'pair' });
  if (!answer.ok) return answer;
  const { code } = answer.value;
  const paired = code === undefined ? null : await deps.pair(code);
  return paired?.ok ? succeed(null) : fail('not-paired');
};

/** What is there is another bridge than the one of this pairing, or one that has forgotten it. */
const isForgotten = new Set<BridgeProblem>(['not-paired', 'other-program', 'not-trustworthy']);

const askAndKeepPort = async (
  { askNativeHost, keepPort }: ConnectNativelyDeps,
  request: NativeRequest,
): Promise<Outcome<Extract<NativeAnswer, { ok: true }>, ConnectRefusal>> => {
  const answer = await askNativeHost(request);
  if (answer === null) return fail('not-found');
  if (!answer.ok) return fail(answer.reason);
  await keepPort(answer.port);
  return succeed(answer);
};
