import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Discovery, LocalServer } from '@kurrier/shared/discovery/discovery';
import { legs } from '@kurrier/shared/account/security-plan';
import type { Call } from '../call.ts';
import { unwrapAddress, type FormFields } from '../accounts/form-fields.ts';
import {
  clearServer,
  clearServers,
  fillIn,
  findingOf,
  firstChoices,
  hasNoServer,
  isNothingKnown,
  isSameServer,
  type Choices,
  type LegFinding,
} from './use-found-servers.ts';
import { keysToTrust, localServersInUse } from './local-servers.ts';
import { createLookupModel, isWholeAddress, type LookupState } from './lookup-model.ts';

/** What was found for an address and what the person decided about it: kept with the draft, so that nothing is asked twice. */
export interface KeptLookup {
  discovery: Discovery;
  choices: Choices;
}

export interface AddressFirst {
  lookup: ReadonlySignal<LookupState>;
  choices: ReadonlySignal<Choices>;
  /** What was found for each leg, with the choices made; null while nothing was. */
  findings: ReadonlySignal<Record<Leg, LegFinding> | null>;
  /** All fields are shown: asked for, or because nothing was found to fill them with. */
  isOpen: ReadonlySignal<boolean>;
  type: (address: string) => void;
  /** Looks now, unless it already does or has for this address. */
  look: () => Promise<void>;
  /** The same mailbox name at another domain: what was found for the slip of the keys goes, and the search begins anew. */
  correctDomain: (domain: string) => void;
  /** What is to be kept of the search with a draft; null where that may be another by the time the form is opened again. */
  keep: () => KeptLookup | null;
  lookAgain: (options?: { allowHttp?: boolean }) => Promise<void>;
  stop: () => void;
  /** Ends a search whose answer nobody will read. */
  close: () => void;
  open: () => void;
  choose: (leg: Leg, index: number) => void;
  agree: () => void;
  /** The servers on this computer that are meant, and the keys by leg that saving trusts. */
  localServers: ReadonlySignal<LocalServer[]>;
  keysToTrust: () => Partial<Record<Leg, string>>;
  /** One password for both legs. */
  typePassword: (password: string) => void;
}

/**
 * A new account from its address: the servers are looked up before a password is asked for, and fill the fields as far as the person may
 * rely on them. Where that fails the fields are there to be filled in by hand.
 */
export const createAddressFirst = ({
  call,
  sleep,
  fields,
  change,
  isOpen: startsOpen,
  kept = null,
}: {
  call: Call;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  fields: ReadonlySignal<FormFields>;
  change: (fields: FormFields) => void;
  isOpen: boolean;
  /** As a draft kept it. */
  kept?: KeptLookup | null;
}): AddressFirst => {
  const { state: lookup, ...lookups } = createLookupModel({ call, sleep, found: kept?.discovery ?? null });
  const choices = signal(kept?.choices ?? firstChoices);
  const isOpen = signal(startsOpen);
  /** The person asked for the fields, and keeps them whatever is found. */
  let isOpenByHand = startsOpen;
  /** Servers were looked for, and the person did not stop that: another address is looked up as well, letter by letter as it is typed. */
  let wantsSearch = kept !== null;

  const findings = computed(() => {
    if (lookup.value.phase !== 'found') return null;
    const { discovery } = lookup.value;
    return { smtp: findingOf(discovery, 'smtp', choices.value), imap: findingOf(discovery, 'imap', choices.value) };
  });
  const localServers = computed(() =>
    lookup.value.phase === 'found' ? localServersInUse(lookup.value.discovery, fields.value, choices.value) : [],
  );
  const decide = (next: Choices) => {
    choices.value = next;
    if (lookup.value.phase === 'found') change(fillIn(fields.value, lookup.value.discovery, next));
  };
  /** `isWished`: the person asked for the search, and what it finds takes the place of what stands there. */
  const follow = async (asked: Promise<boolean>, isWished: boolean) => {
    if (!(await asked)) return;
    choices.value = firstChoices;
    const found = findings.value;
    // Where nothing is known, what was typed by hand is all there is.
    if (!found || legs.every((leg) => found[leg].state === 'unknown')) isOpen.value = true;
    // What was typed while the search was under way stays.
    else if (isWished || legs.every((leg) => hasNoServer(fields.value, leg))) decide(firstChoices);
  };
  /** Whether a leg stands as the search filled it in, or empty: then it belongs to the address that was searched for. */
  const isAsFound = (leg: Leg): boolean => {
    const { value } = lookup;
    const asFound = value.phase === 'found' ? fillIn(fields.value, value.discovery, choices.value) : clearServers(fields.value);
    return hasNoServer(fields.value, leg) || isSameServer(fields.value[leg], asFound[leg]);
  };
  /**
   * Another address: nothing stays of what was found for the former one. What was typed by hand does, and then nothing is looked for
   * unasked.
   */
  const moveOn = (address: string) => {
    const asFound = legs.filter(isAsFound);
    const isWholly = asFound.length === legs.length;
    if (isWholly && !isOpenByHand) isOpen.value = false;
    const moved = asFound.reduce(clearServer, isWholly ? moveTo(fields.value, address) : { ...fields.value, address });
    const isLooking = isWholly && (!isOpen.value || wantsSearch);
    if (!isLooking) lookups.forget();
    // The search is another one before the form is: what is kept of it with the form's draft is kept with its address.
    if (isLooking) wantsSearch = true;
    const asked = isLooking ? lookups.type(address.trim()) : null;
    change(moved);
    if (asked) void follow(asked, false);
  };
  const lookAgain = async (options?: { allowHttp?: boolean }) => {
    const address = fields.value.address.trim();
    // A name without a dot is a server on this network, which nobody can be asked about.
    isOpen.value = !isWholeAddress(address);
    if (isOpen.value) return;
    isOpenByHand = false;
    wantsSearch = true;
    await follow(lookups.look(address, options), true);
  };

  return {
    lookup,
    choices,
    findings,
    isOpen,
    type: (typed) => {
      const address = unwrapAddress(typed);
      if (address.trim() === fields.value.address.trim()) change({ ...fields.value, address });
      else moveOn(address);
    },
    look: async () => {
      if (lookup.value.phase === 'idle') await lookAgain();
    },
    correctDomain: (domain) => {
      const { address } = fields.value;
      change(clearServers(moveTo(fields.value, `${address.slice(0, address.lastIndexOf('@') + 1)}${domain}`)));
      void lookAgain();
    },
    keep: () =>
      lookup.value.phase === 'found' && isKept(lookup.value.discovery, fields.value.address)
        ? { discovery: lookup.value.discovery, choices: choices.value }
        : null,
    lookAgain,
    stop: () => {
      if (lookup.value.phase !== 'idle') lookups.stop();
      wantsSearch = false;
      isOpenByHand = true;
      isOpen.value = true;
    },
    close: lookups.close,
    open: () => {
      isOpenByHand = true;
      isOpen.value = true;
      change(fields.value);
    },
    choose: (leg, index) => decide({ ...choices.value, [leg]: index }),
    agree: () => decide({ ...choices.value, isAgreed: true }),
    localServers,
    keysToTrust: () => (lookup.value.phase === 'found' ? keysToTrust(lookup.value.discovery, fields.value) : {}),
    typePassword: (password) =>
      change({ ...fields.value, smtp: { ...fields.value.smtp, password }, imap: { ...fields.value.imap, password } }),
  };
};

/**
 * The form with another address. A password is of one domain: it does not go to the servers of another, found before anybody read their
 * names.
 */
const moveTo = (fields: FormFields, address: string): FormFields => {
  const domainOf = (text: string) => text.trim().toLowerCase().split('@').at(-1);
  const password = domainOf(fields.address) === domainOf(address) ? {} : { password: '' };
  return { ...fields, address, smtp: { ...fields.smtp, ...password }, imap: { ...fields.imap, ...password } };
};

/** A search for this very address that found something. Programs on this computer come and go: they are looked for anew. */
const isKept = (discovery: Discovery, address: string): boolean =>
  discovery.address === address.trim() &&
  !isNothingKnown(discovery) &&
  discovery.localServers.length === 0 &&
  !discovery.prepare.some(({ need }) => need === 'local-bridge');
