import type { Stage } from '@kurrier/shared/failure/failure';

/** What a program's message or a transcript in it tells of where the reply belongs. */
export interface PastedPlace {
  stage?: Stage;
  /** The command that was answered. */
  command?: string;
}

const namedByProgram: readonly (readonly [RegExp, Stage])[] = [
  [/in reply to (?:the )?RCPT TO command/i, 'recipient'],
  [/in reply to (?:the )?MAIL FROM command/i, 'sender'],
  [/in reply to (?:the )?(?:end of )?DATA command|END-OF-MESSAGE|DATA END\b/i, 'content'],
  [
    /SMTPRecipientsRefused|SMTPAddressFailedException|RecipientNotAccepted|the following recipients failed|\ball RCPT commands/i,
    'recipient',
  ],
  [/recipient address \S{1,255} not accepted by the server/i, 'recipient'],
  [/SMTPSenderRefused|SMTPSenderFailedException|SenderNotAccepted|the following from address failed|issue MAIL command/i, 'sender'],
  [/\b(?:set|add) (?:the )?to (?:e-?mail )?address|failed to add recipient/i, 'recipient'],
  [/\b(?:set|add) (?:the )?(?:from (?:e-?mail )?address|sender)\b/i, 'sender'],
  [/envelope from address \S{1,255} not accepted by the server/i, 'sender'],
  [/SMTPDataError|MessageNotAccepted|\bDATA not accepted/i, 'content'],
  [/SMTPHeloError|\b(?:EHLO|HELO) not accepted|issue (?:EHLO|HELO) command/i, 'capabilities'],
  [/SMTPConnectError/i, 'greeting'],
];

/** A line of a transcript that the client sent: `CLIENT -> SERVER: MAIL FROM:<…>`, `C: a1 LOGIN …`, `~> STARTTLS`, `b'A1 AUTHENTICATE …'`. */
const sent =
  /^.{0,80}?(?:CLIENT -> SERVER:|SMTP (?:->|>>>) |\bSent:|\bC:|~>|>>>|(?:^|\s)->|(?:SMTP|IMAP|POP3)>|> ?b?')\s{0,3}(?:[A-Za-z]{0,6}\d{1,6} )?(?<command>(?:STARTTLS|STLS|AUTH(?:ENTICATE)?|LOGIN|MAIL FROM|RCPT TO|DATA|EHLO|HELO|SELECT|EXAMINE)\b(?: [A-Z][A-Z0-9-]{2,20})?)/;
/** Logs without marks: a command is a line of its own, and the server's answer the next. */
const bareCommand =
  /^(?:[A-Za-z]{0,6}\d{1,6} )?(?<command>(?:STARTTLS|AUTH|AUTHENTICATE|LOGIN|MAIL FROM|RCPT TO|DATA|EHLO|HELO)\b(?: [A-Z][A-Z0-9-]{2,20})?)/;
/** imaplib: `command: SELECT => …`. */
const commandOfImaplib = /\bcommand: (?<command>[A-Z]{4,12}) =>/;
/** Commands with their tags; a server that only speaks of a mechanism has none. */
const tokenSent = /\b[A-Za-z]{1,6}\d{1,6} (?<command>AUTHENTICATE (?:XOAUTH2|OAUTHBEARER))\b/;
const commandOfObject = /\bcommand["']?: {0,2}['"](?<command>[A-Z][A-Z0-9 -]{2,30})/;

const maxLines = 400;

/** Reads the phase that a program names, or the last command in a transcript before the reply; `reply` is where that begins. */
export const stageOfPastedText = (text: string, reply: number = text.length): PastedPlace => {
  const stage = namedByProgram.find(([pattern]) => pattern.test(text))?.[1];
  const lines = text.slice(0, reply).split('\n').slice(-maxLines);
  const command =
    lines.findLast((line) => sent.test(line)) ?? (lines.at(-1) === '' && bareCommand.test(lines.at(-2) ?? '') ? lines.at(-2) : undefined);
  const found = command && (sent.exec(command) ?? bareCommand.exec(command))?.groups?.command;
  const named = found ?? (commandOfObject.exec(text) ?? commandOfImaplib.exec(text) ?? tokenSent.exec(text))?.groups?.command;
  return { ...(stage && { stage }), ...(named && { command: named.replace('STLS', 'STARTTLS') }) };
};

/** Whether a text shows more than one line of a dialogue, so that what succeeded in it is not what went wrong. */
export const isTranscript = (text: string): boolean => (text.match(dialogueLine)?.length ?? 0) > 1;
const dialogueLine =
  /^.{0,80}?(?:CLIENT -> SERVER:|SERVER -> CLIENT:|FROM SERVER:|SMTP (?:->|>>>|<<<)|\b(?:Sent|Got):|\b[CS]:|~>|<~|>>>|<<<|(?:^|\s)(?:->|<-)|(?:SMTP|IMAP|POP3)[<>])/gm;
