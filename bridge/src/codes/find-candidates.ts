/** Something on a line that could be typed as a code. */
export interface Candidate {
  /** Without blanks and hyphens. */
  code: string;
  start: number;
  end: number;
  /** Its characters stand apart, one in each box. */
  isSpread: boolean;
  /** Its groups are of unlike length. */
  isUneven?: boolean;
}

const mostCandidates = 100;

/** Letters and digits, and what stands between those that may belong together. */
const runs = /[A-Za-z0-9]+(?:(?: {0,2}[|·•\]] {0,2}\[? {0,2}| ?[-–‑] ?| {1,3})[A-Za-z0-9]+)*/g;
const separators = / {0,2}[|·•\]] {0,2}\[? {0,2}| ?[-–‑] ?| {1,3}/g;
const boxes = /[|·•\]]/;
const digits = /^\d+$/;
/** Letters with digits among them, as codes are written; or all capitals, which is a code only where a hyphen divides it. */
const mixed = /^(?=.*\d)(?=.*[A-Z])[A-Z0-9]+$/;
const mixedCase = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]+$/;
const capitals = /^[A-Z]+$/;
/** Letters that make no word: capitals without a vowel. */
const unspeakable = /^[B-DF-HJ-NP-TV-Z]{5,8}$/;
/** What makes a number an amount, an address, a date, a part of something longer. */
const badBefore =
  /[+#$€£¥₩₹₽₺*@/\\_=&?%.,…•~^][-–]?$|\d[.,:/'’][-–]?$|(?:^|[^\p{L}])(?:EUR|USD|GBP|CHF|JPY|CNY|RMB|PLN|TRY|TL|SEK|NOK|DKK|CZK|HUF|RON|BRL|INR|KRW|AUD|CAD|R\$|Rs\.?|kr\.?|No|Nr|nº|n°|№)\.? ?$/u;
const badAfter =
  /^(?:[@_%°€$£¥₩₹₽₺/\\=&+]| ?(?:%|€|\$|£|¥|₽|₺|元|円|원|EUR|USD|GBP|CHF|PLN|TL|TRY|Kč|kr|руб|zł|Ft|lei|грн)(?![a-z])|[.,:/'’](?!\d{1,2}\s?\p{Script=Han})[0-9])/u;

const isLoose = (separator: string): boolean => separator.trim() === '';

/** Numbers after one of these are the code whatever stands before: `code: 123`, `OTP=123`. */
const colon = /[:：]\s?$|(?:otp|code|pin|kod|код|รหัส)\s?=\s?$/iu;

interface Part {
  text: string;
  start: number;
  end: number;
}

const partsOf = (run: string, at: number): { parts: Part[]; separators: string[] } => {
  const parts: Part[] = [];
  const between: string[] = [];
  let start = 0;
  for (const match of run.matchAll(separators)) {
    parts.push({ text: run.slice(start, match.index), start: at + start, end: at + match.index });
    between.push(match[0]);
    start = match.index + match[0].length;
  }
  parts.push({ text: run.slice(start), start: at + start, end: at + run.length });
  return { parts, separators: between };
};

const isCodeLike = ({ text }: Part): boolean => digits.test(text) || mixed.test(text) || (capitals.test(text) && text.length <= 4);

/** Neighbours that belong together, if any do: parts of a run between those that are plain words. */
const groupsOf = (run: string, at: number): { parts: Part[]; separators: string[] }[] => {
  const { parts, separators: between } = partsOf(run, at);
  const groups: { parts: Part[]; separators: string[] }[] = [];
  let open: { parts: Part[]; separators: string[] } | null = null;
  for (const [index, part] of parts.entries()) {
    const separator = between[index - 1] ?? ' ';
    const isBoundWord = !isCodeLike(part) && !isLoose(separator) && !boxes.test(separator);
    // `abc-1234`: the number is part of a name.
    if (isBoundWord && open) open = null;
    else if (!isCodeLike(part)) {
      const single: { parts: Part[]; separators: string[] } = { parts: [part], separators: [] };
      open = null;
      groups.push(single);
    } else if (open) {
      open.parts.push(part);
      open.separators.push(separator);
    } else {
      const isTail = index > 0 && /[-–‑]/.test(separator);
      open = { parts: [part], separators: [] };
      if (!isTail) groups.push(open);
    }
  }
  return groups;
};

const isPlain = (text: string): boolean =>
  (digits.test(text) && text.length >= 4 && text.length <= 9) ||
  (mixed.test(text) && text.length >= 4 && text.length <= 10) ||
  (mixedCase.test(text) && text.length >= 6 && text.length <= 8) ||
  unspeakable.test(text);

const isCapitals = ({ text }: Part): boolean => capitals.test(text);
const isNumber = ({ text }: Part): boolean => digits.test(text);

const joined = (parts: readonly Part[], isSpread = false): Candidate => ({
  code: parts.map(({ text }) => text).join(''),
  start: parts[0]!.start,
  end: parts.at(-1)!.end,
  isSpread,
});

const readGroup = ({ parts, separators: between }: { parts: Part[]; separators: string[] }): Candidate[] => {
  if (parts.length === 1) return isPlain(parts[0]!.text) ? [joined(parts)] : [];
  const lengths = new Set(parts.map(({ text }) => text.length));
  const [length = 0] = lengths;
  const isEven = lengths.size === 1;
  const code = parts.map(({ text }) => text).join('');
  if (isEven && length === 1 && parts.length >= 4 && parts.length <= 8 && /\d/.test(code)) return [joined(parts, true)];
  const isTwo = parts.length === 2 && length >= 2 && length <= 4;
  const isThree = parts.length === 3 && (length === 2 || (length === 3 && digits.test(code)));
  const fits = digits.test(code) || /\d/.test(code) || (capitals.test(code) && (length === 3 || length === 4) && between[0] === '-');
  // `SHOP 2044`: a name and its number, which a blank divides; groups of a code are not so tidy.
  const isNameAndNumber = isTwo && isLoose(between[0]!) && parts.some(isCapitals) && parts.some(isNumber);
  if (isEven && (isTwo || isThree) && code.length >= 4 && fits && new Set(between).size === 1 && !isNameAndNumber) return [joined(parts)];
  // `5520 91`, `118-220-47`, `XJ7-440-QM`: groups of unlike length, which nothing but the words before them makes a code.
  const isUneven = !isEven && new Set(between).size === 1 && parts.every(({ text }) => text.length <= 4);
  // Seven digits in two groups are a telephone number.
  const isOfDigits =
    digits.test(code) && code.length >= (parts.length === 2 ? 4 : 6) && code.length <= (parts.length === 2 ? 6 : 8) && parts.length <= 3;
  // With two groups a single letter is a prefix that is not typed, see below.
  const isOfSigns =
    parts.length <= 3 &&
    parts.every(({ text }) => text.length >= 2) &&
    mixed.test(code) &&
    code.length >= 5 &&
    code.length <= 10 &&
    between[0] === '-';
  if (isUneven && (isOfDigits || isOfSigns)) return [{ ...joined(parts), isUneven: true }];
  // A letter before the number says whose code it is, and is not typed: G-123456.
  if (parts.length === 2 && /^[A-Z]$/.test(parts[0]!.text) && /^\d{4,8}$/.test(parts[1]!.text)) return [joined(parts.slice(1))];
  // Two numbers that only stand beside each other, or a label and its value in two cells; more of them are a telephone number, an account, a fingerprint.
  return parts.length === 2 && (isLoose(between[0]!) || boxes.test(between[0]!))
    ? parts.filter(({ text }) => isPlain(text)).map((part) => joined([part]))
    : [];
};

/** `x9f3-k2mq-7bwd`: two or three groups as long as each other, of lower-case letters with digits among them. */
const lowerGroups = /(?<![A-Za-z0-9_.-])[a-z0-9]{3,5}(?:(?:-[a-z0-9]{3,5}){1,2}|(?: [a-z0-9]{3,5}){1,2})(?![A-Za-z0-9_-]|\.[A-Za-z0-9])/g;
const mixedLower = /^(?=.*\d)(?=.*[a-z])/;

const readLowerGroups = (line: string): Candidate[] =>
  [...line.matchAll(lowerGroups)].flatMap(({ 0: text, index }) => {
    const groups = text.split(/[ -]/);
    const isEven = groups.every(({ length }) => length === groups[0]!.length);
    // `june-2026`, `unit 4410`: a word and a number. Between blanks each has to look like a part of a code.
    const isMixed = text.includes('-') ? groups.some((group) => mixedLower.test(group)) : groups.every((group) => mixedLower.test(group));
    return isEven && isMixed ? [{ code: groups.join(''), start: index, end: index + text.length, isSpread: false }] : [];
  });

const isPartOfMore = (line: string, { start, end }: Candidate): boolean => {
  const [before, after] = [line.slice(Math.max(0, start - 8), start), line.slice(end, end + 8)];
  if (badAfter.test(after)) return true;
  if (/\d[:：]$/.test(before)) return true;
  return !colon.test(before) && badBefore.test(before.replace(/(?:^|\s)\*{1,2}$/, ''));
};

/** What on a line could be a code by its form alone. Linear, and bounded. */
export const findCandidates = (line: string): Candidate[] => {
  const inGroups = readLowerGroups(line);
  const isInGroups = ({ start, end }: Candidate): boolean => inGroups.some((code) => start >= code.start && end <= code.end);
  const found = inGroups.filter((candidate) => !isPartOfMore(line, candidate));
  for (const { 0: run, index } of line.matchAll(runs)) {
    const read = groupsOf(run, index).flatMap(readGroup);
    found.push(...read.filter((candidate) => !isInGroups(candidate) && !isPartOfMore(line, candidate)));
    if (found.length >= mostCandidates) break;
  }
  return found;
};
