import { signal, type ReadonlySignal } from '@preact/signals';
import type { Alias } from '@kurrier/shared/api/aliases';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { addressPattern } from '@kurrier/shared/account/account-text';
import type { Answer, Call } from '../call.ts';

export type AliasesState = {
  accountId: string;
  aliases: readonly Alias[];
  /** `asking`: the server is being asked about a new one. */
  phase: 'idle' | 'asking';
  problem: BridgeProblem | 'no-address' | 'not-found' | 'receive-only' | null;
};

export interface AliasesModel {
  state: ReadonlySignal<AliasesState>;
  load: (accountId: string) => Promise<void>;
  /** Asks the account's server whether it takes the address as a sender, and keeps it with the answer. */
  add: (address: string, name: string) => Promise<void>;
  remove: (address: string) => Promise<void>;
}

/**
 * The other addresses that an account sends from, each with what its server said to it. Answers for an account that is no longer shown are
 * dropped.
 */
export const createAliasesModel = ({ call }: { call: Call }): AliasesModel => {
  const state = signal<AliasesState>({ accountId: '', aliases: [], phase: 'idle', problem: null });
  const take = async (accountId: string, answered: Promise<Answer<'aliases.list' | 'aliases.add' | 'aliases.remove'>>) => {
    const answer = await answered;
    if (state.value.accountId !== accountId) return;
    const before = { ...state.value, phase: 'idle' } as const;
    if (!answer.ok) state.value = { ...before, problem: answer.failure };
    else if ('refused' in answer.value) state.value = { ...before, problem: answer.value.refused };
    else state.value = { ...before, aliases: answer.value.aliases, problem: null };
  };
  return {
    state,
    load: (accountId) => {
      state.value = { accountId, aliases: [], phase: 'idle', problem: null };
      return take(accountId, call('aliases.list', { accountId }));
    },
    add: async (address, name) => {
      const { accountId, phase } = state.value;
      if (phase === 'asking') return;
      if (!addressPattern.test(address.trim())) {
        state.value = { ...state.value, problem: 'no-address' };
        return;
      }
      state.value = { ...state.value, phase: 'asking', problem: null };
      await take(accountId, call('aliases.add', { accountId, address: address.trim(), name: name.trim() }));
    },
    remove: (address) => {
      const { accountId } = state.value;
      return take(accountId, call('aliases.remove', { accountId, address }));
    },
  };
};

/** The addresses that the server takes as senders. */
export const provedOf = ({ aliases }: Pick<AliasesState, 'aliases'>): Alias[] => aliases.filter(({ proof }) => proof.state === 'proved');
