/** An invitation is short; what is longer, in bytes, is a calendar, and is saved as a file. */
export const largestInvitation = 256 * 1024;

/** When something is: a moment; whole days, which are the same days everywhere; or a time by the clock on whatever wall, where no zone is known. */
export type CalendarTime =
  | { kind: 'moment'; at: number; zone: string | null }
  | { kind: 'day'; year: number; month: number; day: number }
  | { kind: 'floating'; at: number; zone: string | null };

export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU';

/** How it repeats, as far as it can be said; `isMore`: the rule says more than this. */
export interface Repetition {
  every: 'day' | 'week' | 'month' | 'year' | 'other';
  interval: number;
  weekdays: readonly { weekday: Weekday; /** The first, the last (-1); 0: each. */ nth: number }[];
  monthDays: readonly number[];
  count: number | null;
  until: CalendarTime | null;
  isMore: boolean;
}

/** What an invitation says. Texts are bounded, and somebody else's. */
export interface Invitation {
  /** METHOD (RFC 5546 §1.4): `REQUEST`, `CANCEL`, `REPLY`, `PUBLISH`; empty where there is none. */
  method: string;
  summary: string;
  location: string;
  organizer: { name: string; address: string } | null;
  start: CalendarTime;
  /** The first moment, or the first day, that it does not last any more. */
  end: CalendarTime | null;
  repetition: Repetition | null;
  isCancelled: boolean;
  /** So many people are invited. */
  attendees: number;
  /** So many events stand in the file beside this one. */
  others: number;
}
