const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const pattern = /^([ \d]\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/;

/** Reads an INTERNALDATE (RFC 9051 date-time) as milliseconds since 1970; null when it is none. */
export const parseInternalDate = (text: string): number | null => {
  const match = pattern.exec(text);
  const month = match ? months.indexOf(match[2]!.toLowerCase()) : -1;
  if (!match || month < 0) return null;
  const [day, year, hours, minutes, seconds] = [match[1], match[3], match[4], match[5], match[6]].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const offsetMinutes = Number(match[8]) * 60 + Number(match[9]);
  return Date.UTC(year, month, day, hours, minutes, seconds) - (match[7] === '-' ? -1 : 1) * offsetMinutes * 60_000;
};
