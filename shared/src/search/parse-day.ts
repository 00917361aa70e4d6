const units = { d: 'Date', w: 'Date', m: 'Month', y: 'FullYear' } as const;
const mostBack = 4;

/**
 * The first moment of a day, in the zone of this computer, milliseconds since 1970: `2026-11-30`, `2026-11`, `2026`, also with `/` or `.`,
 * `today`, `yesterday`, or how long ago (`7d`, `2w`, `3m`, `1y`). Null for anything else, and for a day that there is not.
 */
export const parseDay = (text: string, now: Date): number | null => {
  const word = text.toLowerCase();
  if (word === 'today') return goBack(now, 'd', 0);
  if (word === 'yesterday') return goBack(now, 'd', 1);
  const [, count = '', unit] = /^(\d+)([dwmy])$/.exec(word) ?? [];
  if (unit) return count.length <= mostBack ? goBack(now, unit as keyof typeof units, Number(count)) : null;
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(word) ?? [];
  if (!year) return null;
  const found = new Date(Number(year), Number(month) - 1, Number(day));
  // 31 February is none, and must not become a day in March.
  const isReal = found.getFullYear() === Number(year) && found.getMonth() === Number(month) - 1 && found.getDate() === Number(day);
  return isReal ? found.getTime() : null;
};

const goBack = (now: Date, unit: keyof typeof units, count: number): number => {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const name = units[unit];
  day[`set${name}`](day[`get${name}`]() - count * (unit === 'w' ? 7 : 1));
  return day.getTime();
};
