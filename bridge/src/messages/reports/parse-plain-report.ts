import { longestWords, mostRecipients, type Reported } from './reported.ts';

/** A report that is text for people alone: what it says, and the start of the message that it is about. */
export interface PlainReport {
  recipients: Reported[];
  original: string;
}

/** What qmail, Exim, Sendmail, Courier, Postfix and their kin begin a report with. */
const openings =
  /qmail-send program|created automatically by mail delivery|mail (?:delivery )?(?:failed|subsystem|system|software)|(?:could|can)\s?n[o']t\s+(?:be\s+)?deliver|(?:unable|wasn't able|not able)\s+to\s+deliver|undeliver|not\s+(?:yet\s+)?been\s+delivered|delivery\s.{0,40}(?:fail|delay)|(?:permanent|transient)\s+(?:fatal\s+)?errors?|returned\s+to\s+sender|nicht\s+zugestellt|n.a\s+pas\s+pu\s+.tre|no\s+se\s+(?:ha\s+)?pudo\s+entregar/i;

const delays =
  /\b(?:delayed|has not (?:yet )?been delivered|not yet|will (?:keep|continue) (?:on )?try|still (?:being )?(?:trying|queued)|transient)\b/i;

/** Where the message that came back begins. */
const copyBelow = /^[ >]*-{2,200}.{0,120}$|^.{0,20}(?:message|headers?) (?:follows?|is attached|is included below)\b.{0,80}$/i;
const copyWords = /copy|original|below|returned|headers?|unsent|undelivered/i;

/** `<ann@example.org>: reason`, `<ann@example.org>` or, indented, the bare address. */
const recipientLine = /^(?:[ \t]{0,8}<([^\s<>]{1,320}@[^\s<>]{1,255})>|[ \t]{1,8}([^\s<>()]{1,320}@[^\s<>():]{1,255}))(?:$|[:\s](.*)$)/;

/** More text than this says nothing more. */
const longest = 64 * 1024;

/** Reads a report that was written for people (null: it does not begin like one): each address that stands first in a line, and what follows it. Linear. */
export const parsePlainReport = (whole: string): PlainReport | null => {
  const text = whole.slice(0, longest);
  const copyAt = findCopy(text);
  const report = text.slice(0, copyAt);
  if (!openings.test(report)) return null;
  const outcome = delays.test(report) && !/\b(?:failed|permanent|returned|undeliverable)\b/i.test(report) ? 'delayed' : 'failed';
  const recipients: Reported[] = [];
  let current: Reported | null = null;
  for (const line of report.split(/\r?\n/)) {
    const found = recipientLine.exec(line);
    const [, bracketed, bare, rest = ''] = found ?? [];
    const address = bracketed ?? bare;
    // Exim says first where it was going to: that line belongs to what was said.
    if (address !== undefined && !(current && /^\s{4,}/.test(line) && current.words !== '')) {
      if (recipients.length >= mostRecipients) break;
      current = { address, outcome, words: rest.trim().slice(0, longestWords), status: '' };
      recipients.push(current);
    } else if (line.trim() === '' ? (current?.words ?? '') !== '' : false) current = null;
    else if (current && current.words.length < longestWords)
      current.words = `${current.words} ${line.trim()}`.trim().slice(0, longestWords);
  }
  return recipients.length > 0 ? { recipients, original: text.slice(copyAt) } : null;
};

const findCopy = (text: string): number => {
  let at = 0;
  for (const line of text.split('\n')) {
    if (copyBelow.test(line.trimEnd()) && copyWords.test(line)) return at;
    at += line.length + 1;
  }
  return text.length;
};
