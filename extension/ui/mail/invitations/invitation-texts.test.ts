import { expect, test } from 'vitest';
import type { CalendarTime, Repetition } from '../../../model/invitations/invitation.ts';
import { repetitionText, whenText, zoneText } from './invitation-texts.ts';

/** Commas and small words between day and time are other ones in each release of the browser's data. */
const plain = (text: string): string => text.replace(/,? at |, /g, ' ');
const place = (zone: string) => ({ zone, locale: 'en-GB' });
const at = (hour: number, zone: string | null = 'America/New_York'): CalendarTime => ({
  kind: 'moment',
  at: Date.UTC(2026, 6, 15, hour),
  zone,
});

test.each([
  ['Europe/Berlin', 'Wednesday 15 July 2026 15:00 to 16:00', '09:00 in America/New York'],
  ['America/New_York', 'Wednesday 15 July 2026 09:00 to 10:00', ''],
  ['Asia/Tokyo', 'Wednesday 15 July 2026 22:00 to 23:00', '09:00 in America/New York'],
])('one moment, as it is in %s', (zone, when, there) => {
  const invitation = { start: at(13), end: at(14) };
  expect([plain(whenText(invitation, place(zone))), zoneText(invitation, place(zone))]).toEqual([when, there]);
});

test('it ends on another day, or is not said to end', () => {
  expect(plain(whenText({ start: at(13), end: at(40) }, place('UTC')))).toBe('Wednesday 15 July 2026 13:00 to Thursday 16 July 2026 16:00');
  expect(plain(whenText({ start: at(13), end: at(12) }, place('UTC')))).toBe('Wednesday 15 July 2026 13:00');
});

test('whole days are the same days everywhere', () => {
  const day = (number: number): CalendarTime => ({ kind: 'day', year: 2026, month: 5, day: number });
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    expect(plain(whenText({ start: day(1), end: day(2) }, place(zone)))).toBe('Friday 1 May 2026 all day');
    expect(plain(whenText({ start: day(1), end: day(4) }, place(zone)))).toBe('Friday 1 May 2026 to Sunday 3 May 2026 all day');
  }
});

test('a time without a zone is shown as it stands, and is said to be that', () => {
  const start = (zone: string | null): CalendarTime => ({ kind: 'floating', at: Date.UTC(2026, 6, 15, 9), zone });
  expect(plain(whenText({ start: start(null), end: null }, place('Asia/Tokyo')))).toBe('Wednesday 15 July 2026 09:00');
  expect(zoneText({ start: start(null) }, place('Asia/Tokyo'))).toContain('does not say');
  expect(zoneText({ start: start('Mars/Base') }, place('Asia/Tokyo'))).toContain('Mars/Base');
  expect(zoneText({ start: at(13, 'W. Europe Standard Time') }, place('UTC'))).toBe('');
});

const rule = (part: Partial<Repetition>): Repetition => ({
  every: 'week',
  interval: 1,
  weekdays: [],
  monthDays: [],
  count: null,
  until: null,
  isMore: false,
  ...part,
});
test.each<[Partial<Repetition>, string]>([
  [{}, 'every week'],
  [
    {
      interval: 2,
      weekdays: [
        { weekday: 'MO', nth: 0 },
        { weekday: 'TH', nth: 0 },
      ],
    },
    'every 2 weeks, on Monday and Thursday',
  ],
  [{ every: 'month', weekdays: [{ weekday: 'FR', nth: -1 }], count: 5 }, 'every month, on the last Friday, 5 times'],
  [{ every: 'month', monthDays: [1, 15] }, 'every month, on day 1 and day 15'],
  [{ every: 'day', until: { kind: 'day', year: 2026, month: 12, day: 31 } }, 'every day, until 31 December 2026'],
  [{ every: 'year', isMore: true }, 'every year, with exceptions that stand in the file'],
  [{ every: 'other', isMore: true }, 'by a rule of its own'],
])('a rule in words: %o', (part, text) => {
  expect(repetitionText(rule(part), place('UTC'))).toBe(text);
});
