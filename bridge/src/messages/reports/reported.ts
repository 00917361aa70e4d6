/** What a report says of one recipient, before it is classified. */
export interface Reported {
  address: string;
  outcome: 'failed' | 'delayed' | 'delivered';
  /** What the refusing server said, or the reporting one in its words. */
  words: string;
  /** Its enhanced status code (RFC 3463); empty where there is none. */
  status: string;
}

/** A report says something of so many recipients; of the others nothing is shown. */
export const mostRecipients = 50;

/** Characters of an address (RFC 5321 §4.5.3.1: 64 and 255 octets, and an `@`), and of what was said of it; of longer ones the start counts. */
export const longestAddress = 320;
export const longestWords = 2_000;
