import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Account } from '@kurrier/shared/account/account';
import type { SignInView } from '@kurrier/shared/api/oauth';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Call } from '../call.ts';
import { createAddressFirst, type AddressFirst, type KeptLookup } from '../discovery/address-first-model.ts';
import { fillInForTokens } from '../discovery/use-found-servers.ts';
import type { PolicyClients } from '../sign-in/policy-clients.ts';
import { createSignInOptionModel, type SignInOptionModel } from '../sign-in/sign-in-option-model.ts';
import { changeOf, findErrors, type FieldErrors } from './form-change.ts';
import {
  emptyFields,
  fieldsOf,
  sharesCredentials,
  tidyAddress,
  unwrapAddress,
  withoutPasswords,
  withTidyHosts,
  type FormFields,
} from './form-fields.ts';

/** A form that was left unfinished. Holds no passwords. */
export interface Draft {
  accountId: string | null;
  fields: FormFields;
  /** All fields were shown, not the address alone. */
  isOpen: boolean;
  /** What was found for the address, and which of it was chosen. */
  found?: KeptLookup | null;
}

export type FormPhase =
  | { phase: 'editing' }
  | { phase: 'saving' }
  | { phase: 'refused'; reason: BridgeProblem | 'not-found' }
  /** The person goes on at the provider; the bridge stores the account. */
  | { phase: 'signing-in'; view: SignInView }
  | { phase: 'saved'; account: Account; cursor: number; existing: 'changed' | 'kept' | null };

export interface FormModel {
  /** The account that is edited; null for a new one. */
  account: Account | null;
  fields: ReadonlySignal<FormFields>;
  errors: ReadonlySignal<FieldErrors>;
  phase: ReadonlySignal<FormPhase>;
  isRestored: boolean;
  /** How a new account begins; null for a stored one. */
  addressFirst: AddressFirst | null;
  /** What stands where a sign-in at the provider could be. */
  signIn: SignInOptionModel;
  /** Begins a sign-in at the provider with the form as it is. */
  beginSignIn: () => Promise<void>;
  edit: (change: Partial<Pick<FormFields, 'address' | 'label' | 'sameAsSmtp'>>) => void;
  /** From the address on to what follows it; says what is wrong with the address where it is none. */
  next: () => Promise<void>;
  editLeg: <L extends Leg>(leg: L, change: Partial<FormFields[L]>) => void;
  save: () => Promise<void>;
  discard: () => Promise<void>;
  /** The form is taken off the screen; its draft stays. */
  close: () => void;
}

/** The fields that are shown beside the address while the others are folded away. */
const namesShownFirst = new Set(['address', 'label', 'smtp.password', 'imap.password']);

/**
 * The account form. Every edit is kept as a draft without passwords until it is saved or discarded; errors are shown from
 * the first attempt to save on, and vanish as they are mended.
 */
export const createFormModel = ({
  call,
  keepDraft,
  sleep,
  readManagedClientIds = async () => ({}),
  account = null,
  draft = null,
}: {
  call: Call;
  /** Stores the draft in place of the former one; null forgets it. */
  keepDraft: (draft: Draft | null) => Promise<void>;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What the organisation's browser policy says of client ids. */
  readManagedClientIds?: () => Promise<PolicyClients>;
  account?: Account | null;
  draft?: Draft | null;
}): FormModel => {
  const fields = signal(draft?.fields ?? (account ? fieldsOf(account) : emptyFields()));
  const phase = signal<FormPhase>({ phase: 'editing' });
  const wasTried = signal(false);
  const wasAddressTried = signal(false);
  const legsWithoutPassword = signal<Leg[]>([]);

  const errors = computed((): FieldErrors => {
    const found = wasTried.value || wasAddressTried.value ? findErrors(fields.value, account) : {};
    if (!wasTried.value) return found.address ? { address: found.address } : {};
    for (const leg of legsWithoutPassword.value) {
      const asked = leg === 'imap' && sharesCredentials(fields.value) ? 'smtp' : leg;
      if (fields.value[asked].password === '') found[`${asked}.password`] ??= 'passwordAgain';
    }
    return found;
  });

  const change = (next: FormFields) => {
    fields.value = next;
    if (phase.value.phase === 'refused') phase.value = { phase: 'editing' };
    const isOpen = addressFirst?.isOpen.value ?? true;
    return keepDraft({ accountId: account?.id ?? null, fields: withoutPasswords(next), isOpen, found: addressFirst?.keep() ?? null });
  };
  const addressFirst = account
    ? null
    : createAddressFirst({
        call,
        sleep,
        fields,
        change: (next) => void change(next),
        isOpen: draft?.isOpen ?? false,
        kept: draft?.found ?? null,
      });

  const signIn = createSignInOptionModel({ call, readManagedClientIds });
  const stopLooking = effect(() => {
    const lookup = addressFirst?.lookup.value;
    const found = lookup?.phase === 'found' ? (lookup.discovery.oauthIssuer ?? null) : null;
    void signIn.look(account ? (account.signIn?.issuer ?? null) : found);
  });
  const beginSignIn = async () => {
    wasAddressTried.value = true;
    if (errors.value.address) return;
    const lookup = addressFirst?.lookup.value;
    const isFolded = addressFirst !== null && !addressFirst.isOpen.value;
    const filled =
      isFolded && lookup?.phase === 'found' ? fillInForTokens(fields.value, lookup.discovery, addressFirst.choices.value) : null;
    const view = await signIn.begin(changeOf(withoutPasswords(filled ?? fields.value)), account?.id);
    if (!view) return;
    await keepDraft(null);
    phase.value = { phase: 'signing-in', view };
  };

  const save = async () => {
    if (phase.value.phase === 'saving') return;
    wasTried.value = true;
    fields.value = withTidyHosts({ ...fields.value, address: tidyAddress(fields.value.address) });
    const wrong = Object.keys(errors.value);
    if (wrong.some((name) => !namesShownFirst.has(name))) addressFirst?.open();
    if (wrong.length > 0) return;
    phase.value = { phase: 'saving' };
    const localKeys = addressFirst?.keysToTrust() ?? {};
    const answer = await call('accounts.save', {
      change: changeOf(fields.value),
      ...(account ? { id: account.id } : {}),
      ...(Object.keys(localKeys).length > 0 ? { localKeys } : {}),
    });
    if (!answer.ok) {
      phase.value = { phase: 'refused', reason: answer.failure };
    } else if (!('refused' in answer.value)) {
      await keepDraft(null);
      phase.value = { phase: 'saved', ...answer.value };
    } else if (answer.value.refused === 'not-found') {
      phase.value = { phase: 'refused', reason: 'not-found' };
    } else {
      legsWithoutPassword.value = answer.value.legs;
      phase.value = { phase: 'editing' };
    }
  };

  return {
    account,
    fields,
    errors,
    phase,
    isRestored: draft !== null,
    addressFirst,
    edit: ({ address = fields.value.address, ...part }) => void change({ ...fields.value, ...part, address: unwrapAddress(address) }),
    editLeg: (leg, part) => void change({ ...fields.value, [leg]: { ...fields.value[leg], ...part } }),
    next: async () => {
      wasAddressTried.value = true;
      const address = tidyAddress(fields.value.address);
      if (address !== fields.value.address.trim()) addressFirst?.type(address);
      if (!errors.value.address) await addressFirst?.look();
    },
    signIn,
    beginSignIn,
    save,
    discard: () => keepDraft(null),
    close: () => {
      stopLooking();
      addressFirst?.close();
    },
  };
};
