import { toComparable } from '../codes/comparable-text.ts';
import { findHosts } from './find-hosts.ts';
import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { isSame, mentionsIn, piecesOf, settled, type Mention, type Piece, type Protocol } from './split-by-protocol.ts';
import { portsIn, securityOf, type PortFact, type Security } from './find-ports.ts';
import { says } from './setting-words.ts';

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
const bareFact = (host: string, port: number | null, { ports, security, isServer }: Bare): Fact[] => {
  const protocol = protocolOfName(host) ?? (isServer ? 'any' : null);
  return protocol === null
    ? []
    : [{ protocol, host, ports: port === null ? ports : [{ ...plainPort, port, security }, ...ports], security }];
};
const plainPort = { isAvoided: false, isFallback: false, isPreferred: false };

const factOf = ({ protocol, text }: Piece, domain: string, columnSecurity: Security | null = null): Fact[] => {
  const hosts = findHosts(text, domain);
  const plain = hosts.reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text);
  const comparable = toComparable(plain);
  const ports = portsIn(comparable);
  const security = securityOf(comparable) ?? columnSecurity;
  const own = protocol === null ? null : settled(protocol);
  if (own === null)
    return hosts.flatMap(({ host, port }) => bareFact(host, port, { ports, security, isServer: says('mailServer', comparable) }));
  if (hosts.length === 0) return [{ protocol: own, host: null, ports, security }];
  return hosts.map(({ host, port }, at) => ({
    protocol:
      protocol === 'in' || protocol === 'out' || own === 'other'
        ? (protocolOfName(host) ?? own)
        : protocolOfName(host) === 'pop'
          ? 'pop'
          : own,
    host,
    ports: at > 0 ? [] : port === null ? ports : [{ ...plainPort, port, security }, ...ports],
    security,
  }));
};

/**
 * Whether a line without a protocol goes on about the one before: it says something of a server, a port or encryption, or nothing but a
 * name or a number. A number in a footer is no port.
 */
const goesOn = (line: PageLine, text: string, domain: string): boolean => {
  if (line.kind === 'row') return true;
  const rest = toComparable(findHosts(text, domain).reduce((left, { host }) => left.replace(host, ''), text));
  return !/\p{L}{3}/u.test(rest) || says('port', rest) || says('encrypted', rest) || says('server', rest);
};

/** What the lines of a page say of protocols, hosts and ports, in their order. Quotations and what follows comments do not count. */
export const findFacts = (lines: readonly PageLine[], domain: string): Fact[] => {
  const facts: Fact[] = [];
  let scope: Mention['protocol'] | null = null;
  let columns: { protocol: Mention['protocol'] | null; security: Security | null }[] = [];
  for (const line of lines) {
    if (line.kind === 'quote') continue;
    if (line.kind !== 'row' && line.kind !== 'head-row') columns = [];
    if (line.kind === 'head-row') {
      columns = line.cells.map((cell) => ({
        protocol: mentionsIn(toComparable(cell)).find(({ protocol }) => protocol !== 'other')?.protocol ?? null,
        security: securityOf(toComparable(cell)),
      }));
      continue;
    }
    const named = columns.filter(({ protocol }) => protocol !== null).length;
    if (line.kind === 'row' && named >= 2) {
      const [head = '', ...cells] = line.cells;
      const direction = mentionsIn(toComparable(head))[0]?.protocol ?? null;
      if (direction !== null) scope = direction;
      for (const [at, cell] of cells.entries()) {
        const column = columns[at + 1]?.protocol ?? null;
        // Below a column for POP nothing is about IMAP, and what is sent is sent alike.
        if (column === null || (direction === 'out' && settled(column) === 'pop')) continue;
        const isOut = (scope === 'out' || scope === 'smtp') && column !== 'out';
        facts.push(...factOf({ protocol: isOut ? scope : column, text: `${head} ${cell}` }, domain, securityOf(toComparable(head))));
      }
      continue;
    }
    if (line.kind === 'row') {
      const spoken = mentionsIn(toComparable(withoutHosts(line.cells.join(' · '), domain)));
      const [first] = spoken;
      const explicit = spoken.find(({ protocol }) => protocol === 'imap' || protocol === 'smtp' || protocol === 'pop');
      const subject = explicit ?? first;
      if (subject && spoken.every(({ protocol }) => isSame(protocol, subject.protocol))) scope = subject.protocol;
      else if (spoken.length > 1) {
        for (const piece of piecesOf(line.cells.join(' · '), scope)) facts.push(...factOf(piece, domain));
        continue;
      }
      const whole = line.cells.join(' · ');
      const perCell = columns.some(({ security }) => security !== null) && columns.length === line.cells.length;
      if (!perCell) facts.push(...factOf({ protocol: scope, text: whole }, domain));
      else
        for (const [at, cell] of line.cells.entries())
          facts.push(...factOf({ protocol: scope, text: cell }, domain, columns[at]!.security));
      continue;
    }
    const text = line.cells.join(' ');
    if (line.kind === 'heading' && says('heading', toComparable(text))) break;
    const sentences = text.split(/(?<=[.!?。！？])\s+(?=\p{Lu})|[;；]\s*/u);
    for (const sentence of sentences) {
      const pieces = piecesOf(sentence, scope);
      const own = pieces.flatMap((piece, at) =>
        at > 0 || piece.protocol !== scope || goesOn(line, piece.text, domain) ? factOf(piece, domain) : [],
      );
      facts.push(...shareHost(own, pieces, domain));
      scope = pieces.at(-1)?.protocol ?? scope;
    }
  }
  return facts;
};

/** `Server: mail.example.org, IMAP port 993, SMTP port 465`: one host before, and protocols that only name ports. */
const shareHost = (facts: readonly Fact[], pieces: readonly Piece[], domain: string): Fact[] => {
  const [first, ...rest] = pieces;
  const hosts = findHosts(first?.text ?? '', domain);
  const [only] = hosts;
  const isOpen = only && hosts.length === 1 && first && first.protocol !== 'imap' && first.protocol !== 'smtp' && first.protocol !== 'pop';
  if (!isOpen || rest.length === 0 || rest.some(({ text }) => findHosts(text, domain).length > 0)) return [...facts];
  return facts.map((fact) =>
    fact.host === null && fact.ports.length > 0 && fact.protocol !== 'other' ? { ...fact, host: only.host } : fact,
  );
};

const withoutHosts = (text: string, domain: string): string =>
  findHosts(text, domain).reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text);
