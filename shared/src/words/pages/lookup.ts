import type { ConnectionSecurity, Leg } from '../../account/connection.ts';
import type { Need } from '../../discovery/discovery.ts';

/**
 * Words of the form while servers are looked for, and around what was found. What is said of providers and sources stands in
 * `discovery.ts`.
 */
export const lookupWords = {
  next: 'Continue',
  looking: (domain: string) => `Looking for the servers of ${domain}…`,
  stop: 'Stop',
  again: 'Look again',
  byHand: 'Enter the servers yourself',
  find: 'Find the servers',
  stopped: 'Enter the servers yourself, or look again.',
  cannotLook: (problem: string) => `${problem}, so the servers cannot be looked up. You can enter them yourself.`,
  tooLong: 'This is no address that servers can be found for. You can enter them yourself.',
  servers: 'Servers',
  found: (source: string) => `Found ${source}.`,
  security: { 'implicit-tls': 'TLS', starttls: 'STARTTLS', cleartext: 'no encryption offered' } satisfies Record<
    ConnectionSecurity,
    string
  >,
  signsInAs: (username: string) => `Signs in as ${username}.`,
  notFound: (leg: string) => `No ${leg} server found. You can add it under Edit.`,
  noPassword: 'Passwords do not work here.',
  edit: 'Edit',
  editHint: 'Edit all settings',
  choose: (leg: string) => `${leg} server`,
  agree: (count: number) => (count === 1 ? 'Use this server' : 'Use these servers'),
  newTab: 'opens in a new tab',
  instructions: 'Instructions',
  notUsed: (host: string, source: string) =>
    `${host} was found ${source}. It is not used: remote settings must not lead to this computer or network.`,
  passwords: {
    'app-password': 'App password',
    'mail-password': 'Password for mail programs',
    'local-bridge': 'Password that the bridge shows',
    'bridge-password': 'Password that the bridge shows',
  } satisfies Partial<Record<Need, string>> as Partial<Record<Need, string>>,
  password: 'Password',
  notLookedUp: 'The servers could not be looked up.',
  result: (found: readonly Leg[], words: Record<Leg, string>) =>
    found.length === 0 ? 'No servers found.' : `Found the servers for ${found.map((leg) => words[leg]).join(' and ')}.`,
};
