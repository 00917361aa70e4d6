import { toComparable, toTypedLine } from './comparable-text.ts';
import { findCandidates, type Candidate } from './find-candidates.ts';
import { findWordCode } from './find-word-code.ts';
import { scoreCandidate, scoreInSubject, type MessageSense } from './score-candidate.ts';
import { saysAny } from './words/find-words.ts';

/** What speaks for a code has to outweigh what speaks against it by so much. */
const enough = 6;
const again = 1;
const inSubjectToo = 3;
/** Further candidates are not looked at. */
const mostScored = 60;

const address = /(?:https?|ftp|mailto):[^\s\]>"]+|\bwww\.[^\s\]>"]+|[^\s<>"'(),;:]{1,64}@[^\s<>"'(),;]{1,255}/gi;

/** What is sent to be typed: the code of a message whose own lines are given, without blanks and hyphens; null where there is none. */
export const findCode = (subject: string, own: readonly string[]): string | null => {
  const title = toTypedLine(subject.slice(0, 300)) ?? '';
  const lines = own.map((line) => line.replace(address, ' ').trim());
  const sense: MessageSense = { subject: toComparable(title), body: toComparable(lines.join('\n').slice(0, 3_000)) };
  const scores = new Map<string, number>();
  const note = (code: string, score: number): void => {
    const before = scores.get(code);
    scores.set(code, before === undefined ? score : Math.max(before, score) + again);
  };
  const inSubject = new Set(findCandidates(title).map(({ code }) => code.toUpperCase()));
  const found: { at: number; candidate: Candidate }[] = lines.flatMap((line, at) =>
    findCandidates(line).map((candidate) => ({ at, candidate })),
  );
  for (const { at, candidate } of found.slice(0, mostScored)) {
    const bonus = inSubject.has(candidate.code.toUpperCase()) && !saysAny('otherTopic', sense.subject) ? inSubjectToo : 0;
    note(candidate.code, scoreCandidate(lines, at, candidate, sense) + bonus);
  }
  const isInText = [...scores.values()].some((score) => score >= enough);
  for (const candidate of findCandidates(title)) {
    const apart = isInText ? -Infinity : scoreInSubject(title, candidate, lines, sense);
    note(candidate.code, Math.max(apart, scoreCandidate([title], 0, candidate, sense) - again));
  }
  const best = [...scores].filter(([, score]) => score >= enough).toSorted(([, a], [, b]) => b - a)[0];
  return best ? best[0] : findWordCode(title, lines);
};
