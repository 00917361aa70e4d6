import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { toComparable } from '../codes/comparable-text.ts';
import { says } from './setting-words.ts';

const name = /(?<![@a-z0-9_./-]|https?:\/\/)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,2}[a-z]{2,24}(?![a-z0-9_@/-]|\.[a-z0-9])/gi;
/** A server, and no domain by itself. */
const service = /^(?:e?mail|imap|smtp|pop3?|mx|srv|server|host|webmail|www|secure|ssl|in|out)\d*\./i;
const domainWord =
  /(?<!\p{L})(?:domeni|dom(?:ai|ei|e|i|a|é)n|alan adi|ten mien|verkkotunnus)|домен|ドメイン|域名|도메인|دامنه|نطاق|דומיין|โดเมน|डोमेन/u;

/** A page explains one domain, or two; further ones are not looked for. */
const mostStated = 3;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`);

/** `Replace acme.org with your domain`, `where acme.org is your domain`: a domain is spoken of, not a server. */
export const explainsDomain = (text: string): boolean => {
  const comparable = toComparable(text);
  return domainWord.test(comparable) && says('example', comparable);
};

/** The names that a line says to be an example of the reader's own domain: `Replace acme.org with your domain`. */
const statedIn = (text: string, isOfPage: (host: string) => boolean): string[] => {
  if (!explainsDomain(text)) return [];
  return [...text.matchAll(name)].map(([found]) => found.toLowerCase()).filter((found) => !service.test(found) && !isOfPage(found));
};

/**
 * The lines of a page, with `domain` in the place of what the page itself says to be an example of the reader's own. Whatever stands there
 * is of the reader's own domain then: a page cannot make a foreign host pass for it.
 */
export const fillStated = async (
  lines: readonly PageLine[],
  domain: string,
  isOfPage: (host: string) => boolean,
  endStep: () => Promise<unknown>,
): Promise<PageLine[]> => {
  const stated = new Set<string>();
  for (const { kind, cells } of lines) {
    await endStep();
    if (kind === 'quote' || stated.size >= mostStated) continue;
    for (const found of cells.flatMap((cell) => statedIn(cell, isOfPage))) stated.add(found);
  }
  if (stated.size === 0) return [...lines];
  const names = [...stated].slice(0, mostStated).map(escaped).join('|');
  const pattern = new RegExp(String.raw`(?<![a-z0-9-])(?:${names})(?![a-z0-9-]|\.[a-z0-9])`, 'gi');
  return lines.map(({ kind, cells }) => ({ kind, cells: cells.map((cell) => cell.replace(pattern, domain)) }));
};
