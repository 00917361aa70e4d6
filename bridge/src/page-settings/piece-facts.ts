import { toComparable } from '../codes/comparable-text.ts';
import { findHosts, type NamedHost } from './find-hosts.ts';
import { portsIn, securityOf, type PortFact, type Security } from './find-ports.ts';
import { says } from './setting-words.ts';
import { settled, type Piece, type Protocol } from './split-by-protocol.ts';

/** What one piece of a page says of one protocol. */
export interface Fact {
  protocol: Protocol;
  host: string | null;
  ports: PortFact[];
  security: Security | null;
}

/** What the name of a host says of itself. */
const protocolOfName = (host: string): Protocol | null => {
  const [first = ''] = host.split('.');
  if (/^(?:secure-?)?imaps?(?:mail)?\d*$|imap/.test(first)) return 'imap';
  if (/^pop\d?s?|pop3/.test(first)) return 'pop';
  if (/smtp|^submission|^relay/.test(first)) return 'smtp';
  return /^(?:mx\d{0,2}|webmail|ldap|www|autodiscover|autoconfig|kb|help|support|docs)$/.test(first) && !/^mx\d/.test(first)
    ? 'other'
    : null;
};

interface Bare {
  ports: PortFact[];
  security: Security | null;
  /** It is called a server, at least. */
  isServer: boolean;
}

/** A host of which no protocol is said. */
const bareFact = ({ host, port, protocol: said }: NamedHost, { ports, security, isServer }: Bare): Fact[] => {
  const protocol = said ?? protocolOfName(host) ?? (isServer ? 'any' : null);
  return protocol === null
    ? []
    : [{ protocol, host, ports: port === null ? ports : [{ ...plainPort, port, security }, ...ports], security }];
};
const plainPort = { isAvoided: false, isFallback: false, isPreferred: false };

/** What a piece says of each of its hosts, or of its protocol where it names none. */
export const factsOf = (
  { protocol, text }: Pick<Piece, 'protocol' | 'text'>,
  domain: string,
  columnSecurity: Security | null = null,
): Fact[] => {
  const hosts = findHosts(text, domain);
  const comparable = toComparable(withoutHosts(text, domain));
  const ports = portsIn(comparable);
  const security = securityOf(comparable) ?? columnSecurity;
  const own = protocol === null ? null : settled(protocol);
  if (own === null) {
    const isServer = hosts.length > 0 && says('mailServer', comparable);
    return hosts.flatMap((named) => bareFact(named, { ports, security, isServer }));
  }
  if (hosts.length === 0) return [{ protocol: own, host: null, ports, security }];
  return hosts.map(({ host, port, protocol: said }, at) => ({
    protocol:
      said ??
      (protocol === 'in' || protocol === 'out' || own === 'other'
        ? (protocolOfName(host) ?? own)
        : protocolOfName(host) === 'pop'
          ? 'pop'
          : own),
    host,
    ports: at > 0 ? [] : port === null ? ports : [{ ...plainPort, port, security }, ...ports],
    security,
  }));
};

/** A text with blanks in the place of its hosts. */
export const withoutHosts = (text: string, domain: string): string => {
  let rest = '';
  for (const { start, end } of findHosts(text, domain)) rest += text.slice(rest.length, start) + ' '.repeat(end - start);
  return rest + text.slice(rest.length);
};

/** `Server: mail.example.org, IMAP port 993, SMTP port 465`: one host before, and protocols that only name ports. */
export const shareHost = (facts: readonly Fact[], pieces: readonly Piece[], domain: string): Fact[] => {
  const [first, ...rest] = pieces;
  const hosts = findHosts(first?.text ?? '', domain);
  const [only] = hosts;
  const isOpen = only && hosts.length === 1 && first && first.protocol !== 'imap' && first.protocol !== 'smtp' && first.protocol !== 'pop';
  if (!isOpen || rest.length === 0 || rest.some(({ text }) => findHosts(text, domain).length > 0)) return [...facts];
  return facts.map((fact) =>
    fact.host === null && fact.ports.length > 0 && fact.protocol !== 'other' ? { ...fact, host: only.host } : fact,
  );
};
