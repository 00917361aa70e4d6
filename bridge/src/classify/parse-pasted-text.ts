import type { Leg } from '@kurrier/shared/account/connection';
import type { ReplyEvidence } from './evidence.ts';
import { parseLibraryError } from './parse-library-error.ts';
import { isTranscript, stageOfPastedText } from './stage-of-pasted-text.ts';
import { unwrapPastedText, withReplyCode } from './unwrap-pasted-text.ts';

/**
 * Makes evidence of an error text that a person copied from somewhere: a bare reply, a program's message around one, a stack trace,
 * or an error object as JSON. Which protocol it is of is read from the text; where nothing tells, SMTP.
 */
export const parsePastedText = (pasted: string): ReplyEvidence => {
  const unwrapped = unwrapPastedText(pasted.slice(0, maxCharacters).trim());
  const object = parseObject(unwrapped);
  const text = smtpReply(unwrapped) ? unwrapped : withReplyCode(unwrapped);
  const leg = legOf(text);
  if (object) return parseLibraryError(object, { leg, ...placeOf(String('message' in object ? object.message : '')) });
  const reply = leg === 'imap' ? imapReply(text) : smtpReply(text);
  const begin = reply ? text.indexOf(reply) : text.length;
  const { stage, command } = stageOfPastedText(text, begin);
  const context = { leg, stage, ...placeOf(text.slice(0, begin)) };
  return { ...parseLibraryError({ message: text, code: nodeCode(text), command }, context), ...(reply && { reply: { text: reply } }) };
};

/** Whoever pastes more pastes a log; the error is sought at its beginning. */
const maxCharacters = 16_000;

const parseObject = (text: string): object | undefined => {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
};

const nodeCode = (text: string): string | undefined =>
  /\b(?:E[A-Z]{4,}|EAI_[A-Z]+|ERR_[A-Z0-9_]+|CERT_[A-Z_]+|[A-Z_]+_SELF_SIGNED_CERT|UNABLE_TO_[A-Z_]+|0x800CCC[0-9A-F]{2})\b/.exec(
    text.replace(/0x800ccc[0-9a-f]{2}\b/gi, (code) => `0x${code.slice(2).toUpperCase()}`),
  )?.[0];

/** How Node names what it tried (`getaddrinfo ENOTFOUND imap.example.org`), and how mail programs do: `server smtp.example.org`. */
const tried = /\b(?:getaddrinfo|query\w+|connect) E[A-Z_]+ (?<host>[\w.:-]*\w)/;
const named = /(?:^|[\s"'(<])(?<host>(?:smtp|imap|mail|outlook)[a-z0-9-]*(?:\.[a-z0-9-]+)+)(?::(?<port>\d{2,5}))?\b/i;
const portNamed = /(?:\bport:?|\((?:SMTP|IMAP)\):) ?(?<port>\d{2,5})\b/i;

/** The host and port that a message of a program names; a server's own words are not read, since theirs may be of anybody. */
const placeOf = (message: string): { host?: string; port?: number } => {
  const { host: target, ...rest } = (tried.exec(message) ?? named.exec(message))?.groups ?? {};
  const [, host = target, behind] = /^([^:]+|.*:.*):(\d{2,5})$/.exec(target ?? '') ?? [];
  const port = Number(behind ?? rest.port ?? portNamed.exec(message)?.groups?.port);
  return { ...(host && { host }), ...(port > 0 && port < 65536 && { port }) };
};

const imapLine = /(?:^|[\s:'"(])((?:(?:[A-Za-z]{0,4}\d+|\*) )?(?:NO|BAD|BYE)\b[ :].*)/;
/** A number of seconds or bytes is no reply code. */
const ofUnit =
  '\\d{3} ?(?:ms\\b|s\\b|secs?\\b|second|sek\\b|sekund|mins?\\b|minut|hours?\\b|hrs?\\b|stunde|heures?\\b|horas?\\b|days?\\b|tage?\\b|jours?\\b|секунд|минут|час|[kmg]i?b\\b|bytes\\b|秒|分)';
/**
 * Finds a reply that begins with one of these digits. 465 and 587 are ports, what stands behind "port" is one, and behind the time of a
 * log stands the number of a process: no reply codes.
 */
const linesOf = (digits: string): RegExp =>
  new RegExp(
    `(?:^|(?<!port:?|\\dZ)[\\s:'"([](?!${ofUnit}))(?!465|587)([${digits}]\\d\\d[ -](?:#?\\d\\.\\d{1,3}\\.\\d{1,3} )?\\D[\\s\\S]*)`,
    'i',
  );
const smtpLines = linesOf('245');
const refusalLines = linesOf('45');

const legOf = (text: string): Leg => {
  if (/^[245]\d\d[ -]/.test(text)) return 'smtp';
  if (
    /imap|command: (?:LOGIN|AUTHENTICATE|SELECT|EXAMINE|STATUS|LIST|APPEND) =>|\[(?:AUTHENTICATIONFAILED|ALERT|UNAVAILABLE|PRIVACYREQUIRED)\]|:(?:143|993)\b/i.test(
      text,
    )
  )
    return /smtp/i.test(text) && smtpLines.test(text) ? 'smtp' : 'imap';
  return imapLine.test(text) && !smtpLines.test(text) ? 'imap' : 'smtp';
};

const imapReply = (text: string): string | undefined =>
  imapLine.exec(text)?.[1] ?? /\[(?!ERROR|WARN|INFO|DEBUG|NOTICE|FATAL|CRITICAL)[A-Z]{4,}\].*/.exec(text)?.[0];

/** The reply and its further lines, without the stack trace behind it. */
const smtpReply = (text: string): string | undefined =>
  (isTranscript(text) ? refusalLines : smtpLines).exec(text)?.[1]?.split(/\n\s+at /)[0];
