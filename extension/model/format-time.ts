const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes longer than a row of a list may take; each is made once. */
const formatterOf = (locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify([locale, options]);
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, formatter);
  return formatter;
};

const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const day = { day: 'numeric', month: 'short' } as const;
const date = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;

const isSameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();

/** A moment as a person says it: the time alone for today, else with the day. */
export const formatMoment = (at: number, now: number, locale?: string): string =>
  formatterOf(locale, isSameDay(at, now) ? time : { ...day, ...time }).format(at);

/** The same for a list, as short as it can be told apart: today the time, this year the day, else the date. */
export const formatListTime = (at: number, now: number, locale?: string): string => {
  if (isSameDay(at, now)) return formatMoment(at, now, locale);
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatterOf(locale, isThisYear ? day : date).format(at);
};

/** Day and time, as they stand in an opened message. */
export const formatFully = (at: number, locale?: string): string =>
  formatterOf(locale, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' }).format(at);
