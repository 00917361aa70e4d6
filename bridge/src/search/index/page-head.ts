/**
 * How much of a message's text is in the index: nothing (0), a part of it (1), or all that there is (2), and three times the number
 * of the last change of what is kept of messages that lie in it.
 */
export type TextState = number;

/** What an index page begins with: which messages it speaks of, and where its words are. Columns of equal length, ascending by UID. */
export interface PageHead {
  /** Another number each time the page was written. */
  version: number;
  uids: number[];
  /** Seconds since 1970. */
  dates: number[];
  texts: TextState[];
  /** Places of messages with something attached. */
  attached: number[];
  /** The first word of each block. */
  firstWords: string[];
}

/** When the newest message of a page came, seconds since 1970. */
export const newestOf = ({ dates }: Pick<PageHead, 'dates'>): number => dates.reduce((newest, date) => Math.max(newest, date), 0);
