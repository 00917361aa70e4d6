import { fieldsNamed } from './header-lines.ts';
import { parseAuthenticationResults, type AuthenticationResults } from './authentication-results.ts';

/** Whose word about senders counts: the server that an account's mail is received by. */
export interface Receiver {
  /** Where the mail is fetched from. */
  imapHost: string;
  /** The account's own address. */
  address: string;
}

/** `confirmed`: DMARC passed. `refused`: it failed. `unknown`: nobody who counts said either. */
export interface SenderJudgement {
  state: 'confirmed' | 'refused' | 'unknown';
  /** The domain of the one From address, lower case; null where there is not exactly one. */
  domain: string | null;
  /** The domains that signed, by the same word. */
  dkimDomains: readonly string[];
}

/** The part of a host name that somebody registered; undefined for a bare public suffix or an address. */
export type RegistrableDomain = (host: string) => string | undefined;

/** Servers that call themselves otherwise than the host that mail is fetched from, by its registrable domain. */
const authservIds: Readonly<Record<string, readonly string[]>> = {
  'gmail.com': ['mx.google.com'],
  'googlemail.com': ['mx.google.com'],
  'office365.com': ['', 'mx.microsoft.com', 'outlook.com'],
  'outlook.com': ['', 'mx.microsoft.com'],
  'hotmail.com': ['', 'mx.microsoft.com'],
  'live.com': ['', 'mx.microsoft.com'],
  'me.com': ['icloud.com'],
  'fastmail.com': ['messagingengine.com'],
  'gmx.net': ['gmx.net', 'mx.gmx.net'],
  'aol.com': ['yahoo.com'],
  'yandex.com': ['yandex.ru', 'yandex.net'],
  'yandex.ru': ['yandex.net'],
  'zoho.com': ['mx.zohomail.com'],
  'zoho.eu': ['mx.zohomail.eu'],
};

/**
 * Whether a server that says so is the one that received the mail: it has the registrable domain of the host that mail is fetched from or,
 * on a domain of one's own, of the address; or is known to belong to it.
 */
const isTrustedServer = (authservId: string, { imapHost, address }: Receiver, registrable: RegistrableDomain): boolean => {
  const host = registrable(imapHost);
  if (host && authservIds[host]?.some((known) => authservId === known || (known !== '' && authservId.endsWith(`.${known}`)))) return true;
  const owner = registrable(authservId);
  if (owner === undefined) return false;
  return owner === host || owner === registrable(address.replace(/^.*@/, ''));
};

const addressIn = (from: readonly string[]): string | null => {
  // Names may be anything, an address among it: only what stands in angle brackets counts where there are any.
  const plain =
    from.length === 1
      ? from[0]!
          .slice(0, 2_000)
          .replace(/"(?:[^"\\]|\\.)*"/g, '')
          .replace(/\([^()]*\)/g, '')
      : '';
  const bracketed = plain.match(/<[^<>]*>/g);
  const found = bracketed ?? plain.split(',');
  const [only = ''] = found.length === 1 ? found : [];
  return /^[^\s@<>,;]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(only.replace(/^<|>$/g, '').trim())?.[1]?.toLowerCase() ?? null;
};

/**
 * What the server that received a message says of its sender. Only the first Authentication-Results field counts, and only from a trusted
 * server: those below it may have come with the message (RFC 8601 §5). Where it stands there more than once they have to agree.
 */
export const judgeSender = (header: string, receiver: Receiver, registrable: RegistrableDomain): SenderJudgement => {
  const domain = addressIn(fieldsNamed(header, 'from'));
  const fields = fieldsNamed(header, 'authentication-results').slice(0, 20).map(parseAuthenticationResults);
  const [first] = fields;
  if (!first || !isTrustedServer(first.authservId, receiver, registrable)) return { state: 'unknown', domain, dkimDomains: [] };
  const own = fields.filter(({ authservId }) => authservId === first.authservId);
  const said = own.flatMap(({ results }) => results.get('dmarc') ?? []);
  const dkimDomains = own.length === 1 ? first.dkimDomains : [];
  if (said.includes('fail') || own.some((field) => !isAbout(field, domain))) return { state: 'refused', domain, dkimDomains };
  const isPassed = said.length > 0 && said.every((result) => result === 'pass') && domain !== null;
  return { state: isPassed ? 'confirmed' : 'unknown', domain, dkimDomains };
};

const isAbout = ({ dmarcFrom }: AuthenticationResults, domain: string | null): boolean => dmarcFrom === null || dmarcFrom === domain;
