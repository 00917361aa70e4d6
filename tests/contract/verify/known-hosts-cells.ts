import type { Leg } from '../../../shared/src/account/connection.ts';

/** A host that was typed, and the one that is meant. */
export interface HostCell {
  leg: Leg;
  address: string;
  typed: string;
  port: number;
  otherHost?: string;
  /** What discovery knows of the address. */
  published?: string;
  /** How the typed host fails. */
  fails: 'no such name' | 'refuses' | 'silent';
  meant: string;
}

const ways = ['no such name', 'refuses', 'silent'] as const;
const legsOf = { smtp: 465, imap: 993 } as const;
const both = Object.keys(legsOf) as Leg[];

/** A provider's name, web page or other server typed where its server for this leg belongs. */
const typedProviders: [typed: string, address: string, meant: Partial<Record<Leg, string>>][] = [
  ['gmail.com', 'ann@own.test', { smtp: 'smtp.gmail.com', imap: 'imap.gmail.com' }],
  ['mail.google.com', 'ann@own.test', { smtp: 'smtp.gmail.com', imap: 'imap.gmail.com' }],
  ['imap.gmail.com', 'ann@own.test', { smtp: 'smtp.gmail.com' }],
  ['smtp.gmail.com', 'ann@own.test', { imap: 'imap.gmail.com' }],
  ['pop.gmail.com', 'ann@own.test', { smtp: 'smtp.gmail.com', imap: 'imap.gmail.com' }],
  ['outlook.office.com', 'ann@own.test', { smtp: 'smtp.office365.com', imap: 'outlook.office365.com' }],
  ['yahoo.com', 'ann@own.test', { smtp: 'smtp.mail.yahoo.com', imap: 'imap.mail.yahoo.com' }],
  ['mail.yahoo.com', 'ann@own.test', { smtp: 'smtp.mail.yahoo.com', imap: 'imap.mail.yahoo.com' }],
  ['imap.fastmail.com', 'ann@own.test', { smtp: 'smtp.fastmail.com' }],
  ['smtp.fastmail.com', 'ann@own.test', { imap: 'imap.fastmail.com' }],
];

/** A wrong host beside an address of a provider that is known. */
const knownAddresses: [address: string, meant: Record<Leg, string>][] = [
  ['ann@gmail.com', { smtp: 'smtp.gmail.com', imap: 'imap.gmail.com' }],
  ['ann@yahoo.com', { smtp: 'smtp.mail.yahoo.com', imap: 'imap.mail.yahoo.com' }],
  ['ann@fastmail.com', { smtp: 'smtp.fastmail.com', imap: 'imap.fastmail.com' }],
];

/** Every way in which a host is known, times every way in which the typed one fails. */
export const hostCells: readonly HostCell[] = [
  ...typedProviders.flatMap(([typed, address, meant]) =>
    both.flatMap((leg) =>
      ways.flatMap((fails): HostCell[] => {
        const host = meant[leg];
        return host === undefined ? [] : [{ leg, address, typed, port: legsOf[leg], fails, meant: host }];
      }),
    ),
  ),
  ...knownAddresses.flatMap(([address, meant]) =>
    both.flatMap((leg) =>
      ways.map((fails): HostCell => ({
        leg,
        address,
        typed: 'mial.wrong.test',
        port: legsOf[leg],
        fails,
        meant: meant[leg],
      })),
    ),
  ),
  ...both.flatMap((leg) =>
    ways.flatMap((fails): HostCell[] => {
      const at = { leg, address: 'ann@own.test', port: legsOf[leg], fails };
      return [
        // One good leg proposes its host, or the sister of it, for the other.
        { ...at, typed: 'wrong.own.test', otherHost: 'mail.own.test', meant: 'mail.own.test' },
        { ...at, typed: 'wrong.own.test', otherHost: `${leg === 'smtp' ? 'imap' : 'smtp'}.own.test`, meant: `${leg}.own.test` },
        // Names of the two legs exchanged.
        { ...at, typed: `${leg === 'smtp' ? 'imap' : 'smtp'}.own.test`, meant: `${leg}.own.test` },
        // Only discovery knows.
        { ...at, typed: 'wrong.own.test', published: 'mx7.hoster.test', meant: 'mx7.hoster.test' },
      ];
    }),
  ),
];

/** A port of the other protocol or of POP, and the port of this one that works on the same host. */
export const portCells = (
  [
    ['smtp', [993, 143, 995, 110], [465, 587]],
    ['imap', [465, 587, 25, 995, 110], [993, 143]],
  ] as const
).flatMap(([leg, wrong, right]) => wrong.flatMap((typed) => right.map((works) => ({ leg, typed, works }))));
