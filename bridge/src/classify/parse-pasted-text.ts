import type { Leg } from '@kurrier/shared/account/connection';
import type { ReplyEvidence } from './evidence.ts';
import { parseLibraryError } from './parse-library-error.ts';

/**
 * Makes evidence of an error text that a person copied from somewhere: a bare reply, a program's message around one, a stack trace,
 * or an error object as JSON. Which protocol it is of is read from the text; where nothing tells, SMTP.
 */
export const parsePastedText = (pasted: string): ReplyEvidence => {
  const text = unwrap(pasted.slice(0, maxCharacters).trim());
  const object = parseObject(text);
  const leg = legOf(text);
  if (object) return parseLibraryError(object, { leg, ...placeOf(String('message' in object ? object.message : '')) });
  const reply = leg === 'imap' ? imapReply(text) : smtpReply(text);
  const place = placeOf(reply ? text.slice(0, text.indexOf(reply)) : text);
  return { ...parseLibraryError({ message: text, code: nodeCode(text) }, { leg, ...place }), ...(reply && { reply: { text: reply } }) };
};

/** Whoever pastes more pastes a log; the error is sought at its beginning. */
const maxCharacters = 16_000;

/**
 * Python and PHP print a reply as a tuple or between quotes, Roundcube with its code in brackets, .NET without any:
 * `(535, b'5.7.8 Not accepted')`, `got code "535", with message "535 5.7.8 …"`, `SMTP Error (535): Not accepted`.
 */
const unwrap = (text: string): string =>
  text
    .replace(/\((?<code>[45]\d\d), {0,3}b?'(?<words>[^']{0,2000})'/g, '$<code> $<words>')
    .replace(/\((?<code>[45]\d\d), {0,3}b?"(?<words>[^"]{0,2000})"/g, '$<code> $<words>')
    .replace(/\((?<code>[45]\d\d)\): (?=\S)/g, '$<code> ')
    .replace(
      /(?<=(?:unavailable|failed|processing|allowed)\. the server response was:? )(?=(?<digit>[45])\.\d{1,3}\.\d{1,3} )/gi,
      '$<digit>50 ',
    )
    .replace(/(?<=(?:unavailable|failed|processing|allowed)\. the server response was:? )(?=[a-z])/gi, '550 ')
    .replace(/(?<=SmtpCommandException: )(?=(?<digit>[45])\.\d{1,3}\.\d{1,3} )/g, '$<digit>50 ')
    .replace(/expected response code "?[\d/]{3,20}"? but got (?:code )?"?[\d ]{3,8}"?,? with message "?/gi, '')
    .replace(/\bb'(?=[A-Z[\d])/g, "'")
    .replace(/\\r?\\n/g, '\n');

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
/** 465 and 587 are ports, and what stands behind "port" is one: not reply codes. */
const smtpLines = new RegExp(
  `(?:^|(?<!port:?)[\\s:'"([](?!${ofUnit}))(?!465|587)([245]\\d\\d[ -](?:#?\\d\\.\\d{1,3}\\.\\d{1,3} )?\\D[\\s\\S]*)`,
  'i',
);

const legOf = (text: string): Leg => {
  if (/^[245]\d\d[ -]/.test(text)) return 'smtp';
  if (/imap|\[(?:AUTHENTICATIONFAILED|ALERT|UNAVAILABLE|PRIVACYREQUIRED)\]|:(?:143|993)\b/i.test(text))
    return /smtp/i.test(text) && smtpLines.test(text) ? 'smtp' : 'imap';
  return imapLine.test(text) && !smtpLines.test(text) ? 'imap' : 'smtp';
};

const imapReply = (text: string): string | undefined => imapLine.exec(text)?.[1] ?? /\[[A-Z]{4,}\].*/.exec(text)?.[0];

/** The reply and its further lines, without the stack trace behind it. */
const smtpReply = (text: string): string | undefined => smtpLines.exec(text)?.[1]?.split(/\n\s+at /)[0];
