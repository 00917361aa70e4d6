const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** RFC 5322 §4.3: zones of old, in hours; others that are only names say nothing. */
const namedZones: Record<string, number> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  CET: 1,
  CEST: 2,
};

/** Longer than any date that is meant to be one. */
const longestDate = 80;
/** What a clock that was never set says; no mail is that old. */
const firstPlausibleMs = Date.UTC(1971, 0, 1);
/** What a counter that ran over says. */
const lastPlausibleMs = Date.UTC(2100, 0, 1);

interface Layout {
  pattern: RegExp;
  /** Who writes dates so. */
  source: string;
}

/** How servers write the time a message came; the names of the groups say what is where. */
const layouts: readonly Layout[] = [
  {
    pattern: /^(?<day>\d{1,2})-(?<month>[a-z]{3})[a-z]{0,6}-(?<year>\d{4}|\d{2}),? +(?<time>[\d:.]+) *(?<zone>.*)$/,
    source: 'RFC 9051 date-time; with one digit for the day: QQ Mail and others',
  },
  {
    pattern: /^(?:[a-z]{3,9}, *)?(?<day>\d{1,2}) +(?<month>[a-z]{3})[a-z]{0,6} +(?<year>\d{4}|\d{2}),? +(?<time>[\d:.]+) *(?<zone>.*)$/,
    source: 'RFC 5322: asimap before 2026',
  },
  {
    pattern: /^(?<year>\d{4})-(?<monthNumber>\d{1,2})-(?<day>\d{1,2})[t ] *(?<time>[\d:.]+) *(?<zone>.*)$/,
    source: 'RFC 3339: gateways to web services',
  },
  {
    pattern: /^[a-z]{3} (?<month>[a-z]{3}) +(?<day>\d{1,2}) (?<time>[\d:.]+) (?:(?<zone>[a-z]{1,5}|[+-]\d{4}) )?(?<year>\d{4})$/,
    source: 'asctime: gateways to mbox files',
  },
];

/**
 * Reads the time a message came (INTERNALDATE, RFC 9051 date-time) as milliseconds since 1970, however it is written as long as it is
 * certain; a missing zone is UTC. Null when it is none, or one that no message can have: servers that do not know it say 1970, or, as
 * Domino does, `00-Jan-0000`.
 */
export const parseInternalDate = (text: string): number | null => {
  if (text.length > longestDate) return null;
  const date = readUsual(text) ?? readOther(text);
  return date !== null && date >= firstPlausibleMs && date < lastPlausibleMs ? date : null;
};

/** As RFC 9051 has it, which is how all but a few write it: a first sync reads one for each message. */
const usual = /^ ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/;

const readUsual = (text: string): number | null => {
  const found = usual.exec(text);
  if (!found) return null;
  const [, day, month, year, hours, minutes, seconds, sign, zoneHours, zoneMinutes] = found;
  const zone = minutesEast(sign!, Number(zoneHours), Number(zoneMinutes));
  const time = [Number(hours), Number(minutes), Number(seconds)] as const;
  return compose({ year: Number(year), month: months.indexOf(month!.toLowerCase()), day: Number(day), time, zone });
};

const readOther = (text: string): number | null => {
  const line = text.trim().replace(/\s+/g, ' ').toLowerCase();
  for (const { pattern } of layouts) {
    const found = pattern.exec(line)?.groups;
    if (!found) continue;
    return toMilliseconds(found);
  }
  return null;
};

const toMilliseconds = ({ day, month, monthNumber, year, time, zone = '' }: Record<string, string | undefined>): number | null => {
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d*)?)?$/.exec(time ?? '');
  const monthIndex = monthNumber === undefined ? months.indexOf(month ?? '') : Number(monthNumber) - 1;
  if (!clock) return null;
  const clockTime = [clock[1], clock[2], clock[3] ?? 0].map(Number) as [number, number, number];
  return compose({ year: toFullYear(year!), month: monthIndex, day: Number(day), time: clockTime, zone: zoneMinutes(zone) });
};

interface DateParts {
  year: number;
  /** From 0 on. */
  month: number;
  day: number;
  /** Hours, minutes, seconds. */
  time: readonly [number, number, number];
  /** Minutes east of Greenwich. */
  zone: number;
}

const compose = ({ year, month, day, time: [hours, minutes, seconds], zone }: DateParts): number | null => {
  if (month < 0 || month > 11) return null;
  const start = Date.UTC(year, month, day);
  // The 30th of February is no day.
  if (new Date(start).getUTCDate() !== day || hours > 24 || minutes > 59 || seconds > 60) return null;
  return start + ((hours * 60 + minutes) * 60 + seconds) * 1000 - zone * 60_000;
};

/** RFC 5322 §4.3. */
const toFullYear = (year: string): number => {
  const number = Number(year);
  if (year.length > 2) return number;
  return number < 50 ? 2000 + number : 1900 + number;
};

/** Minutes east of Greenwich; 0 for what is no zone. */
const zoneMinutes = (zone: string): number => {
  const offset = /^(?:gmt|utc)?([+-])(\d{2}):?(\d{2})?(?!\d)/.exec(zone);
  if (offset) return minutesEast(offset[1]!, Number(offset[2]), Number(offset[3] ?? 0));
  const name = /^[a-z]+/.exec(zone)?.[0] ?? '';
  return (namedZones[name.toUpperCase()] ?? 0) * 60;
};

const minutesEast = (sign: string, hours: number, minutes: number): number => {
  const all = hours * 60 + minutes;
  return all > 14 * 60 ? 0 : all * (sign === '-' ? -1 : 1);
};
