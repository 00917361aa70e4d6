import { signal, type ReadonlySignal } from '@preact/signals';
import type { AccountChangeInput } from '@kurrier/shared/account/account-draft';
import type { SignInOption, SignInView } from '@kurrier/shared/api/oauth';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Call } from '../call.ts';
import type { PolicyClients } from './policy-clients.ts';
import type { SignInRefusal } from './sign-ins-model.ts';

type OptionState = { phase: 'none' | 'looking' } | { phase: 'found'; issuer: string; option: SignInOption };

interface ClientFields {
  clientId: string;
  clientSecret: string;
  tenant: string;
}

export interface SignInOptionModel {
  state: ReadonlySignal<OptionState>;
  /** The guided page for a client id is open. */
  isClientOpen: ReadonlySignal<boolean>;
  client: ReadonlySignal<ClientFields>;
  /** Why the last try did not get as far as the provider's page. */
  problem: ReadonlySignal<SignInRefusal | BridgeProblem | 'client-refused' | Failure | null>;
  isBeginning: ReadonlySignal<boolean>;
  /** Finds out what stands where a sign-in at this issuer could be; null: there is none. */
  look: (issuer: string | null) => Promise<void>;
  /** The same question again; what was found stands until it is answered. */
  lookAgain: () => Promise<void>;
  openClient: () => void;
  closeClient: () => void;
  editClient: (change: Partial<ClientFields>) => void;
  /** Keeps the client id that was entered. */
  keepClient: () => Promise<boolean>;
  begin: (change: AccountChangeInput, accountId?: string) => Promise<SignInView | null>;
}

const emptyClient: ClientFields = { clientId: '', clientSecret: '', tenant: '' };

/** Whether the form's address can be signed in at its provider, and the guided page for a client id of one's own. */
export const createSignInOptionModel = ({
  call,
  readManagedClientIds,
}: {
  call: Call;
  readManagedClientIds: () => Promise<PolicyClients>;
}): SignInOptionModel => {
  const state = signal<OptionState>({ phase: 'none' });
  const isClientOpen = signal(false);
  const client = signal(emptyClient);
  const problem = signal<ReturnType<SignInOptionModel['problem']['peek']>>(null);
  const isBeginning = signal(false);
  let asked: string | null = null;

  const look = async (issuer: string | null) => {
    // Called from effects, which are not to run again for what is set here.
    if (issuer === asked && state.peek().phase !== 'none') return;
    asked = issuer;
    problem.value = null;
    isClientOpen.value = false;
    state.value = { phase: issuer === null ? 'none' : 'looking' };
    if (issuer !== null) await ask(issuer);
  };
  const ask = async (issuer: string) => {
    const answer = await call('oauth.find', { of: { issuer }, policyClients: await readManagedClientIds() });
    if (asked !== issuer) return;
    state.value = answer.ok && !('refused' in answer.value) ? { phase: 'found', issuer, option: answer.value } : { phase: 'none' };
  };

  return {
    state,
    isClientOpen,
    client,
    problem,
    isBeginning,
    look,
    lookAgain: async () => {
      if (asked !== null) await ask(asked);
    },
    openClient: () => (isClientOpen.value = true),
    closeClient: () => (isClientOpen.value = false),
    editClient: (change) => {
      client.value = { ...client.value, ...change };
      problem.value = null;
    },
    keepClient: async () => {
      if (state.value.phase !== 'found') return false;
      const { clientId, clientSecret, tenant } = client.value;
      const kept = await call('oauth.keepClient', {
        of: { issuer: state.value.issuer },
        client: {
          clientId: clientId.trim(),
          ...(clientSecret.trim() !== '' && { clientSecret: clientSecret.trim() }),
          ...(tenant.trim() !== '' && { tenant: tenant.trim() }),
        },
      });
      const isKept = kept.ok && 'kept' in kept.value;
      problem.value = isKept ? null : kept.ok ? 'unknown-provider' : kept.failure === 'bridge-error' ? 'client-refused' : kept.failure;
      // Nothing secret stays in a page.
      client.value = { ...client.value, clientSecret: '' };
      return isKept;
    },
    begin: async (change, accountId) => {
      if (state.value.phase !== 'found' || isBeginning.value) return null;
      isBeginning.value = true;
      problem.value = null;
      const policyClients = await readManagedClientIds();
      const answer = await call('oauth.begin', {
        of: { issuer: state.value.issuer },
        change,
        policyClients,
        ...(accountId !== undefined && { id: accountId }),
      });
      isBeginning.value = false;
      if (!answer.ok) problem.value = answer.failure;
      else if (!('refused' in answer.value)) return answer.value;
      else problem.value = answer.value.refused === 'failed' ? answer.value.failure : answer.value.refused;
      return null;
    },
  };
};
