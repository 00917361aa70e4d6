/** A time on a clock. `month` counts from one. */
export interface ClockTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formatters = new Map<string, Intl.DateTimeFormat | null>();

const formatterOf = (zone: string): Intl.DateTimeFormat | null => {
  if (!formatters.has(zone)) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    let formatter: Intl.DateTimeFormat | null = null;
    try {
      formatter = new Intl.DateTimeFormat('en-US', { ...parts, era: 'short', timeZone: zone, hourCycle: 'h23' });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    formatters.set(zone, formatter);
  }
  return formatters.get(zone)!;
};

/** The name under which the time zones of this system know a TZID; null: under none. Programs put their own names before it. */
export const knownZone = (tzid: string): string | null => {
  const segments = tzid.slice(0, 200).split('/');
  for (const count of [3, 2, 1]) {
    const name = segments.slice(-count).join('/');
    if (name !== '' && segments.length >= count && formatterOf(name)) return name;
  }
  return null;
};

/** How far the clock of a zone is ahead of UTC at a moment, in milliseconds. */
const offsetAt = (formatter: Intl.DateTimeFormat, at: number): number => {
  const read = Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
};

/** Milliseconds since 1970 as the clock would be read in UTC. */
export const asUtc = ({ year, month, day, hour, minute, second }: ClockTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/**
 * The moment at which the clock of a known zone shows a time. Where the clock is put forward over it, it is read as before that; where it
 * shows it twice, the first counts (RFC 5545 §3.3.5).
 */
export const momentIn = (zone: string, time: ClockTime): number => {
  const formatter = formatterOf(zone);
  const wall = asUtc(time);
  if (!formatter) return wall;
  const day = 86_400_000;
  const before = wall - offsetAt(formatter, wall - day);
  const after = wall - offsetAt(formatter, wall + day);
  if (before === after || offsetAt(formatter, before) === wall - before) return before;
  return offsetAt(formatter, after) === wall - after ? after : before;
};
