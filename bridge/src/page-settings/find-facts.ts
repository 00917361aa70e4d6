import { toComparable } from '../codes/comparable-text.ts';
import { findHosts } from './find-hosts.ts';
import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { says, words } from './setting-words.ts';

type Protocol = 'imap' | 'smtp' | 'pop' | 'other';

/** A port, and what is said beside it. */
export interface PortFact {
  port: number;
  /** What is written of its encryption; null: nothing beside the port itself. */
  security: Security | null;
  isAvoided: boolean;
  isFallback: boolean;
  isPreferred: boolean;
}
export type Security = 'starttls' | 'encrypted' | 'none';

/** What one piece of a page says of one protocol. */
export interface Fact {
  protocol: Protocol;
  host: string | null;
  ports: PortFact[];
  security: Security | null;
}

/** Where a protocol is spoken of; `in` and `out` are directions, which a protocol beside them makes clear. */
interface Mention {
  protocol: Protocol | 'in' | 'out';
  start: number;
  end: number;
}

const kinds = [
  ['imap', 'imap'],
  ['smtp', 'smtp'],
  ['pop', 'pop'],
  ['other', 'other'],
  ['incoming', 'in'],
  ['outgoing', 'out'],
] as const;

const mentionsIn = (text: string): Mention[] =>
  kinds
    .flatMap(([concept, protocol]) =>
      [...text.matchAll(words[concept])].map(({ 0: word, index }) => ({ protocol, start: index, end: index + word.length })),
    )
    .toSorted((a, b) => a.start - b.start);

/** `SSL: no` */
const switchedOff =
  /(?:ssl|tls|starttls|encryption|verschlusselung|chiffrement|cifrado|crittografia|versleuteling)[^\p{L}]{0,6}[:=–-]\s?(?:no|nein|non|nao|nie|ne|net|нет|ні|off|aus|disabled|none|keine?|aucune?|ninguno|nessuna|geen|なし|无|없음)(?!\p{L})/u;

const securityOf = (text: string): Security | null =>
  says('insecure', text) || switchedOff.test(text)
    ? 'none'
    : says('starttls', text)
      ? 'starttls'
      : says('encrypted', text)
        ? 'encrypted'
        : null;

const usual = new Set([25, 110, 143, 465, 585, 587, 993, 994, 995, 2525, 2526, 1025, 1143]);
const portWord = /(?:port|porta|puerto|poort|porty|порт|ポート|端口|端口号|埠|포트|منفذ|פורט)\P{L}{0,12}$/iu;

/** Ports in a text: usual numbers, and others where the word stands before them. What is said up to the next one is said of it. */
const portsIn = (text: string): PortFact[] => {
  const found = [...text.matchAll(/(?<![\d@#+]|\d[.,:/\s-])\d{2,5}(?!\d|[.,:/-]\d|\s\d|\s?(?:mb|gb|kb|мб|гб|кб|min|%))/gu)].filter(
    ({ 0: number, index }) => {
      const port = Number(number);
      return port < 65_536 && (usual.has(port) || portWord.test(text.slice(Math.max(0, index - 30), index)));
    },
  );
  return found.map(({ 0: number, index }, at) => {
    const until = found[at + 1]?.index ?? text.length;
    const since = at === 0 ? 0 : found[at - 1]!.index + found[at - 1]![0].length;
    const after = text.slice(index + number.length, until);
    // What stands before the first number is said of the line; between two, of the one before it, unless it stands close.
    const close = after.split(/[;,，；、]|\s(?:or|oder|ou|o|of|lub|nebo|или|或|または)\s/u)[0] ?? '';
    const before = text.slice(Math.max(since, index - 40), index);
    return {
      port: Number(number),
      security: securityOf(close) ?? (at === 0 ? null : securityOf(before)),
      isAvoided: says('avoided', close) || (found.length === 1 && says('avoided', text)),
      isFallback: says('fallback', close) || says('fallback', before) || (found.length === 1 && says('fallback', text)),
      isPreferred: says('preferred', close) && !says('avoided', close),
    };
  });
};

const settled = (protocol: Mention['protocol']): Protocol => (protocol === 'in' ? 'imap' : protocol === 'out' ? 'smtp' : protocol);
/** A direction and the protocol that goes it are one thing: `incoming (IMAP)`. */
const isSame = (a: Mention['protocol'], b: Mention['protocol']): boolean =>
  a === b ||
  (a === 'in' && (b === 'imap' || b === 'pop')) ||
  (b === 'in' && (a === 'imap' || a === 'pop')) ||
  (a === 'out' && b === 'smtp') ||
  (a === 'smtp' && b === 'out');
const finer = (a: Mention['protocol'], b: Mention['protocol']): Mention['protocol'] => (a === 'in' || a === 'out' ? b : a);

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

interface Piece {
  protocol: Mention['protocol'] | null;
  text: string;
}

/** The pieces of a line, each about one protocol; what stands before the first mention goes on about what was spoken of. */
const piecesOf = (text: string, scope: Mention['protocol'] | null): Piece[] => {
  const hidden = findHosts(text, 'x.example').reduce(
    (rest, { start, end }) => rest.slice(0, start) + '\u0001'.repeat(end - start) + rest.slice(end),
    text,
  );
  const comparable = hidden.toLowerCase().length === hidden.length ? toComparableSameLength(hidden) : hidden.toLowerCase();
  const pieces: Piece[] = [];
  let [protocol, start, used] = [scope, 0, 0];
  for (const mention of mentionsIn(comparable)) {
    const between = text.slice(used, mention.start);
    const saysNothing = !/\d{2,}|\u0001/.test(hidden.slice(start, mention.start));
    if (protocol !== null && used > 0 && isSame(protocol, mention.protocol) && (saysNothing || protocol === mention.protocol)) {
      protocol = finer(protocol, mention.protocol);
      used = mention.end;
      continue;
    }
    // `993 (IMAP)`: what is named after its number.
    const isAfter = /\d\s?[(（]\s?$/.test(between) && /^\s?[)）]/.test(text.slice(mention.end));
    if (isAfter) {
      pieces.push({ protocol: mention.protocol, text: text.slice(start, mention.end) });
      [start, used] = [mention.end, mention.end];
      continue;
    }
    if (mention.start > start) pieces.push({ protocol, text: text.slice(start, mention.start) });
    [protocol, start, used] = [mention.protocol, mention.start, mention.end];
  }
  return [...pieces, { protocol, text: text.slice(start) }];
};

/** Letter by letter, so that places stay the same. */
const toComparableSameLength = (text: string): string =>
  text.replace(/[^\x00-\x7F]/g, (letter) => toComparable(letter)[0] ?? letter).toLowerCase();

/** A host that nothing is said of but its own name. */
const bareFact = (host: string, port: number | null, ports: PortFact[], security: Security | null): Fact[] => {
  const protocol = protocolOfName(host);
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
  if (own === null) return hosts.flatMap(({ host, port }) => bareFact(host, port, ports, security));
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

const portOrServer = /port|porta|puerto|poort|порт|ポート|端口|端口号|埠|포트|منفذ|פורט/iu;

/**
 * Whether a line without a protocol goes on about the one before: it says something of a server, a port or encryption, or nothing but a
 * name or a number. A number in a footer is no port.
 */
const goesOn = (line: PageLine, text: string, domain: string): boolean => {
  if (line.kind === 'row') return true;
  const rest = toComparable(findHosts(text, domain).reduce((left, { host }) => left.replace(host, ''), text));
  return !/\p{L}{3}/u.test(rest) || portOrServer.test(rest) || says('encrypted', rest) || says('server', rest);
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
      if (first && !(explicit && spoken.some(({ protocol }) => protocol !== explicit.protocol && !isSame(protocol, explicit.protocol))))
        scope = explicit?.protocol ?? first.protocol;
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
