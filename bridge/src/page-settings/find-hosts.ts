import { placeholderLength } from './reader-domain.ts';
import { explainsDomain } from './stated-placeholder.ts';

/** A host that a text names, and where. */
export interface NamedHost {
  host: string;
  port: number | null;
  /** What an address as `imaps://host` says that it is for. */
  protocol: 'imap' | 'smtp' | null;
  start: number;
  end: number;
}

const letter = String.raw`\p{Script=Latin}\d`;
const label = `[${letter}](?:[${letter}_-]{0,61}[${letter}])?`;
/** Nothing that is a part of a mail address, a path, an address of the web, or masked. */
const host = new RegExp(
  String.raw`(?<![@${letter}\p{Script=Cyrillic}\p{Script=Greek}_./*\\-]|https?:\/\/)(?:(imap|smtp)s?:\/\/)?((?:${label}\.){1,8}(?:xn--[a-z0-9-]{2,40}|[a-z]{2,24}(?:-[a-z]{2,24}){0,3}))(?![${letter}\p{Script=Cyrillic}\p{Script=Greek}_@-]|\.[${letter}])(?::(\d{2,5})(?!\d))?(\/)?`,
  'giu',
);
/** `mail.<your domain>`, `mail.[domain]`, `mail.%domain%`, `mail.お客様ドメイン名`: a name with something to fill in. */
const unfilled = new RegExp(
  String.raw`(?<![@${letter}_./-])((?:${label}\.){1,3})(?:[<[{(«]{1,2}[^<>[\]{}()«»\n]{2,40}[>\]})»]{1,2}|%[a-z_.-]{2,30}%|\$\{?[a-z_]{2,30}\}?|[\p{L}_-]*(?:ドメイン|域名|도메인|домен|dom[æäéí]n|доме[йи]н|societe|société|compañ)[\p{L}_-]*(?:\.[a-z]{2,10})?)`,
  'giu',
);
const files = /\.(?:html?|php|aspx?|png|jpe?g|gif|svg|pdf|exe|zip|js|css|mobileconfig|txt|docx?)$/i;

/**
 * `wXXX.hoster.example`, `mailNN`, `s-xxx`: a part of the name is left out, and stands in a mail that the reader has. What the reader's own
 * domain is called is no such part.
 */
const isMasked = (name: string, domain: string): boolean => {
  const own = new Set(domain.split('.'));
  return name
    .split('.')
    .slice(0, -1)
    .some((part) => !own.has(part) && /[XN]{2}|xxx/.test(part) && /^[a-z0-9_-]*(?:[XN]{2,}[a-z0-9_-]*)?$/.test(part));
};

/** A name as it stands in the DNS (RFC 5891); null: it is none. */
const inAscii = (name: string): string | null =>
  /^[\x00-\x7F]*$/.test(name) ? name.toLowerCase() : (URL.parse(`http://${name}`)?.hostname ?? null);

/**
 * The hosts that a text names. Where the name holds a place for the reader's domain, `domain` stands there; a name that is the page's own,
 * or a file, is none.
 */
export const findHosts = (text: string, domain: string): NamedHost[] => {
  const found: NamedHost[] = [];
  for (const { 0: whole, 1: scheme, 2: name = '', 3: port, 4: slash, index } of text.matchAll(host)) {
    if (slash !== undefined || files.test(name) || isMasked(name, domain) || name.length > 253) continue;
    const open = placeholderLength(name);
    const filled = open > 0 ? [...name.toLowerCase().split('.').slice(0, -open), domain].join('.') : inAscii(name);
    if (filled === null || /-[^.]*$/.test(filled.replace(/xn--[^.]*$/, ''))) continue;
    found.push({
      host: filled,
      port: port === undefined ? null : Number(port),
      protocol: scheme === undefined ? null : scheme.toLowerCase() === 'imap' ? 'imap' : 'smtp',
      start: index,
      end: index + whole.length,
    });
  }
  for (const { 0: whole, 1: prefix = '', index } of text.matchAll(unfilled)) {
    if (found.some(({ start, end }) => index < end && index + whole.length > start)) continue;
    found.push({ host: `${prefix.toLowerCase()}${domain}`, port: null, protocol: null, start: index, end: index + whole.length });
  }
  // The domain alone is whose the page is for, or what explains a placeholder, wherever another name could be the server.
  const isOther = found.some((one) => one.host !== domain) || explainsDomain(text);
  const named = isOther && found.some((one) => one.host === domain) ? found.filter((one) => one.host !== domain) : found;
  return named.toSorted((a, b) => a.start - b.start);
};
