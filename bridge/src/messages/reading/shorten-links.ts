import type { ShortenedLink } from '@kurrier/shared/mail/mail';

/** Addresses up to here stand in the text as they are: what people write and read. */
const longestShown = 80;
/** All that is kept of the addresses together, and of one: the message goes to the page in one call. */
const mostKept = 200_000;
const longestKept = 8_000;

const addresses = /\b(?:https?|ftp|data|mailto):[^\s<>"\]]{70,}/gi;

/** Puts in the place of each long address where it leads, its host; what stood there is kept beside the text. Linear. */
export const shortenLinks = (text: string): { text: string; links: ShortenedLink[] } => {
  const links: ShortenedLink[] = [];
  let [shortened, done, kept] = ['', 0, 0];
  for (const { 0: found, index } of text.matchAll(addresses)) {
    const address = found.replace(/[.,;:!?)'’»”]+$/, '');
    const shown = address.length > longestShown ? placeOf(address) : null;
    if (shown === null || kept > mostKept) continue;
    shortened += text.slice(done, index);
    links.push({ at: shortened.length, length: shown.length, address: address.slice(0, longestKept) });
    shortened += shown;
    done = index + address.length;
    kept += Math.min(address.length, longestKept);
  }
  return { text: shortened + text.slice(done), links };
};

/** `news.example/…`; of what leads to no host, what it is: `data:…`. Null: no address. */
const placeOf = (address: string): string | null => {
  if (!URL.canParse(address)) return null;
  const { protocol, host } = new URL(address);
  return host === '' ? `${protocol}…` : `${host}/…`;
};
