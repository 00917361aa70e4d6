import ICAL from 'ical.js';
import type { CalendarTime, Repetition, Weekday } from '../model/invitations/invitation.ts';

const every: Record<string, Repetition['every']> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };
const weekdayPattern = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;
const said = new Set(['BYDAY', 'BYMONTHDAY']);
const most = 31;

/** The rule by which an event repeats (RFC 5545 §3.3.10), never its occurrences; null: it does not. */
export const readRepetition = (event: ICAL.Component, toTime: (time: ICAL.Time) => CalendarTime | null): Repetition | null => {
  const rules = event.getAllProperties('rrule').map((rule) => rule.getFirstValue());
  const [rule] = rules;
  const hasDates = event.hasProperty('rdate');
  if (!(rule instanceof ICAL.Recur)) return hasDates ? { ...once, isMore: true } : null;
  const parts = rule.parts as Record<string, readonly unknown[]>;
  const weekdays = (parts['BYDAY'] ?? []).flatMap((text) => {
    const [, nth = '0', weekday] = weekdayPattern.exec(String(text)) ?? [];
    return weekday ? [{ weekday: weekday as Weekday, nth: Number(nth) }] : [];
  });
  const monthDays = (parts['BYMONTHDAY'] ?? []).map(Number).filter((day) => Number.isInteger(day) && day >= 1 && day <= 31);
  // A birthday names its month and day once more.
  const isDateAgain = every[rule.freq] === 'year' && weekdays.length === 0 && (parts['BYMONTH'] ?? []).length <= 1;
  const isSaid = Object.keys(parts).every((name) => said.has(name) || (name === 'BYMONTH' && isDateAgain));
  return {
    every: every[rule.freq] ?? 'other',
    interval: Number.isInteger(rule.interval) && rule.interval > 0 && rule.interval < 10_000 ? rule.interval : 1,
    weekdays: weekdays.slice(0, most),
    monthDays: isDateAgain ? [] : monthDays.slice(0, most),
    count: rule.count ?? null,
    until: rule.until ? toTime(rule.until) : null,
    isMore: !isSaid || rules.length > 1 || hasDates || event.hasProperty('exdate') || event.hasProperty('exrule'),
  };
};

const once: Repetition = { every: 'other', interval: 1, weekdays: [], monthDays: [], count: null, until: null, isMore: false };
