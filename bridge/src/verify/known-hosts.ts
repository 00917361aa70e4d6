import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure, FailureKind } from '@kurrier/shared/failure/failure';
import { providerOfDomain, providerOfServer } from '@kurrier/shared/providers';
import type { Provider } from '@kurrier/shared/providers/provider';

/** A server that the typed one may stand for. */
export interface KnownHost {
  host: string;
  port: number;
}

/** What is known besides what was typed; the servers are those that discovery found for the address. */
export interface HostClues {
  address: string;
  /** The host of the account's other leg. */
  otherHost?: string | undefined;
}

/** Failures that another host may mend, where none of its own ports does. */
const mendedByAnotherHost: ReadonlySet<FailureKind> = new Set([
  'net.dns_not_found',
  'net.refused',
  'net.timeout',
  'net.unreachable',
  'net.reset',
  'tls.hostname_mismatch',
  'tls.plaintext_port',
  'tls.starttls_unavailable',
  'tls.handshake_failed',
  'server.wrong_service',
  'server.protocol_violation',
]);

/** Before anybody signed in: later, the host was the right one. */
const early: ReadonlySet<Failure['stage']> = new Set(['name', 'connect', 'tls', 'greeting', 'capabilities']);

/** Whether the typed host may be the wrong one. */
export const isAboutTheHost = ({ kind, stage }: Failure): boolean => mendedByAnotherHost.has(kind) && early.has(stage);

/** Where people read mail in a browser, and the domain or server whose provider that is. */
const webHosts: Readonly<Record<string, string>> = {
  'mail.google.com': 'gmail.com',
  'google.com': 'gmail.com',
  'outlook.live.com': 'outlook.com',
  'outlook.office.com': 'smtp.office365.com',
  'outlook.cloud.microsoft': 'smtp.office365.com',
  'office365.com': 'smtp.office365.com',
  'office.com': 'smtp.office365.com',
};

/**
 * The servers that are known for a leg without asking anybody, the surest first: those of the address's provider, those of the provider
 * whose name, web page or other server was typed, then the account's other host and its sisters (`imap.` beside `smtp.`). The typed host is
 * none.
 */
export const knownHosts = (leg: Leg, typed: string, { address, otherHost }: HostClues): KnownHost[] => {
  const host = plain(typed);
  const providers = [providerOfDomain(domainOf(address)), providerOfHost(host)].filter((provider) => provider !== undefined);
  const known = providers.flatMap((provider) => serversOf(provider, leg, domainOf(address)));
  const neighbours = [...(otherHost === undefined ? [] : [plain(otherHost), ...sistersOf(leg, plain(otherHost))]), ...sistersOf(leg, host)];
  const all = [...known, ...neighbours.flatMap((name) => usualPorts[leg].map((port) => ({ host: name, port })))];
  const seen = new Set<string>();
  return all.filter((server) => {
    const key = `${server.host}:${server.port}`;
    const isNew = server.host !== host && !seen.has(key);
    seen.add(key);
    return isNew;
  });
};

const usualPorts: Record<Leg, readonly number[]> = { smtp: [465, 587], imap: [993, 143] };

const plain = (host: string): string => host.trim().toLowerCase().replace(/\.$/, '');
const domainOf = (address: string): string => plain(address.slice(address.lastIndexOf('@') + 1));

const serversOf = (provider: Provider, leg: Leg, domain: string): KnownHost[] =>
  (provider[leg] ?? [])
    .map(({ host, port }) => ({ host: host.replace('{domain}', domain), port }))
    .filter(({ host }) => host !== '127.0.0.1');

/** By a server of either leg, by a web page, or by a domain that the name ends in: `imap.outlook.com` ends in `outlook.com`. */
const providerOfHost = (host: string): Provider | undefined => {
  const meant = webHosts[host] ?? host;
  const ends = meant.split('.').map((_, i, labels) => labels.slice(i).join('.'));
  return (
    providerOfServer('smtp', meant) ??
    providerOfServer('imap', meant) ??
    ends.map((end) => providerOfDomain(webHosts[end] ?? end)).find((provider) => provider !== undefined)
  );
};

const roles = new Set([
  'smtp',
  'smtps',
  'imap',
  'imaps',
  'pop',
  'pop3',
  'mail',
  'mx',
  'out',
  'in',
  'outgoing',
  'incoming',
  'www',
  'webmail',
]);

/** The names that the same operator gives to this leg's server, where the first label says what another is for. */
const sistersOf = (leg: Leg, host: string): string[] => {
  const [role = '', ...domain] = host.split('.');
  return roles.has(role) && domain.length >= 2
    ? [`${leg}.${domain.join('.')}`, `mail.${domain.join('.')}`].filter((name) => name !== host)
    : [];
};
