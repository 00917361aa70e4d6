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
