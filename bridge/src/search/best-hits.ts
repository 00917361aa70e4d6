/** A message that was found, by its place in the list of mailboxes that are searched. */
export interface Hit {
  source: number;
  uid: number;
  /** Seconds since 1970. */
  date: number;
  isInHeaders: boolean;
}

/** Words in the headers say more than words in the text: as much as this many seconds of being newer. */
const headersCount = 30 * 24 * 60 * 60;

const rankOf = ({ date, isInHeaders }: Hit): number => date + (isInHeaders ? headersCount : 0);

/** The better one first; of equals the newer, and then in an order that stays. */
export const compareHits = (a: Hit, b: Hit): number => rankOf(b) - rankOf(a) || b.date - a.date || a.source - b.source || b.uid - a.uid;

/** Keeps the best of what is found, and counts all of it. */
export const createBestHits = (most: number) => {
  let kept: Hit[] = [];
  let total = 0;
  /** What is worse than this is not among the best. */
  let worst: Hit | undefined;
  const cut = (): void => {
    kept.sort(compareHits);
    kept = kept.slice(0, most);
    worst = kept[most - 1];
  };
  return {
    add(hit: Hit): void {
      total++;
      if (worst && compareHits(worst, hit) < 0) return;
      kept.push(hit);
      if (kept.length > most * 4) cut();
    },
    total: () => total,
    best(): readonly Hit[] {
      cut();
      return kept;
    },
  };
};
