import type { ConnectionSecurity } from '@kurrier/shared/account/connection';
import type { Fact } from './piece-facts.ts';
import type { PortFact, Security } from './find-ports.ts';
import { sortPorts } from './ports-by-number.ts';
import type { PageFacts } from './read-page-facts.ts';
import type { UsernameRule } from './username-rule.ts';

/** The settings of one leg as a page says them; null: it does not. */
export interface PageServer {
  host: string;
  port: number | null;
  security: ConnectionSecurity | null;
  username: UsernameRule;
}

export interface PageSettings {
  imap: PageServer | null;
  smtp: PageServer | null;
}

const implicit = new Set([993, 465, 994]);

/** What a port and the words beside it say (RFC 8314): 993 and 465 are TLS from the first byte, whatever a page calls that. */
const securityOf = (port: number | null, said: Security | null): ConnectionSecurity | null => {
  if (port !== null && implicit.has(port)) return 'implicit-tls';
  if (said === 'none') return 'cleartext';
  if (port === null) return said === 'starttls' ? 'starttls' : null;
  return said === null ? null : 'starttls';
};

interface Option {
  host: string;
  port: number | null;
  security: ConnectionSecurity | null;
  rank: number;
  order: number;
}

interface Group {
  host: string | null;
  ports: PortFact[];
  security: Security | null;
}

/** What belongs together: a host and the ports that are named until the next host. */
const groupFacts = (facts: readonly Fact[]): Group[] => {
  const groups: Group[] = [];
  for (const { host, ports, security } of facts) {
    const last = groups.at(-1);
    const isNew = !last || (host !== null && last.host !== null && (host !== last.host || (ports.length > 0 && last.ports.length > 0)));
    const own = ports.map((port) => ({ ...port, security: port.security ?? security }));
    if (isNew) groups.push({ host, ports: own, security });
    else {
      last.host ??= host;
      last.ports.push(...own);
      last.security ??= security;
    }
  }
  return groups;
};

const rankOf = (security: ConnectionSecurity | null, port: PortFact | null): number => {
  const bySecurity = security === 'implicit-tls' ? 40 : security === 'starttls' ? 30 : security === null ? 20 : 0;
  if (!port) return bySecurity - 15;
  return bySecurity + (port.isPreferred ? 15 : 0) - (port.isFallback ? 15 : 0) - (port.isAvoided ? 60 : 0) - (port.port === 25 ? 12 : 0);
};

const optionsOf = (facts: readonly Fact[]): Option[] => {
  const groups = groupFacts(facts);
  const loose = groups.filter(({ host }) => host === null).flatMap(({ ports }) => ports);
  return groups.flatMap(({ host, ports, security: said }, order): Option[] => {
    if (host === null) return [];
    const own = ports.length > 0 ? ports : loose;
    const named = own.map((port): Option => {
      const security = securityOf(port.port, port.security ?? said);
      return { host, port: port.port, security, rank: rankOf(security, port), order };
    });
    const bare = securityOf(null, said);
    return named.length > 0 ? named : [{ host, port: null, security: bare, rank: rankOf(bare, null), order }];
  });
};

/** The best of what is said: one without encryption only where there is no other; one that is said not to be used never. */
const choose = (options: readonly Option[], domain: string): Option | null => {
  // Of two that are as good, the address's own: the other is whom the page tells to move from, or an example.
  const isElsewhere = ({ host }: Option): number => (host === domain || host.endsWith(`.${domain}`) ? 0 : 1);
  return (
    options
      .filter(({ rank }) => rank >= 0)
      .toSorted((a, b) => b.rank - a.rank || isElsewhere(a) - isElsewhere(b) || a.order - b.order)[0] ?? null
  );
};

/** The host that a page names once for both legs: as that of the server, or where it says that the other leg has the same one. */
const commonHost = (facts: readonly Fact[], saysSame: boolean): string | null => {
  const only = (some: readonly Fact[]): string | null => {
    const hosts = new Set(some.flatMap(({ host }) => host ?? []));
    return hosts.size === 1 ? [...hosts][0]! : null;
  };
  return (
    (saysSame ? only(facts.filter(({ protocol }) => protocol === 'imap' || protocol === 'smtp')) : null) ??
    only(facts.filter(({ protocol }) => protocol === 'any'))
  );
};

/** Chooses the settings among what a page says; hosts that are not usable are passed over. A leg without a host is null: nothing is made up. */
export const chooseSettings = (
  { facts: all, domain, username, saysSame }: PageFacts,
  isUsable: (host: string) => boolean = () => true,
): PageSettings => {
  const facts = sortPorts(all.filter(({ host }) => host === null || isUsable(host)));
  const common = commonHost(facts, saysSame);
  const legOf = (protocol: 'imap' | 'smtp'): PageServer | null => {
    const own = facts.filter((fact) => fact.protocol === protocol);
    const isOpen = own.some(({ ports }) => ports.length > 0) && own.every(({ host }) => host === null);
    const shared = isOpen && common !== null ? [{ protocol, host: common, ports: [], security: null }] : [];
    const best = choose(optionsOf([...shared, ...own]), domain);
    return best && { host: best.host, port: best.port, security: best.security, username };
  };
  return { imap: legOf('imap'), smtp: legOf('smtp') };
};
