import { hasFlag } from '../imap/grammar/flags.ts';

/** A message as it was fetched: headers and structure as the server wrote them, parsed when somebody looks. */
export interface StoredMessage {
  uid: number;
  /** INTERNALDATE, milliseconds since 1970. */
  receivedAt: number;
  /** Separated by single spaces: `\Seen $Forwarded`. */
  flags: string;
  size: number;
  /** Empty for a message that the server could not deliver. */
  envelope: string;
  structure: string;
}

/**
 * What changes and what is listed by: which messages of a page exist, when they came, their flags. Small, and the truth:
 * a message that is only in the content page is gone. Columns of equal length, ascending by UID.
 */
export interface IndexPage {
  uids: number[];
  /** Seconds since 1970. */
  dates: number[];
  /** Places in `flagSets`. */
  flags: number[];
  flagSets: string[];
}

/** What never changes (RFC 9051 §2.3.1.1). Columns of equal length, ascending by UID; may hold more messages than the index, or blanks in their place. */
export interface ContentPage {
  uids: number[];
  sizes: number[];
  envelopes: string[];
  structures: string[];
}

/** Makes an index page of messages in ascending order; equal flags are kept once. */
export const toIndexPage = (messages: readonly Pick<StoredMessage, 'uid' | 'receivedAt' | 'flags'>[]): IndexPage => {
  const places = new Map<string, number>();
  const flags = messages.map(({ flags: set }) => {
    const place = places.get(set) ?? places.size;
    places.set(set, place);
    return place;
  });
  return {
    uids: messages.map(({ uid }) => uid),
    dates: messages.map(({ receivedAt }) => Math.floor(receivedAt / 1000)),
    flags,
    flagSets: [...places.keys()],
  };
};

/** The lines of an index page. */
export const fromIndexPage = ({ uids, dates, flags, flagSets }: IndexPage): { uid: number; receivedAt: number; flags: string }[] =>
  uids.map((uid, i) => ({ uid, receivedAt: dates[i]! * 1000, flags: flagSets[flags[i]!]! }));

/** The index page with other flags for some of its messages, and the UIDs of those that are different; null where none is. */
export const withFlags = (index: IndexPage, flags: ReadonlyMap<number, string>): { index: IndexPage; changed: number[] } | null => {
  const lines = fromIndexPage(index);
  const different = lines.filter((line) => flags.has(line.uid) && flags.get(line.uid) !== line.flags);
  for (const line of different) line.flags = flags.get(line.uid)!;
  return different.length > 0 ? { index: toIndexPage(lines), changed: different.map(({ uid }) => uid) } : null;
};

/** The index page with only the messages that `keep` says yes to. */
export const filterIndex = (index: IndexPage, keep: (uid: number) => boolean): IndexPage =>
  toIndexPage(fromIndexPage(index).filter(({ uid }) => keep(uid)));

export const toContentPage = (messages: readonly StoredMessage[]): ContentPage => ({
  uids: messages.map(({ uid }) => uid),
  sizes: messages.map(({ size }) => size),
  envelopes: messages.map(({ envelope }) => envelope),
  structures: messages.map(({ structure }) => structure),
});

/** The content page with only the messages that `keep` names. */
export const filterContent = (page: ContentPage, keep: ReadonlySet<number>): ContentPage => {
  const kept = page.uids.flatMap((uid, i) => (keep.has(uid) ? [i] : []));
  return {
    uids: kept.map((i) => page.uids[i]!),
    sizes: kept.map((i) => page.sizes[i]!),
    envelopes: kept.map((i) => page.envelopes[i]!),
    structures: kept.map((i) => page.structures[i]!),
  };
};

/** Both content pages in one; a message that is in both is taken from the second. */
export const joinContent = (first: ContentPage, second: ContentPage): ContentPage => {
  const again = new Set(second.uids);
  const kept = filterContent(first, new Set(first.uids.filter((uid) => !again.has(uid))));
  return {
    uids: [...kept.uids, ...second.uids],
    sizes: [...kept.sizes, ...second.sizes],
    envelopes: [...kept.envelopes, ...second.envelopes],
    structures: [...kept.structures, ...second.structures],
  };
};

/** About how many bytes a content page and its index take: what is counted is the texts. */
export const sizeOfContent = ({ uids, envelopes, structures }: ContentPage): number =>
  uids.length * 40 + [envelopes, structures].flat().reduce((sum, text) => sum + text.length, 0);

/** How many messages of an index page nobody has read. */
export const countUnseen = ({ flags, flagSets }: IndexPage): number => {
  const unread = new Set(flagSets.flatMap((set, place) => (hasFlag(set, '\\Seen') ? [] : [place])));
  return flags.filter((place) => unread.has(place)).length;
};

/** Whether a message stands in the store without its headers: the server would not deliver them. */
export const isUnreadable = ({ envelope, structure }: Pick<StoredMessage, 'envelope' | 'structure'>): boolean =>
  envelope === '' && structure === '';
