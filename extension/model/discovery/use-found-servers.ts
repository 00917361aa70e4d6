import type { Leg } from '@kurrier/shared/account/connection';
import type { Discovery, DiscoverySource, FoundServer, LegDiscovery, Preparation } from '@kurrier/shared/discovery/discovery';
import { settingsOf } from '@kurrier/shared/discovery/found-settings';
import { legs } from '@kurrier/shared/account/security-plan';
import { emptyFields, type FormFields, type LegFields } from '../accounts/form-fields.ts';

export interface Candidate {
  server: FoundServer;
  source: DiscoverySource;
}

/** What the person decided about the servers that were found: which of several, by place in the list, and whether to use them at all. */
export interface Choices {
  smtp: number;
  imap: number;
  /** The hosts that nobody vouches for may be used. */
  isAgreed: boolean;
}

export const firstChoices: Choices = { smtp: 0, imap: 0, isAgreed: false };

/** What became of one leg: `ready` fills the form; the others say why they do not. */
export type LegFinding =
  | { state: 'ready' | 'needs-consent' | 'no-password'; chosen: Candidate; candidates: Candidate[] }
  | { state: 'not-offered' | 'unknown' };

const candidatesOf = (leg: LegDiscovery): Candidate[] =>
  leg.state === 'found' ? [{ server: leg.server, source: leg.source }, ...leg.alternatives] : [];

/** The leg as it stands with these choices. A server that was picked by hand was seen, and needs no second consent. */
export const findingOf = (discovery: Discovery, leg: Leg, choices: Choices): LegFinding => {
  const found = discovery[leg];
  const candidates = candidatesOf(found);
  const chosen = candidates[choices[leg]];
  if (found.state !== 'found' || !chosen) return { state: found.state === 'not-offered' ? 'not-offered' : 'unknown' };
  if (!chosen.server.password) return { state: 'no-password', chosen, candidates };
  const asksConsent = choices[leg] === 0 && found.consent && !choices.isAgreed;
  return { state: asksConsent ? 'needs-consent' : 'ready', chosen, candidates };
};

/** The hosts that the person has to agree to before anything is filled in for them, each with where it was found. */
export const hostsToAgreeTo = (discovery: Discovery, choices: Choices): { host: string; source: DiscoverySource }[] => {
  const hosts = new Map<string, DiscoverySource>();
  for (const leg of legs) {
    const finding = findingOf(discovery, leg, choices);
    if (finding.state === 'needs-consent') hosts.set(finding.chosen.server.host, finding.chosen.source);
  }
  return [...hosts].map(([host, source]) => ({ host, source }));
};

/** The form with the servers that may be used; the others' fields are emptied. What was typed as password stays, for both legs. */
export const fillIn = (fields: FormFields, discovery: Discovery, choices: Choices): FormFields => {
  const empty = emptyFields();
  const password = fields.smtp.password || fields.imap.password;
  const usernames = new Set<string>();
  const legOf = (leg: Leg): LegFields => {
    const finding = findingOf(discovery, leg, choices);
    if (finding.state !== 'ready') return { ...empty[leg], password };
    const { port, ...settings } = settingsOf(finding.chosen.server);
    usernames.add(settings.username);
    return { ...settings, port: String(port), password };
  };
  const [smtp, imap] = [legOf('smtp'), legOf('imap')];
  return { ...fields, smtp: { ...smtp, pool: fields.smtp.pool, noSignIn: false }, imap, sameAsSmtp: usernames.size < 2 };
};

/** Whether a leg's server takes tokens and may be used: nobody has to agree to its host any more. */
const takesToken = (discovery: Discovery, leg: Leg, choices: Choices): boolean => {
  const finding = findingOf(discovery, leg, choices);
  if (!('chosen' in finding) || finding.state === 'needs-consent' || !finding.chosen.server.oauth2) return false;
  const found = discovery[leg];
  return !(found.state === 'found' && found.consent && choices[leg] === 0 && !choices.isAgreed);
};

/** The form with the servers that a sign-in at the provider opens, without passwords; null where there are none. */
export const fillInForTokens = (fields: FormFields, discovery: Discovery, choices: Choices): FormFields | null => {
  const usable = legs.filter((leg) => takesToken(discovery, leg, choices));
  if (usable.length === 0) return null;
  const empty = emptyFields();
  const legOf = (leg: Leg): LegFields => {
    const finding = findingOf(discovery, leg, choices);
    if (!usable.includes(leg) || !('chosen' in finding)) return empty[leg];
    const { port, ...settings } = settingsOf(finding.chosen.server);
    return { ...settings, port: String(port), password: '' };
  };
  return { ...fields, smtp: { ...legOf('smtp'), pool: fields.smtp.pool, noSignIn: false }, imap: legOf('imap'), sameAsSmtp: false };
};

/** The form without servers: those of another address must not get this one's password. */
export const clearServers = (fields: FormFields): FormFields => ({ ...legs.reduce(clearServer, fields), sameAsSmtp: true });

/** The form without the server of one leg. */
export const clearServer = (fields: FormFields, leg: Leg): FormFields => ({
  ...fields,
  [leg]: { ...fields[leg], ...emptyFields()[leg], password: fields[leg].password, ...(leg === 'smtp' && { pool: fields.smtp.pool }) },
});

/** Whether nothing stands for a leg yet. */
export const hasNoServer = (fields: FormFields, leg: Leg): boolean => isSameServer(fields[leg], emptyFields()[leg]);

/** The same server and user, whatever the password. */
export const isSameServer = (one: LegFields, other: LegFields): boolean =>
  (['host', 'port', 'username', 'secure', 'allowUnencrypted'] as const).every((field) => one[field] === other[field]);

/** What to prepare, each thing once: what both legs ask for in the same way concerns the account. */
export const preparationsOf = ({ prepare }: Discovery): Preparation[] => {
  const merged = new Map<string, Preparation>();
  for (const preparation of prepare) {
    const key = [preparation.need, preparation.url, preparation.date].join(' ');
    const { legs: _, ...ofBoth } = preparation;
    merged.set(key, merged.has(key) ? ofBoth : preparation);
  }
  return [...merged.values()];
};

/** Whether nothing at all is known of the address. */
export const isNothingKnown = ({ smtp, imap }: Discovery): boolean => smtp.state === 'unknown' && imap.state === 'unknown';

/** Whether a second look, unencrypted sources included, could find more. */
export const canLookOverHttp = ({ smtp, imap, sources }: Discovery): boolean =>
  (smtp.state === 'unknown' || imap.state === 'unknown') &&
  sources.some(({ source, state }) => source === 'autoconfig-http' && state === 'not-asked');
