import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure, FailureKind } from '@kurrier/shared/failure/failure';
import { providerOfServer } from '@kurrier/shared/providers';

/** Ports where people sign in (RFC 8314 §7), the better one first; 25 is for servers among themselves and only asked where it was typed. */
const usualPorts: Record<Leg, readonly number[]> = { smtp: [465, 587], imap: [993, 143] };

/** Failures that another port, or another way of starting TLS, may mend. */
const mendedByAnotherDoor: ReadonlySet<FailureKind> = new Set([
  'net.refused',
  'net.timeout',
  'net.reset',
  'net.unreachable',
  'tls.implicit_expected',
  'tls.plaintext_port',
  'tls.starttls_unavailable',
  'tls.handshake_failed',
  'tls.expired',
  'tls.self_signed',
  'tls.untrusted_chain',
  'tls.protocol_too_old',
  'auth.requires_tls',
  'auth.unsupported_mechanism',
  'server.wrong_service',
  'server.protocol_violation',
  'recipient.relay_denied',
]);

/** Nothing answered there, so it need not be asked again. */
const isDead = ({ kind, stage }: Failure): boolean => stage === 'connect' || kind === 'net.timeout';

/** Whether the failure came before anything was judged that another door would judge the same. */
const isAboutTheDoor = ({ kind, stage }: Failure): boolean =>
  mendedByAnotherDoor.has(kind) &&
  !(kind.startsWith('net.') && (stage === 'sign-in' || stage === 'name' || stage === 'mailbox' || stage === 'sender'));

/** The ports of the typed host that are worth listening to, in the order in which they would be proposed. */
export const portsToProbe = (leg: Leg, { port, username }: Pick<ServerSettings, 'port' | 'username'>, failure: Failure): number[] => {
  // Where nobody signs in, no other port relays either.
  if (!isAboutTheDoor(failure) || (wantsNoSignIn({ username }) && failure.kind === 'recipient.relay_denied')) return [];
  const typed = isDead(failure) ? [] : [port];
  return [...new Set([...typed, ...usualPorts[leg].filter((usual) => usual !== port)])];
};

const maxNames = 5;
const hostName = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i;

/** Whether the names of a certificate can only be found out by asking for the address's own name: `*.host.example` names no host. */
export const hasWildcard = ({ kind, certificate }: Failure): boolean =>
  kind === 'tls.hostname_mismatch' && (certificate?.names ?? []).some((name) => name.startsWith('*.'));

/**
 * Names that a certificate for another host gives for its own, and names of its address that one of its wildcards covers: worth comparing
 * with the typed host.
 */
export const namesToProbe = (
  { host }: Pick<ServerSettings, 'host'>,
  { kind, certificate }: Failure,
  reverseNames: readonly string[],
): string[] => {
  if (kind !== 'tls.hostname_mismatch') return [];
  const names = certificate?.names ?? [];
  const covered = reverseNames.filter((name) => names.includes(`*.${name.split('.').slice(1).join('.')}`));
  return [...new Set([...names, ...covered])]
    .filter((name) => hostName.test(name) && name.toLowerCase() !== host.toLowerCase())
    .slice(0, maxNames);
};

/**
 * The other form of a user name that was refused: an address without its domain, or the address itself. None at a known
 * provider, whose form is known, too: there the password is what is wrong.
 */
export const otherUsername = (
  leg: Leg,
  { host, username }: Pick<ServerSettings, 'host' | 'username'>,
  address: string,
  { kind }: Failure,
): string | undefined => {
  if (kind !== 'auth.invalid_credentials' || wantsNoSignIn({ username }) || providerOfServer(leg, host.toLowerCase())) return undefined;
  const other = username.includes('@') ? username.slice(0, username.lastIndexOf('@')) : address;
  return other === username || other === '' ? undefined : other;
};
