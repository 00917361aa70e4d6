/** Where a link leads. */
export interface LinkTarget {
  /** As the browser would ask for it: hosts in letters that cannot be mistaken (RFC 5890), everything else percent-encoded. */
  address: string;
  /** The host, or the address of a `mailto:`. */
  place: string;
  /** What stands there says or hides something else: another host, a name before an `@`, letters that look like others. */
  isDisguised: boolean;
}

const longestAddress = 8_000;

/** Where a link leads, and whether its text claims something else; null: it leads nowhere that is opened from here. */
export const readLinkTarget = (href: string, text: string): LinkTarget | null => {
  const url = href.length <= longestAddress ? URL.parse(href.trim()) : null;
  if (!url) return null;
  if (url.protocol === 'mailto:') return { address: url.href, place: url.pathname, isDisguised: claimsOtherAddress(text, url.pathname) };
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  const hidesHost = url.username !== '' || url.password !== '' || /(?:^|\.)xn--/.test(url.hostname);
  return { address: url.href, place: url.host, isDisguised: hidesHost || claimsOtherHost(text, url.hostname) };
};

const invisible = /[\p{Cf}\p{Mn}]/gu;
/** What stands between the parts of an address, or around it. */
const parts = /[^\s/@:<>()[\]"',;]+/gu;
const scheme = /https?$/i;
const startsWithWww = /^www\..+\./i;
const numeric = /https?:\/\/(?:[^\s/@]+@)?([\d.]+|\[[0-9a-f:.]+\])/gi;
const fileNames = /\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|png|jpe?g|gif|html?|js|exe|eml|ics)$/i;

/** More of a link's text is not looked at. */
const longestText = 2_000;

/** Whether a text names a host that is not the one it leads to, or beside it. */
const claimsOtherHost = (text: string, host: string): boolean => {
  const shown = text.slice(0, longestText).normalize('NFKC').replace(invisible, '');
  const numbers = Array.from(shown.matchAll(numeric), ([, name = '']) => name);
  return [...namedHosts(shown), ...numbers].some((name) => name !== '' && !isSameSite(hostOf(name), host));
};

/** What looks like a host in a text; a name of a file does only after `https://` or `www.`. What stands before the `@` of one is none. */
const namedHosts = (shown: string): string[] => {
  const named: string[] = [];
  let end = 0;
  let before = '';
  let isAddress = false;
  /** What is named before an `@`, until it is known whether a host follows. */
  let user: string[] = [];
  for (const { 0: part, index } of shown.matchAll(parts)) {
    const between = shown.slice(end, index);
    const found = hostsOf(part);
    if (between !== '@' || found.length === 0) named.push(...user);
    if (between !== '@') isAddress = between === '://' && scheme.test(before);
    [before, end] = [part, index + part.length];
    const hosts = found.filter((name) => isAddress || startsWithWww.test(name) || !fileNames.test(name));
    const isUser = shown[end] === '@';
    user = isUser ? hosts : [];
    if (!isUser) named.push(...hosts);
  }
  return [...named, ...user];
};

const runs = /[\p{L}\p{N}.。．｡-]+/gu;
const dots = /[.。．｡]/u;
const isLabel = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u;
/** A last label of letters; what goes on with a hyphen is text behind it. */
const topLevel = /^\p{L}{2,24}(?![\p{L}\p{N}])/u;

/** Names that look like hosts: labels, a dot of any script, and a last label of letters. Each character is looked at a few times. */
const hostsOf = (part: string): string[] => {
  const hosts: string[] = [];
  for (const [run] of part.matchAll(runs)) {
    let labels: string[] = [];
    /** How many labels make the longest name so far, and its last one as far as it is one. */
    let known = { count: 0, last: '' };
    const flush = (): void => {
      if (known.count > 0) hosts.push([...labels.slice(0, known.count - 1), known.last].join('.'));
      known = { count: 0, last: '' };
      labels = [];
    };
    for (const label of run.split(dots)) {
      const last = labels.length > 0 ? topLevel.exec(label)?.[0] : undefined;
      if (last !== undefined) known = { count: labels.length + 1, last };
      if (!isLabel.test(label)) flush();
      const start = labels.length === 0 ? label.replace(/^-+/, '') : label;
      if (isLabel.test(start)) labels.push(start);
    }
    flush();
  }
  return hosts;
};

const hostOf = (name: string): string => URL.parse(`https://${name}/`)?.hostname ?? name;

/** The same host, or one below the other. */
const isSameSite = (named: string, host: string): boolean => {
  const [a, b] = [`.${named.replace(/^www\./, '')}`, `.${host.replace(/^www\./, '')}`];
  return a.endsWith(b) || b.endsWith(a);
};

const claimsOtherAddress = (text: string, address: string): boolean => {
  const words = text.slice(0, longestText).match(/[^\s<>()"',;]+/g) ?? [];
  const named = words.find((word) => word.slice(1, -1).includes('@'));
  return named !== undefined && named.toLowerCase() !== decodeSafely(address).toLowerCase();
};

const decodeSafely = (address: string): string => {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
};
