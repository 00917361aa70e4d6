import type { Leg } from '@kurrier/shared/account/connection';
import type { ReplyText } from './evidence.ts';

/** A reply with its codes found. `words` are the server's words of all lines, without codes and tags. */
export interface ParsedReply extends ReplyText {
  words: string;
}

/** A code stands in the first lines of a reply, and a reason early in its words; what is longer than this is not read. */
const maxCharacters = 8000;
const maxWords = 1500;

/** Finds the codes in a reply; codes that the caller knows already stay. */
export const parseReply = (leg: Leg, reply: ReplyText): ParsedReply => {
  const text = reply.text.slice(0, maxCharacters);
  const found = leg === 'smtp' ? parseSmtpReply(text) : parseImapReply(text);
  const given = Object.fromEntries(Object.entries(reply).filter(([, value]) => value !== undefined)) as unknown as ReplyText;
  return { ...found, ...given, words: found.words.slice(0, maxWords) };
};

const smtpLine = /^(?<code>[2-5]\d\d)(?:[ -]|$)/;
const enhancedCode = /^\s*#?(?<code>[245]\.\d{1,3}\.\d{1,3})\b[\s:-]*/;

/** The last line decides (RFC 5321 §4.2.1): some servers open with `220-` and end with `421`. */
const parseSmtpReply = (text: string): ParsedReply => {
  const reply: ParsedReply = { text, words: '' };
  const words: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const code = smtpLine.exec(line)?.groups?.code;
    if (code) reply.replyCode = Number(code);
    const rest = code ? line.slice(4) : line;
    const enhanced = enhancedCode.exec(rest);
    if (enhanced?.groups?.code) reply.enhancedStatusCode = enhanced.groups.code;
    words.push(enhanced ? rest.slice(enhanced[0].length) : rest);
  }
  return { ...reply, words: joinWords(words) };
};

const imapLine =
  /^(?:(?<tag>[^\s"[]{1,40}) )?(?<status>OK|NO|BAD|BYE|PREAUTH)\b ?(?:\[(?<code>[^\]\s]{1,60})[^\]]{0,400}\])?\s*(?<words>.*)$/i;

/** Libraries keep the text behind `NO`, code and all. */
const bareCode = /^\[(?<code>[A-Z]{4,30})(?: [^\]]{0,100})?\]\s{0,4}(?<words>.*)$/;

/** The tagged line decides; the words of untagged lines before it are kept, because the reason often stands there. */
const parseImapReply = (text: string): ParsedReply => {
  const reply: ParsedReply = { text, words: '' };
  const words: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const found = (imapLine.exec(line) ?? bareCode.exec(line))?.groups;
    if (found?.status) reply.status = found.status.toUpperCase() as NonNullable<ReplyText['status']>;
    if (found?.code) reply.responseCode = found.code.toUpperCase();
    if (found?.code && !reply.status) reply.status = 'NO';
    words.push(found?.words ?? line);
  }
  return { ...reply, words: joinWords(words) };
};

const joinWords = (lines: string[]): string =>
  lines
    .map((line) => line.trim())
    .join(' ')
    .trim();
