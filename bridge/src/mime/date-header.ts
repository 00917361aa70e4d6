const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Names of time zones in mail, in minutes: those of RFC 5322 §4.3 and those that programs write. Names that several countries use mean the
 * one whose programs write them in mail.
 */
const zones: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  sast: 120,
  eest: 180,
  msk: 180,
  trt: 180,
  msd: 240,
  gst: 240,
  ist: 330,
  pkt: 300,
  npt: 345,
  ict: 420,
  wib: 420,
  hkt: 480,
  sgt: 480,
  myt: 480,
  pht: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  aest: 600,
  acdt: 630,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  nst: -210,
  ndt: -150,
  ast: -240,
  adt: -180,
  brt: -180,
  art: -180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
};

const longest = 200;

/**
 * Reads a Date header (RFC 5322 §3.3, §4.3) as milliseconds since 1970, however it is written: with the name of a zone, without seconds,
 * weekday or zone (then UTC), with the year before the day, as ISO 8601. Null when it is no date.
 */
export const parseDateHeader = (value: string): number | null => {
  const text = value
    .slice(0, longest)
    .replace(/\([^()]*\)/g, ' ')
    .trim();
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d))?)?/.exec(text);
  if (iso) {
    const [year, month, day, ...time] = iso.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
    return toTime(year, month - 1, day, time, zoneOf(text.slice(iso[0].length)));
  }
  const clock = /(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:\.\d+)?/.exec(text);
  const words = text.replace(clock?.[0] ?? '', ' ').match(/[+-]\d{2}:?\d{2}\b|[a-z]+|\d+/gi) ?? [];
  const monthAt = words.findIndex((word) => months.includes(word.slice(0, 3).toLowerCase()));
  if (monthAt === -1) return null;
  const month = months.indexOf(words[monthAt]!.slice(0, 3).toLowerCase());
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const [first, second] = numbers;
  if (first === undefined || second === undefined) return null;
  const [day, year] = first > 31 ? [second, first] : [first, second];
  const after = text.slice(clock ? clock.index + clock[0].length : 0);
  const time = [clock?.[1], clock?.[2], clock?.[3]].map((part) => Number(part ?? 0)) as [number, number, number];
  return toTime(wholeYear(year), month, day, withHalf(time, after), zoneOf(after));
};

/** RFC 5322 §4.3: two digits below 50 are of this century, all others are counted from 1900. */
const wholeYear = (year: number): number => (year < 50 ? year + 2000 : year < 1000 ? year + 1900 : year);

const withHalf = ([hours, minutes, seconds]: [number, number, number], after: string): [number, number, number] => {
  const half = /^\s*([ap])m\b/i.exec(after)?.[1]?.toLowerCase();
  return [half === 'p' && hours < 12 ? hours + 12 : half === 'a' && hours === 12 ? 0 : hours, minutes, seconds];
};

/** Minutes east of UTC; a numeric zone counts before the name beside it. */
const zoneOf = (text: string): number => {
  const numeric = /(?:^|[^\d])([+-])(\d{2}):?(\d{2})\b/.exec(text) ?? /(?:gmt|utc)\s*([+-])(\d{1,2})()\b/i.exec(text);
  if (numeric) return (numeric[1] === '-' ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3] || 0));
  const named = (text.match(/[a-z]+/gi) ?? []).map((word) => word.toLowerCase()).find((word) => Object.hasOwn(zones, word));
  return named === undefined ? 0 : zones[named]!;
};

const toTime = (
  year: number,
  month: number,
  day: number,
  [hours, minutes, seconds]: readonly [number, number, number],
  zone: number,
): number | null => {
  const isPossible =
    month >= 0 &&
    month < 12 &&
    day > 0 &&
    day <= 31 &&
    hours < 25 &&
    minutes < 60 &&
    seconds < 62 &&
    Math.abs(zone) < 24 * 60 &&
    year < 10_000;
  return isPossible ? Date.UTC(year, month, day, hours, minutes - zone, seconds) : null;
};
