import ICAL from 'ical.js';
import { largestInvitation, type CalendarTime, type Invitation } from '../model/invitations/invitation.ts';
import { boundText } from './bound-text.ts';
import { readRepetition } from './read-repetition.ts';
import { asUtc, knownZone, momentIn } from './zoned-time.ts';

const mostComponents = 1_000;
/** A zone has some changes of its clock a year; a definition with more is not believed. */
const mostObservances = 60;

/**
 * Reads the first event of an iCalendar file; null: there is none in it that can be read. Nothing that repeats is ever expanded, so that what
 * it costs depends on its length alone.
 */
export const readInvitation = (text: string): Invitation | null => {
  if (text.length > largestInvitation) return null;
  try {
    return read(text);
  } catch {
    // ical.js throws over what it cannot read, some of it when it is first asked for: the file stands among the attachments as it is.
    return null;
  }
};

const read = (text: string): Invitation | null => {
  const calendar = parse(text);
  const events = calendar?.getAllSubcomponents('vevent') ?? [];
  // What changes one occurrence stands beside the event that repeats.
  const event = events.find((one) => !one.hasProperty('recurrence-id')) ?? events[0];
  const start = event && timeOf(calendar!, event, 'dtstart');
  if (!calendar || !event || !start) return null;
  const line = (name: string, longest: number) => boundText(textOf(event.getFirstPropertyValue(name)), longest);
  const organizer = event.getFirstProperty('organizer');
  return {
    method: boundText(textOf(calendar.getFirstPropertyValue('method')), 20).toUpperCase(),
    summary: line('summary', 300),
    location: line('location', 300),
    organizer: organizer
      ? {
          name: boundText(textOf(organizer.getFirstParameter('cn')), 200),
          address: boundText(textOf(organizer.getFirstValue()).replace(/^mailto:/i, ''), 320),
        }
      : null,
    start,
    end: timeOf(calendar, event, 'dtend') ?? endByDuration(event, start),
    repetition: readRepetition(event, (time) => toTime(calendar, time, null)),
    isCancelled: line('status', 20).toUpperCase() === 'CANCELLED',
    attendees: event.getAllProperties('attendee').length,
    others: events.length - 1,
  };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : Array.isArray(value) ? textOf(value[0]) : '');

/** Null where it is no iCalendar, or has far more in it than an invitation. */
const parse = (text: string): ICAL.Component | null => {
  const begins = text.match(/^BEGIN:/gim)?.length ?? 0;
  if (begins === 0 || begins > mostComponents) return null;
  const parsed: unknown = ICAL.parse(text.slice(Math.max(0, text.search(/BEGIN:VCALENDAR/i))));
  const [first] = Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed : [parsed];
  const component = new ICAL.Component(first as unknown[]);
  return component.name === 'vcalendar' ? component : null;
};

const timeOf = (calendar: ICAL.Component, event: ICAL.Component, name: string): CalendarTime | null => {
  const property = event.getFirstProperty(name);
  const value = property?.getFirstValue();
  return value instanceof ICAL.Time ? toTime(calendar, value, textOf(property?.getFirstParameter('tzid')) || null) : null;
};

const toTime = (calendar: ICAL.Component, time: ICAL.Time, tzid: string | null): CalendarTime | null => {
  const { year, month, day, hour, minute, second, isDate } = time;
  if (![year, month, day, hour, minute, second].every(Number.isFinite) || Math.abs(year) > 9999) return null;
  if (isDate) return { kind: 'day', year, month, day };
  const clock = { year, month, day, hour, minute, second };
  if (time.zone === ICAL.Timezone.utcTimezone) return { kind: 'moment', at: asUtc(clock), zone: null };
  const known = tzid === null ? null : knownZone(tzid);
  if (known) return { kind: 'moment', at: momentIn(known, clock), zone: known };
  const zone = tzid === null ? null : boundText(tzid, 60);
  const own = tzid === null ? null : ownZone(calendar, tzid);
  if (!own) return { kind: 'floating', at: asUtc(clock), zone };
  const placed = time.clone();
  placed.zone = own;
  return { kind: 'moment', at: placed.toUnixTime() * 1000, zone };
};

/** The zone as the file itself defines it (Outlook's names are known nowhere else), where its clock changes once a year and not more. */
const ownZone = (calendar: ICAL.Component, tzid: string): ICAL.Timezone | null => {
  const component = calendar.getAllSubcomponents('vtimezone').find((one) => textOf(one.getFirstPropertyValue('tzid')) === tzid);
  const observances = component?.getAllSubcomponents() ?? [];
  if (!component || observances.length === 0 || observances.length > mostObservances) return null;
  const isYearly = observances.every((one) =>
    one.getAllProperties('rrule').every((rule) => {
      const value = rule.getFirstValue();
      return value instanceof ICAL.Recur && value.freq === 'YEARLY' && Object.values(value.parts).every((part) => (part?.length ?? 0) <= 2);
    }),
  );
  const isLate = observances.every((one) => {
    const begun = one.getFirstPropertyValue('dtstart');
    return begun instanceof ICAL.Time && begun.year >= 1600;
  });
  return isYearly && isLate ? new ICAL.Timezone(component) : null;
};

const endByDuration = (event: ICAL.Component, start: CalendarTime): CalendarTime | null => {
  const duration = event.getFirstPropertyValue('duration');
  const seconds = duration instanceof ICAL.Duration ? duration.toSeconds() : Number.NaN;
  if (!(seconds > 0 && seconds < 1e9)) return null;
  if (start.kind !== 'day') return { ...start, at: start.at + seconds * 1000 };
  const end = new Date(Date.UTC(start.year, start.month - 1, start.day + Math.floor(seconds / 86_400)));
  return { kind: 'day', year: end.getUTCFullYear(), month: end.getUTCMonth() + 1, day: end.getUTCDate() };
};
