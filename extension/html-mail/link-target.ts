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
/** A name that looks like a host: labels, a dot of any script, and a last label of letters. */
const hostLike =
  /(https?:\/\/|www[.。．｡])?(?:[^\s/@:<>()[\]"',;]+@)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?[.。．｡])+\p{L}{2,24})(?![\p{L}\p{N}])/giu;
const numeric = /https?:\/\/(?:[^\s/@]+@)?([\d.]+|\[[0-9a-f:.]+\])/gi;
const fileNames = /\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|png|jpe?g|gif|html?|js|exe|eml|ics)$/i;

/** Whether a text names a host that is not the one it leads to, or beside it. */
const claimsOtherHost = (text: string, host: string): boolean => {
  const shown = text.slice(0, 2_000).normalize('NFKC').replace(invisible, '');
  const named = Array.from(shown.matchAll(hostLike), ([, start, name = '']) =>
    start === undefined && fileNames.test(name) ? '' : (start?.startsWith('www') ? start : '') + name,
  );
  const numbers = Array.from(shown.matchAll(numeric), ([, name = '']) => name);
  return [...named, ...numbers].some((name) => name !== '' && !isSameSite(hostOf(name), host));
};

const hostOf = (name: string): string => URL.parse(`https://${name}/`)?.hostname ?? name;

/** The same host, or one below the other. */
const isSameSite = (named: string, host: string): boolean => {
  const [a, b] = [`.${named.replace(/^www\./, '')}`, `.${host.replace(/^www\./, '')}`];
  return a.endsWith(b) || b.endsWith(a);
};

const claimsOtherAddress = (text: string, address: string): boolean => {
  const named = /[^\s<>()"',;]+@[^\s<>()"',;]+/.exec(text.slice(0, 2_000))?.[0];
  return named !== undefined && named.toLowerCase() !== decodeSafely(address).toLowerCase();
};

const decodeSafely = (address: string): string => {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
};
