import { signal, type ReadonlySignal } from '@preact/signals';
import { addressPattern } from '@kurrier/shared/account/account-text';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Discovery } from '@kurrier/shared/discovery/discovery';
import type { Call } from '../call.ts';

export type LookupState =
  | { phase: 'idle' }
  | { phase: 'looking'; address: string }
  | { phase: 'found'; discovery: Discovery }
  | { phase: 'failed'; reason: BridgeProblem | 'not-an-address' }
  /** The person did not want to wait. */
  | { phase: 'stopped' };

/** Whether the state is now this question's answer; false where a newer one took its place. */
type Settled = boolean;

interface LookOptions {
  allowHttp?: boolean;
  /** False while the address is being typed: its domain may yet become another one, whose servers must not hear of the person. */
  tellAddress?: boolean;
}

export interface LookupModel {
  state: ReadonlySignal<LookupState>;
  /** Forgets what was found for another address, and looks once the typing pauses at a whole one. */
  type: (address: string) => Promise<Settled>;
  look: (address: string, options?: LookOptions) => Promise<Settled>;
  stop: () => void;
  /** Forgets what was found for another address, and looks for nothing. */
  forget: () => void;
  /** Ends a search whose answer nobody will read. */
  close: () => void;
}

const typingPauseMs = 450;

/** Whether an address as typed can be looked up: a local part, and a domain that ends in a label of two characters or more. */
export const isWholeAddress = (address: string): boolean => addressPattern.test(address) && /\.[^.\s]{2,}$/.test(address);

/** Looks for the servers of an address. The newest question counts; answers to earlier ones are dropped. */
export const createLookupModel = ({
  call,
  sleep,
  found = null,
  createId = () => crypto.randomUUID(),
}: {
  call: Call;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What was found before the form was closed. */
  found?: Discovery | null;
  /** Names a search, so that the bridge can be told to stop it. */
  createId?: () => string;
}): LookupModel => {
  const state = signal<LookupState>(found ? { phase: 'found', discovery: found } : { phase: 'idle' });
  let newest = new AbortController();
  let running: string | null = null;
  const begin = (next: LookupState): AbortSignal => {
    newest.abort();
    if (running !== null) void call('discover.stop', { search: running });
    running = null;
    newest = new AbortController();
    state.value = next;
    return newest.signal;
  };

  const look = async (address: string, { allowHttp = false, tellAddress = true }: LookOptions = {}) => {
    const signal = begin({ phase: 'looking', address });
    const search = createId();
    running = search;
    const answer = await call('discover.servers', { address, allowHttp, tellAddress, search });
    if (signal.aborted) return false;
    running = null;
    if (!answer.ok) state.value = { phase: 'failed', reason: answer.failure };
    else if ('domain' in answer.value) state.value = { phase: 'found', discovery: answer.value };
    else if (answer.value.refused === 'cancelled') state.value = { phase: 'stopped' };
    else state.value = { phase: 'failed', reason: answer.value.refused };
    return true;
  };

  return {
    state,
    look,
    type: async (address) => {
      const signal = begin({ phase: 'idle' });
      if (!isWholeAddress(address)) return false;
      await sleep(typingPauseMs, signal);
      return signal.aborted ? false : look(address, { tellAddress: false });
    },
    stop: () => void begin({ phase: 'stopped' }),
    forget: () => void begin({ phase: 'idle' }),
    close: () => {
      const { phase } = state.peek();
      if (phase === 'looking' || phase === 'idle') begin({ phase: 'idle' });
    },
  };
};
