import { invitationWords as words } from '@kurrier/shared/words/pages/arrivals/invitations';
import type { CalendarTime, Invitation, Repetition } from '../../../model/invitations/invitation.ts';

const dayOf = ({ year, month, day }: Extract<CalendarTime, { kind: 'day' }>): number => Date.UTC(year, month - 1, day);

const format = (at: number, options: Intl.DateTimeFormatOptions, locale?: string): string =>
  new Intl.DateTimeFormat(locale, options).format(at);

const full = { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Where the person is; tests say where. */
export interface Place {
  zone?: string;
  locale?: string;
}

const zoneFor = (time: CalendarTime, { zone }: Place): { timeZone?: string } =>
  time.kind === 'moment' ? (zone === undefined ? {} : { timeZone: zone }) : { timeZone: 'UTC' };

/** When it is, in the person's own zone; whole days as they are. */
export const whenText = ({ start, end }: Pick<Invitation, 'start' | 'end'>, place: Place = {}): string => {
  if (start.kind === 'day') {
    const first = dayOf(start);
    const last = end?.kind === 'day' ? dayOf(end) - 86_400_000 : first;
    const named = (at: number) => format(at, { dateStyle: 'full', timeZone: 'UTC' }, place.locale);
    return last > first ? words.allDay(words.days(named(first), named(last))) : words.allDay(named(first));
  }
  const zoned = zoneFor(start, place);
  const from = format(start.at, { ...full, ...zoned }, place.locale);
  if (!end || end.kind === 'day' || end.at <= start.at) return from;
  const days = [start.at, end.at].map((at) => format(at, { dateStyle: 'short', ...zoned }, place.locale));
  return words.until(from, format(end.at, days[0] === days[1] ? { ...clock, ...zoned } : { ...full, ...zoned }, place.locale));
};

/** What has to be known of the time: how late it is where it was written, or that this is not known. */
export const zoneText = ({ start }: Pick<Invitation, 'start'>, place: Place = {}): string => {
  if (start.kind === 'day') return '';
  if (start.kind === 'floating') return start.zone === null ? words.floating : words.unknownZone(start.zone);
  if (start.zone === null) return '';
  const here = format(start.at, { ...clock, ...zoneFor(start, place) }, place.locale);
  try {
    const there = format(start.at, { ...clock, timeZone: start.zone }, place.locale);
    return here === there ? '' : words.inZone(there, start.zone.replaceAll('_', ' '));
  } catch (error) {
    // A name of the file's own, by whose definition the moment was found.
    if (error instanceof RangeError) return '';
    throw error;
  }
};

const joined = (texts: readonly string[], locale?: string): string =>
  new Intl.ListFormat(locale ?? 'en', { type: 'conjunction' }).format(texts);

/** How it repeats, in words. */
export const repetitionText = (repetition: Repetition, place: Place = {}): string => {
  const { every, interval, weekdays, monthDays, count, until, isMore } = repetition;
  const { rule } = words;
  const days = [
    ...weekdays.map(({ weekday, nth }) => (nth === 0 ? rule.weekdays[weekday] : rule.nth(nth, rule.weekdays[weekday]))),
    ...monthDays.map(rule.monthDay),
  ];
  return [
    interval === 1 ? rule.every[every] : rule.everyNth[every](interval),
    days.length > 0 ? rule.on(joined(days, place.locale)) : '',
    count === null ? '' : rule.count(count),
    until
      ? rule.until(format(until.kind === 'day' ? dayOf(until) : until.at, { dateStyle: 'long', ...zoneFor(until, place) }, place.locale))
      : '',
    isMore && every !== 'other' ? rule.more : '',
  ]
    .filter((text) => text !== '')
    .join(', ');
};
