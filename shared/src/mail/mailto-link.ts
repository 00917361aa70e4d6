/** The message that a link begins, as it is typed: addresses separated by commas. */
export interface MailtoMessage {
  to: string;
  cc: string;
  bcc: string;
  subject: string;
  text: string;
}

/** More of a link is not taken. */
const longest = 30_000;
const longestLine = 900;
const longestText = 20_000;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // Something else than UTF-8: as it stands, rather than nothing.
    if (error instanceof URIError) return text;
    throw error;
  }
};
/** One line without anything that could begin another header. */
const toLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, longestLine);

/**
 * The message that a mailto link begins (RFC 6068): to, cc, bcc, subject and body; every other header is ignored, an attachment among them.
 * Null: it is no such link.
 */
export const parseMailto = (link: string): MailtoMessage | null => {
  const [, path = '', query = ''] = /^mailto:([^?#]*)(?:\?([^#]*))?/i.exec(link.slice(0, longest).trim()) ?? [];
  if (!/^mailto:/i.test(link.trim())) return null;
  const values = new Map<string, string[]>();
  for (const pair of query.split('&').slice(0, 100)) {
    const at = pair.indexOf('=');
    if (at <= 0) continue;
    const name = decode(pair.slice(0, at)).toLowerCase();
    values.set(name, [...(values.get(name) ?? []), decode(pair.slice(at + 1))]);
  }
  const addresses = (all: readonly string[]): string =>
    toLine(
      all
        .map((part) => toLine(part))
        .filter((part) => part !== '')
        .join(', '),
    );
  const text = (values.get('body') ?? [])
    .join('\n')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
  return {
    to: addresses([...path.split(',').map(decode), ...(values.get('to') ?? [])]),
    cc: addresses(values.get('cc') ?? []),
    bcc: addresses(values.get('bcc') ?? []),
    subject: toLine(values.get('subject')?.[0] ?? ''),
    text: text.slice(0, longestText),
  };
};

/** The link that begins a message about a page: its title and its address, without a fragment that only this browser knows. */
export const mailtoOfPage = ({ title, url }: { title: string; url: string }): string =>
  `mailto:?subject=${encodeURIComponent(toLine(title))}&body=${encodeURIComponent(url.slice(0, longestText))}`;
