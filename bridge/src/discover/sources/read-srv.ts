import type { FoundServer } from '@kurrier/shared/discovery/discovery';
import type { MailAddress } from '../mail-address.ts';
import type { Offer } from '../offer.ts';

/** One SRV record (RFC 2782); a target of `.` may arrive as an empty string. */
export interface SrvRecord {
  name: string;
  port: number;
  priority: number;
  weight: number;
}

/** The services that are asked for: RFC 6186 §3, with `submissions` of RFC 8314 §5.1. */
export const srvServices = ['imaps', 'imap', 'submissions', 'submission'] as const;
export type SrvService = (typeof srvServices)[number];

/** By service; undefined where the lookup failed. */
export type SrvAnswers = Readonly<Record<SrvService, readonly SrvRecord[] | undefined>>;

/**
 * What SRV records say. TLS at once is preferred (RFC 8314 §3); a leg whose only target is `.` is not offered, if both of its services were
 * answered. Usernames are the address (RFC 6186 §4).
 */
export const readSrv = (records: SrvAnswers, address: MailAddress): Offer => {
  const imap = readLeg(records.imaps, records.imap, address);
  const smtp = readLeg(records.submissions, records.submission, address);
  return { ...(imap && { imap }), ...(smtp && { smtp }), prepare: [], documentation: [] };
};

const readLeg = (
  implicit: SrvAnswers[SrvService],
  explicit: SrvAnswers[SrvService],
  { address }: MailAddress,
): FoundServer[] | undefined => {
  const read = (found: readonly SrvRecord[] = [], security: FoundServer['security']): FoundServer[] =>
    found
      .filter((record) => !isNone(record) && record.port >= 1 && record.port <= 65_535)
      .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight)
      .slice(0, 10)
      .map(({ name, port }) => ({ host: name, port, security, username: address, password: true, oauth2: false }));
  const servers = [...read(implicit, 'implicit-tls'), ...read(explicit, 'starttls')];
  if (servers.length > 0) return servers;
  if (!implicit || !explicit) return undefined;
  const all = [...implicit, ...explicit];
  return all.length > 0 && all.every(isNone) ? [] : undefined;
};

const isNone = ({ name }: SrvRecord): boolean => name === '' || name === '.';
