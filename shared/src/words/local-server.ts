import type { LocalServer } from '../discovery/discovery.ts';

/** What is said of a mail server on this computer; `{places}` are its addresses and ports. */
export interface LocalServerWords {
  /** Completes "… listens at …": what a program says of itself is no proof. */
  programs: Record<LocalServer['product'], string>;
  /** `{program}` and `{places}` */
  listens: string;
  listeners: Record<LocalServer['listener'], string>;
  trust: Record<LocalServer['trust'], string>;
  /** Opens the certificate's facts. */
  certificate: string;
  /** `{places}` */
  otherUser: string;
}

export const localServerEn: LocalServerWords = {
  programs: {
    'proton-bridge': 'A program that presents itself as Proton Mail Bridge',
    hydroxide: 'A program that answers as hydroxide does',
    davmail: 'A program that presents itself as DavMail',
    dovecot: 'A program that presents itself as Dovecot',
    postfix: 'A program that presents itself as Postfix',
    other: 'A mail server that does not say which program it is',
  },
  listens: '{program} listens on this computer, at {places}.',
  listeners: {
    own: 'It runs as the same user as Kurrier’s bridge.',
    system: 'It runs as the system’s own user.',
    unknown: 'Which user started it cannot be told here.',
  },
  trust: {
    new: 'No authority vouches for the certificate there. Saving trusts it, for {places} only; if another one is shown later, no password is sent.',
    trusted: 'You trust the certificate there already.',
    changed:
      'The certificate is not the one you trust for {places}. No password is sent there; the test of the account shows both certificates.',
    vouched: '',
    none: 'Without encryption: the password does not leave this computer, but another program in the same place could not be told apart.',
  },
  certificate: 'The certificate',
  otherUser: 'A program of another user of this computer listens at {places}. It is not used: it could collect passwords.',
};

/**
 * What is known of servers on this computer that are run and trusted alike, in sentences: who listens where, as which user, and what saving
 * trusts.
 */
export const describeLocalServers = (servers: readonly LocalServer[], words: LocalServerWords): string[] => {
  const [first] = servers;
  if (!first) return [];
  const programs = [...new Set(servers.map(({ product }) => product))];
  const listening = programs.map((product) =>
    words.listens
      .replace('{program}', () => words.programs[product])
      .replace('{places}', () => placesOf(servers.filter((server) => server.product === product))),
  );
  const trust = words.trust[first.trust].replaceAll('{places}', () => placesOf(servers));
  return [...listening, words.listeners[first.listener], ...(trust === '' ? [] : [trust])];
};

const placesOf = (servers: readonly LocalServer[]): string => servers.map(({ host, port }) => `${host}:${port}`).join(' and ');
