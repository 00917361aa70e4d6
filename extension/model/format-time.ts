/** A moment as a person says it: the time alone for today, else with the day. */
export const formatMoment = (at: number, now: number, locale?: string): string => {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const day = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
};

/** The same for a list, as short as it can be told apart: today the time, this year the day, else the date. */
export const formatListTime = (at: number, now: number, locale?: string): string => {
  const [day, today] = [new Date(at), new Date(now)];
  if (day.toDateString() === today.toDateString()) return formatMoment(at, now, locale);
  if (day.getFullYear() === today.getFullYear()) return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(at);
  return new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(at);
};

/** Day and time, as they stand in an opened message. */
export const formatFully = (at: number, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' }).format(at);
