import { expect, test } from 'vitest';
import { readInvitation } from './read-invitation.ts';
import { knownZone, momentIn } from './zoned-time.ts';

const calendar = (event: string, around = 'METHOD:REQUEST\n') =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n${around}BEGIN:VEVENT\nUID:1\n${event}\nEND:VEVENT\nEND:VCALENDAR\n`.replaceAll(
    '\n',
    '\r\n',
  );
const iso = (at: number) => new Date(at).toISOString();
const startOf = (text: string) => {
  const start = readInvitation(text)?.start;
  return start && ('at' in start ? `${start.kind} ${iso(start.at)} ${start.zone}` : `${start.year}-${start.month}-${start.day}`);
};

const outlook = `METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
`;

test.each([
  ['UTC', 'DTSTART:20260315T120000Z', '', 'moment 2026-03-15T12:00:00.000Z null'],
  ['a zone by name, in winter', 'DTSTART;TZID=Europe/Berlin:20260115T120000', '', 'moment 2026-01-15T11:00:00.000Z Europe/Berlin'],
  ['in summer', 'DTSTART;TZID=America/New_York:20260715T090000', '', 'moment 2026-07-15T13:00:00.000Z America/New_York'],
  ['half an hour beside the others', 'DTSTART;TZID=Asia/Kolkata:20260715T090000', '', 'moment 2026-07-15T03:30:00.000Z Asia/Kolkata'],
  [
    'a name with a program before it',
    'DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20260715T090000',
    '',
    'moment 2026-07-15T07:00:00.000Z Europe/Paris',
  ],
  [
    'Outlook, by the definition in the file',
    'DTSTART;TZID=W. Europe Standard Time:20260715T090000',
    outlook,
    'moment 2026-07-15T07:00:00.000Z W. Europe Standard Time',
  ],
  [
    'Outlook in winter',
    'DTSTART;TZID="W. Europe Standard Time":20260115T090000',
    outlook,
    'moment 2026-01-15T08:00:00.000Z W. Europe Standard Time',
  ],
  ['a whole day', 'DTSTART;VALUE=DATE:20260501', '', '2026-5-1'],
  ['no zone', 'DTSTART:20260501T100000', '', 'floating 2026-05-01T10:00:00.000Z null'],
  ['a zone that nobody knows', 'DTSTART;TZID=Mars/Base:20260501T100000', '', 'floating 2026-05-01T10:00:00.000Z Mars/Base'],
])('when it begins: %s', (_, event, around, expected) => {
  expect(startOf(calendar(event, around))).toBe(expected);
});

test('who, where, how long, and what is to be done', () => {
  const invitation = readInvitation(
    calendar(
      'DTSTART:20260315T120000Z\nDURATION:PT90M\nSUMMARY:Engine\\, part\n  two\nLOCATION:Room 1\nORGANIZER;CN="Ada L.":MAILTO:ada@example.org\nATTENDEE:mailto:a@b.example\nATTENDEE:mailto:c@d.example\nSTATUS:CANCELLED',
    ),
  );
  expect(invitation).toMatchObject({
    method: 'REQUEST',
    summary: 'Engine, part two',
    location: 'Room 1',
    organizer: { name: 'Ada L.', address: 'ada@example.org' },
    attendees: 2,
    isCancelled: true,
    others: 0,
    end: { kind: 'moment', at: Date.UTC(2026, 2, 15, 13, 30) },
  });
});

test.each([
  [
    'FREQ=WEEKLY;BYDAY=MO,WE',
    {
      every: 'week',
      interval: 1,
      isMore: false,
      weekdays: [
        { weekday: 'MO', nth: 0 },
        { weekday: 'WE', nth: 0 },
      ],
    },
  ],
  ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=5', { every: 'month', count: 5, weekdays: [{ weekday: 'FR', nth: -1 }], isMore: false }],
  ['FREQ=DAILY;INTERVAL=2;UNTIL=20261231T000000Z', { every: 'day', interval: 2, until: { kind: 'moment', at: Date.UTC(2026, 11, 31) } }],
  ['FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1', { every: 'year', monthDays: [], isMore: false }],
  ['FREQ=MONTHLY;BYMONTHDAY=15', { every: 'month', monthDays: [15], isMore: false }],
  ['FREQ=SECONDLY', { every: 'other' }],
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2', { every: 'month', isMore: true }],
])('how it repeats: %s', (rule, expected) => {
  expect(readInvitation(calendar(`DTSTART:20260315T120000Z\nRRULE:${rule}`))?.repetition).toMatchObject(expected);
});

test.each([
  ['DTSTART;VALUE=DATE:20260501\nDURATION:P3D', { kind: 'day', year: 2026, month: 5, day: 4 }],
  ['DTSTART;VALUE=DATE:20261231\nDURATION:P1W', { kind: 'day', year: 2027, month: 1, day: 7 }],
  ['DTSTART;VALUE=DATE:20260501\nDURATION:-P3D', null],
  ['DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260503', { kind: 'day', year: 2026, month: 5, day: 3 }],
  ['DTSTART:20260501T100000\nDURATION:PT1H30M', { kind: 'floating', at: Date.UTC(2026, 4, 1, 11, 30), zone: null }],
  ['DTSTART:20260501T100000Z\nDURATION:PT0S', null],
  ['DTSTART;VALUE=DATE:20260501', null],
])('when it ends: %s', (event, end) => {
  expect(readInvitation(calendar(event))?.end).toEqual(end);
});

test('what changes one occurrence is not taken for the event', () => {
  const text = calendar('DTSTART:20260315T120000Z\nSUMMARY:all\nRRULE:FREQ=WEEKLY').replace(
    'BEGIN:VEVENT',
    'BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260322T120000Z\r\nDTSTART:20260322T130000Z\r\nSUMMARY:one\r\nEND:VEVENT\r\nBEGIN:VEVENT',
  );
  expect(readInvitation(text)).toMatchObject({ summary: 'all', others: 1 });
});

test('what is none, is broken, or is built to cost is refused or read, at a cost by its length alone', () => {
  for (const text of [
    '',
    'hello',
    'BEGIN:VCALENDAR',
    'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    calendar('SUMMARY:no time'),
    calendar('DTSTART:never'),
  ])
    expect(readInvitation(text)).toBeNull();
  expect(readInvitation(calendar(`DTSTART:20260315T120000Z\nSUMMARY:${'x'.repeat(300_000)}`))).toBeNull();
  expect(readInvitation(`BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(20_000)}`)).toBeNull();
  expect(readInvitation(calendar(`DTSTART:20260315T120000Z\nSUMMARY:${'y'.repeat(100_000)}`))?.summary).toHaveLength(300);
  // Rules that name every second of ten thousand years, in the event and in its zone: neither is followed.
  const bomb = outlook.replaceAll('FREQ=YEARLY;INTERVAL=1', 'FREQ=SECONDLY');
  expect(startOf(calendar('DTSTART;TZID=W. Europe Standard Time:99980715T090000\nRRULE:FREQ=SECONDLY;UNTIL=99991231T000000Z', bomb))).toBe(
    'floating 9998-07-15T09:00:00.000Z W. Europe Standard Time',
  );
});

test('a clock that is put forward or back shows a time once, twice or not at all', () => {
  const at = (month: number, day: number, hour: number, minute: number) =>
    iso(momentIn('Europe/Berlin', { year: 2026, month, day, hour, minute, second: 0 }));
  expect(at(3, 29, 1, 59)).toBe('2026-03-29T00:59:00.000Z');
  expect(at(3, 29, 3, 0)).toBe('2026-03-29T01:00:00.000Z');
  expect(at(3, 29, 2, 30)).toBe('2026-03-29T01:30:00.000Z');
  expect(at(10, 25, 2, 30)).toBe('2026-10-25T00:30:00.000Z');
  expect(at(10, 25, 3, 0)).toBe('2026-10-25T02:00:00.000Z');
  expect([knownZone('Nowhere'), knownZone(''), knownZone('Etc/UTC')]).toEqual([null, null, 'Etc/UTC']);
});
