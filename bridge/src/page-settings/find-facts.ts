import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { toComparable } from '../codes/comparable-text.ts';
import { securityOf, type Security } from './find-ports.ts';
import { hostsBehind } from './host-before.ts';
import { factsOf, shareHost, withoutHosts, type Fact } from './piece-facts.ts';
import { says } from './setting-words.ts';
import { isSame, mentionsIn, piecesOf, settled, type Mention } from './split-by-protocol.ts';

type Scope = Mention['protocol'] | null;
type Column = { protocol: Scope; security: Security | null };

/** What a line stands below. What is incoming below a heading that speaks of POP3 alone is POP3. */
interface Below {
  domain: string;
  isOfPop: boolean;
}
const belowOf = (protocol: Scope, { isOfPop }: Below): Scope => (isOfPop && protocol === 'in' ? 'pop' : protocol);

/** What a line says, and what the lines behind it are about. */
interface Read {
  facts: Fact[];
  scope: Scope;
}

/**
 * Whether a line without a protocol goes on about the one before: it says something of a server, a port or encryption, or nothing but a
 * name or a number. A number in a footer is no port.
 */
const ongoing = ['port', 'encrypted', 'security', 'server', 'mailServer'] as const;
const goesOn = (line: PageLine, text: string, domain: string): boolean => {
  if (line.kind === 'row') return true;
  const rest = toComparable(withoutHosts(text, domain));
  return !/\p{L}{3}/u.test(rest) || ongoing.some((concept) => says(concept, rest));
};

/**
 * What the lines of a page say of protocols, hosts and ports, in their order. Quotations, what
 * follows comments, and what a heading calls an outage do not count. `endStep` is
 * awaited after each sentence or row.
 */
export const findFacts = async (lines: readonly PageLine[], domain: string, endStep: () => Promise<unknown>): Promise<Fact[]> => {
  const facts: Fact[] = [];
  let scope: Scope = null;
  let columns: Column[] = [];
  let isIncident = false;
  let below: Below = { domain, isOfPop: false };
  for (const [at, line] of lines.entries()) {
    if (line.kind === 'quote') continue;
    if (line.kind === 'head-row' || isHeadByWords(line, lines[at + 1], domain)) {
      columns = line.cells.map(columnOf);
      continue;
    }
    if (line.kind !== 'row') columns = [];
    if (line.kind === 'heading') {
      const heading = toComparable(line.cells.join(' '));
      if (says('heading', heading)) break;
      isIncident = says('incident', heading) && !/[?？]/.test(heading);
      const named = mentionsIn(heading).map(({ protocol }) => protocol);
      below = { domain, isOfPop: named.includes('pop') && named.every((protocol) => protocol === 'pop' || protocol === 'in') };
    }
    if (isIncident) continue;
    for (const read of line.kind === 'row' ? [readRow(line.cells, columns, scope, below)] : readSentences(line, scope, below)) {
      facts.push(...read.facts);
      ({ scope } = read);
      await endStep();
    }
  }
  return facts;
};

/** `| | Incoming | Outgoing |`: a row that stands over others of as many cells, and names two protocols and nothing else. */
const isHeadByWords = ({ kind, cells }: PageLine, next: PageLine | undefined, domain: string): boolean =>
  kind === 'row' &&
  cells.length > 2 &&
  next?.kind === 'row' &&
  next.cells.length === cells.length &&
  mentionsIn(toComparable(cells[0]!)).length === 0 &&
  new Set(cells.slice(1).flatMap((cell) => columnOf(cell).protocol ?? [])).size > 1 &&
  cells
    .slice(1)
    .every(
      (cell) =>
        mentionsIn(toComparable(cell)).length > 0 &&
        factsOf({ protocol: 'any', text: cell }, domain).every(({ host, ports }) => host === null && ports.length === 0),
    );

const columnOf = (cell: string): Column => ({
  protocol: mentionsIn(toComparable(cell)).find(({ protocol }) => protocol !== 'other')?.protocol ?? null,
  security: securityOf(toComparable(cell)),
});

const readRow = (cells: readonly string[], columns: readonly Column[], scope: Scope, below: Below): Read =>
  columns.filter(({ protocol }) => protocol !== null).length >= 2
    ? readBelowProtocols(cells, columns, scope, below.domain)
    : readWholeRow(cells, columns, scope, below);

/** A row of a table that has a column for each protocol. */
const readBelowProtocols = ([head = '', ...cells]: readonly string[], columns: readonly Column[], before: Scope, domain: string): Read => {
  const direction = mentionsIn(toComparable(head))[0]?.protocol ?? null;
  const scope = direction ?? before;
  const facts = cells.flatMap((cell, at) => {
    const column = columns[at + 1]?.protocol ?? null;
    // Below a column for POP nothing is about IMAP, and what is sent is sent alike.
    if (column === null || (direction === 'out' && settled(column) === 'pop')) return [];
    const isOut = (scope === 'out' || scope === 'smtp') && column !== 'out';
    return factsOf({ protocol: isOut ? scope : column, text: `${head} ${cell}` }, domain, securityOf(toComparable(head)));
  });
  return { facts, scope };
};

const readWholeRow = (cells: readonly string[], columns: readonly Column[], before: Scope, below: Below): Read => {
  const { domain } = below;
  const whole = cells.join(' · ');
  const spoken = mentionsIn(toComparable(withoutHosts(whole, domain)));
  const explicit = spoken.find(({ protocol }) => protocol === 'imap' || protocol === 'smtp' || protocol === 'pop');
  const subject = explicit ?? spoken[0];
  const isOfOne = subject !== undefined && spoken.every(({ protocol }) => isSame(protocol, subject.protocol));
  if (!isOfOne && spoken.length > 1)
    return { facts: piecesOf(whole, before, domain).flatMap((piece) => factsOf(piece, domain)), scope: before };
  const scope = belowOf(isOfOne ? subject.protocol : before, below);
  const isPerCell = columns.some(({ security }) => security !== null) && columns.length === cells.length;
  const facts = isPerCell
    ? cells.flatMap((cell, at) => factsOf({ protocol: scope, text: cell }, domain, columns[at]!.security))
    : factsOf({ protocol: scope, text: whole }, domain);
  return { facts, scope };
};

const readSentences = function* (line: PageLine, before: Scope, below: Below): Generator<Read> {
  const { domain } = below;
  let scope = before;
  for (const sentence of line.cells.join(' ').split(/(?<=[.!?。！？])\s+(?=\p{Lu})|[;；]\s*/u)) {
    if (!/[\p{L}\p{N}]/u.test(sentence)) continue;
    const pieces = hostsBehind(piecesOf(sentence, scope, domain), domain).map((piece) => ({
      ...piece,
      protocol: belowOf(piece.protocol, below),
    }));
    const own = pieces.flatMap((piece, at) => (at > 0 || piece.isSaid || goesOn(line, piece.text, domain) ? factsOf(piece, domain) : []));
    scope = pieces.at(-1)?.protocol ?? scope;
    yield { facts: shareHost(own, pieces, domain), scope };
  }
};
