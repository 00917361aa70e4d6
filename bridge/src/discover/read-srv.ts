import type { FoundServer } from '@kurrier/shared/discovery';
import type { MailAddress } from './mail-address.ts';
import type { Offer } from './offer.ts';

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

/** What SRV records say. TLS at once is preferred (RFC 8314 §3); a leg whose only target is `.` is not offered. Usernames are the address (RFC 6186 §4). */
export const readSrv = (records: Readonly<Record<SrvService, readonly SrvRecord[]>>, address: MailAddress): Offer => {
  const imap = readLeg(records.imaps, records.imap, address);
  const smtp = readLeg(records.submissions, records.submission, address);
  return { ...(imap && { imap }), ...(smtp && { smtp }), prepare: [], documentation: [] };
};

const readLeg = (implicit: readonly SrvRecord[], explicit: readonly SrvRecord[], { address }: MailAddress): FoundServer[] | undefined => {
  if (implicit.length + explicit.length === 0) return undefined;
  const read = (found: readonly SrvRecord[], security: FoundServer['security']): FoundServer[] =>
    found
      .filter(({ name, port }) => name !== '' && name !== '.' && port >= 1 && port <= 65_535)
      .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight)
      .slice(0, 10)
      .map(({ name, port }) => ({ host: name, port, security, username: address, password: true, oauth2: false }));
  return [...read(implicit, 'implicit-tls'), ...read(explicit, 'starttls')];
};
