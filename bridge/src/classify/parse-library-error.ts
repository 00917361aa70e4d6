import type { Stage } from '@kurrier/shared/failure/failure';
import type { ErrorEvidence, ReplyEvidence, ReplyText } from './evidence.ts';

/** What the caller knows of the attempt; `stage` only where it is surer than what the error says. */
export type ErrorContext = Pick<ReplyEvidence, 'leg' | 'host' | 'port' | 'security' | 'secure'> & { stage?: Stage | undefined };

/**
 * Turns whatever nodemailer, imapflow or Node threw into evidence: several errors and causes unwrapped to the telling one,
 * the server's words found wherever the library put them, the stage read from the command. Flags such as `authenticationFailed` are not
 * read.
 */
export const parseLibraryError = (thrown: unknown, context: ErrorContext): ReplyEvidence => {
  const fields = innermost(thrown);
  const text = (name: string): string | undefined => (typeof fields[name] === 'string' && fields[name] !== '' ? fields[name] : undefined);
  const error: ErrorEvidence = {
    code: text('code'),
    originalCode: text('originalCode') ?? nodeCode(text('errno')),
    message: text('message'),
    timeoutType: text('timeoutType'),
    // imapflow keeps the challenge with which a token was refused.
    command: text('command') ?? text('executedCommand')?.replace(/^\S+ /, '') ?? (fields.oauthError ? 'AUTHENTICATE XOAUTH2' : undefined),
    reason: text('reason'),
  };
  const reply = replyOf(context.leg, text, error);
  return { ...context, stage: stageOf(context, error, reply), error, ...(reply && { reply }) };
};

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Takes the first inner error that says something, because the outer one of several addresses has an empty message. */
const innermost = (thrown: unknown, depth = 0): Fields => {
  if (!isObject(thrown)) return { message: String(thrown) };
  const inner = [...(Array.isArray(thrown.errors) ? thrown.errors : []), thrown.cause, thrown._err].find(
    (candidate) => isObject(candidate) && (candidate.code !== undefined || candidate.message),
  );
  const own: Fields = { message: thrown.message, ...thrown };
  if (inner === undefined || depth > 4) return own;
  const deeper = innermost(inner, depth + 1);
  return Object.fromEntries(
    [...new Set([...Object.keys(own), ...Object.keys(deeper)])].map((name) => [
      name,
      own[name] === undefined || own[name] === '' ? deeper[name] : own[name],
    ]),
  );
};

const nodeCode = (errno: string | undefined): string | undefined => (errno && /^E[A-Z_]+$/.test(errno) ? errno : undefined);

const replyOf = (leg: ReplyEvidence['leg'], text: (name: string) => string | undefined, error: ErrorEvidence): ReplyText | undefined => {
  const status = text('responseStatus') as ReplyText['status'];
  const words = text('response') ?? text('responseText');
  if (words)
    return { text: words, ...(status && { status }), ...(text('serverResponseCode') && { responseCode: text('serverResponseCode') }) };
  // The text of a BYE is in `reason`; OpenSSL keeps its own words there, beside `library`.
  if (leg === 'imap' && error.reason && !text('library') && /Close|NoConn/.test(error.code ?? ''))
    return { text: error.reason, status: 'BYE' };
  if (leg === 'smtp') {
    const found = /(?:response=|: )(?<reply>[2-5]\d\d[ -][\s\S]*)$/.exec(error.message ?? '')?.groups?.reply;
    return found ? { text: found } : undefined;
  }
  // node-imap has the words in `message`, and the code and where it was apart.
  const code = text('textCode');
  if (code || text('source') === 'authentication') return { text: `NO ${code ? `[${code}] ` : ''}${error.message ?? ''}` };
  return /^\S+ (?:NO|BAD) /.test(error.message ?? '') ? { text: error.message! } : undefined;
};

const smtpStages: readonly (readonly [RegExp, Stage])[] = [
  [/^AUTH/i, 'sign-in'],
  [/^STARTTLS/i, 'tls'],
  [/^(EHLO|HELO|LHLO)/i, 'capabilities'],
  [/^MAIL/i, 'sender'],
  [/^RCPT/i, 'recipient'],
  [/^(DATA|BDAT)/i, 'content'],
  [/^(LOGIN|AUTHENTICATE)/i, 'sign-in'],
  [/^(SELECT|EXAMINE|LIST|STATUS|LSUB|NAMESPACE)/i, 'mailbox'],
  [/^(CAPABILITY|ID|ENABLE)/i, 'capabilities'],
];

/** How nodemailer's messages begin where the command is missing. */
const stageOfLead: readonly (readonly [RegExp, Stage])[] = [
  [/^(?:Error: )?Invalid login/i, 'sign-in'],
  [/^(?:Error: )?Invalid greeting/i, 'greeting'],
  [/^(?:Error: )?Invalid (?:HELO|LHLO|EHLO)/i, 'capabilities'],
  [/^(?:Error: )?Error upgrading connection/i, 'tls'],
  [/^(?:Error: )?Mail command failed/i, 'sender'],
  [/^(?:Error: )?(?:Recipient command failed|Can't send mail)/i, 'recipient'],
  [/^(?:Error: )?(?:Message|Data command) failed/i, 'content'],
];

const stageOf = ({ leg, stage }: ErrorContext, error: ErrorEvidence, reply: ReplyText | undefined): Stage => {
  if (stage && stage !== 'unknown') return stage;
  const byCommand = smtpStages.find(([pattern]) => pattern.test(error.command ?? ''));
  if (byCommand) return byCommand[1];
  const byLead = stageOfLead.find(([lead]) => lead.test(error.message ?? ''));
  if (byLead) return byLead[1];
  if (/^getaddrinfo|^query|DNS/.test(error.message ?? '')) return 'name';
  if (error.message?.startsWith('connect ')) return 'connect';
  if (/greeting/i.test(error.message ?? '')) return 'greeting';
  return reply && leg === 'smtp' && error.command === 'CONN' ? 'greeting' : 'unknown';
};
