import { isCodeOfThing, isEarlierCode, isUsedCode } from './belongs-elsewhere.ts';
import { toComparable } from './comparable-text.ts';
import type { Candidate } from './find-candidates.ts';
import { findWords, saysAny, type FoundWord } from './words/find-words.ts';

/** What a message says as a whole about the numbers in it; made once. */
export interface MessageSense {
  subject: string;
  body: string;
}

const sentenceEnd = /[.;!?。！？；，、](?=\s|$|[^\x00-\x7F])|,(?=\s)/g;
/** What is said further away belongs to something else. */
const farthestLine = 3;
/** So near to each other, two nouns are one: order code, code postal. */
const oneNoun = 7;
/** `123456 is your order number`. */
const nearAfter = 16;
/** `904471 authorises your login`. */
const nearPurpose = 32;
/** A number that a word names follows it at once. */
const namedNumber = /^[^\p{L}]{0,4}(?:(?:no|nr|num|nummer|number|numéro|numero|número|n)[^\p{L}\d]{0,4})?[^\p{L}\s]{0,3}[A-Z0-9/-]*\d/iu;

/** The part of the sentence before and after a candidate. */
const clauseAround = (line: string, { start, end }: Candidate): { before: string; after: string; written: string } => {
  const starts = [...line.slice(0, start).matchAll(sentenceEnd)].at(-1);
  const ends = [...line.slice(end).matchAll(sentenceEnd)][0];
  const written = line.slice(starts ? starts.index + 1 : 0, start);
  return {
    written,
    before: toComparable(written),
    after: toComparable(line.slice(end, ends ? end + ends.index : undefined)),
  };
};

/** Words that name a number are used up where their number follows. */
const openWords = (words: readonly FoundWord[], text: string): FoundWord[] => words.filter(({ end }) => !namedNumber.test(text.slice(end)));

/** Whether what names the candidate is a word for another number: the nearest before it, or one noun with the word for a code. */
const example =
  /(?:such as|for example|e\.g\.|like|z\. ?b\.|zum beispiel|etwa|par exemple|comme|por ejemplo|por exemplo|como|ad esempio|come|bijv\.?|zoals|np\.|na przyklad|например|наприклад|mesela|ornegin|比如|例如|たとえば|例えば|예를 들어|مثل)\s*$/;
const isOtherNumber = (before: string, after: string): boolean => {
  if (example.test(before)) return true;
  const others = openWords(findWords('otherNumber', before), before);
  const codes = [...findWords('strong', before), ...findWords('code', before)];
  const asked = findWords('enter', before);
  const lastCode = codes.toSorted((a, b) => a.end - b.end).at(-1);
  const lastOther = others.at(-1);
  if (!lastOther) return !lastCode && asked.length === 0 && (findWords('otherNumber', after)[0]?.start ?? Infinity) < nearAfter;
  if (!lastCode) return asked.every(({ end }) => end <= lastOther.start);
  if (lastOther.end >= lastCode.end) return true;
  return lastOther.end > lastCode.start - oneNoun && !saysAny('strong', before.slice(lastOther.end));
};

/** `code: 123456`, `your new code is 123456`. */
const announced = /[:：]\s*$|[\p{L}\p{N}]\s+(?:is|ist|lautet|est|es|e|jest|to|je|ar|er|este|on|van|ειναι|это|—|–)\s*$/u;

const isLine = (line: string, { start, end }: Candidate): boolean => !/[\p{L}\p{N}]/u.test(line.slice(0, start) + line.slice(end));

/** Numbers that serve as examples, years, and days. */
const isUnlikely = (code: string): boolean =>
  '0123456789'.includes(code) ||
  '9876543210'.includes(code) ||
  /^(?:19|20)\d\d$/.test(code) ||
  /^20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$/.test(code);
/** A word and a number behind it, as vouchers have it: SPRING25. */
const isVoucher = (code: string): boolean => /^[A-Z]{3,}[1-9]\d{0,2}$/.test(code);

const unlikeliness = ({ code, start, end }: Candidate): number =>
  (isUnlikely(code) ? 4 : 0) +
  (end - start === code.length && isVoucher(code) ? 4 : 0) +
  (/[a-z]/.test(code) ? 2 : 0) +
  (/^\d{9}$/.test(code) ? 2 : 0);

const pointsOf = (text: string): { noun: number; asked: number; topic: boolean } => ({
  noun: saysAny('strong', text) ? 6 : saysAny('code', text) ? 4 : 0,
  asked: saysAny('enter', text) ? 3 : 0,
  topic: saysAny('otherTopic', text),
});

/** What is said in the message around the line, as far as it speaks for or against a code. */
const surroundings = ({ subject, body }: MessageSense): number =>
  (saysAny('strong', subject) ? 2 : saysAny('code', subject) ? 1 : 0) +
  (saysAny('purpose', subject) ? 2 : 0) +
  (saysAny('purpose', body) ? 1 : 0) -
  (saysAny('otherTopic', subject) ? 4 : 0) -
  (saysAny('shown', body) ? 6 : 0);

const isSmallInGroups = ({ code, start, end }: Candidate): boolean => end - start > code.length && /[a-z]/.test(code);

/** The very number is what one is asked to type. */
const isAskedFor = (before: string, after: string): boolean =>
  findWords('enter', before).some(({ end }) => /^\p{L}*\P{L}*$/u.test(before.slice(end))) ||
  findWords('enter', after.slice(0, 20)).length > 0;

/** `the code 4471 90`, `copy QK-4471`: the word for it, or what one is asked to do with it, is the last one before it. */
const isNamed = (before: string): boolean =>
  (['strong', 'code', 'enter'] as const).some((concept) =>
    findWords(concept, before).some(({ end }) => /^\p{L}*[\s:：]*$/u.test(before.slice(end))),
  );

/** `Approve with 918 443`: what it is for, and the number as the means. */
const asMeans = /(?<!\p{L})(?:with|using|mit|avec|con|com|met|med|cu|z|s|с|із)\s*$/u;

const inSentence = (line: string, candidate: Candidate, [previous, next]: readonly [string, string], sense: MessageSense): number => {
  const { before, after, written } = clauseAround(line, candidate);
  if (isOtherNumber(before, after) || isCodeOfThing(written) || isEarlierCode(before) || isUsedCode(after)) return -Infinity;
  const { noun, topic, ...points } = pointsOf(`${before} \u0000 ${after}`);
  const isMeans = asMeans.test(before) && saysAny('purpose', before);
  const asked = Math.max(points.asked, isMeans ? 3 : 0);
  // `Your passcode` above, and `904471 authorises your login`: the number itself is the subject of the sentence.
  const isSubject =
    noun + asked === 0 && /^\P{L}*$/u.test(before) && saysAny('purpose', after.slice(0, nearPurpose)) && saysAny('strong', sense.subject);
  if (noun + asked === 0 && !isSubject) return -Infinity;
  const rest = toComparable(`${previous} ${line} ${next}`);
  const isForIt = saysAny('purpose', toComparable(line)) ? 1 : 0;
  const isAnnounced = announced.test(before) || isAskedFor(before, after) || isMeans ? 1 : 0;
  // Letters alone, and groups of small ones, are as often the name of something: ISO-IEC, web1-prod.
  if (!isAnnounced && (/^[A-Z]+$/.test(candidate.code) || isSmallInGroups(candidate))) return -Infinity;
  const isCalledSo = isNamed(before) || isAskedFor(before, after) || (announced.test(before) && noun > 0);
  if (candidate.isUneven && !isCalledSo) return -Infinity;
  return (
    noun + asked + (isSubject ? 3 : 0) + isForIt + isAnnounced - (topic ? 8 : saysAny('otherTopic', rest) ? 3 : 0) + surroundings(sense)
  );
};

const onItsOwn = (lines: readonly string[], at: number, candidate: Candidate, sense: MessageSense): number => {
  const above = lines
    .slice(0, at)
    .filter((line) => line !== '')
    .slice(-farthestLine)
    .reverse();
  const below = lines.slice(at + 1).find((line) => line !== '') ?? '';
  let [noun, asked] = [0, 0];
  for (const [distance, line] of [...above.entries(), [1, below] as const]) {
    const points = pointsOf(toComparable(line));
    noun = Math.max(noun, points.noun - distance);
    asked = Math.max(asked, points.asked - distance);
  }
  const nearest = toComparable(above[0] ?? '');
  // `To confirm your address, …:` leads to what is below, with whatever word it is called.
  if (noun + asked === 0 && /[:：]$/.test(nearest) && saysAny('purpose', nearest)) asked = 2;
  const isNamedOtherwise =
    openWords(findWords('otherNumber', nearest), nearest).length > 0 && !saysAny('strong', nearest) && !saysAny('enter', nearest);
  const isOther = saysAny('otherTopic', toComparable([...above, below].join('\n')));
  const form = 1 + (candidate.isSpread || /^\d{6}$/.test(candidate.code) ? 1 : 0);
  const isAnnounced = noun + asked > 0 || saysAny('purpose', nearest) || saysAny('code', sense.subject) || saysAny('strong', sense.subject);
  if (!isAnnounced) return -Infinity;
  return form + noun + asked - (isOther ? 6 : 0) - (isNamedOtherwise ? 5 : 0) + surroundings(sense);
};

/**
 * How much speaks for a number that stands apart in the subject, in brackets or at an end, where the text says that a code does: `lines` are
 * those of the text.
 */
export const scoreInSubject = (title: string, candidate: Candidate, lines: readonly string[], sense: MessageSense): number => {
  const [before, after] = [title.slice(0, candidate.start), title.slice(candidate.end)];
  const isApart = /[([（【「]\s?$/u.test(before) || !/[\p{L}\p{N}]/u.test(before) || !/[\p{L}\p{N}]/u.test(after);
  const first = lines.filter((line) => line !== '').slice(0, 2);
  if (!isApart || isOtherNumber(toComparable(before), toComparable(after)) || pointsOf(toComparable(first.join('\n'))).noun === 0)
    return -Infinity;
  const alone = { ...candidate, start: 0, end: candidate.code.length };
  return onItsOwn([...first, candidate.code], first.length, alone, sense) - unlikeliness(candidate);
};

const neighbours = (lines: readonly string[], at: number): [previous: string, next: string] => [
  lines.slice(0, at).findLast((line) => line !== '') ?? '',
  lines.slice(at + 1).find((line) => line !== '') ?? '',
];

/** How much speaks for a candidate being what its message was sent for; what is written of it, not who wrote it. */
export const scoreCandidate = (lines: readonly string[], at: number, candidate: Candidate, sense: MessageSense): number => {
  const line = lines[at]!;
  const said = isLine(line, candidate) ? onItsOwn(lines, at, candidate, sense) : inSentence(line, candidate, neighbours(lines, at), sense);
  return said - unlikeliness(candidate);
};
