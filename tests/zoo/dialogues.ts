import type { Leg } from '@kurrier/shared/account/connection';
import type { FailureKind } from '@kurrier/shared/failure/failure';
import { acceptSender, ehlo, type Step } from '../servers/script.ts';
import type { Animal, Scenario } from './scenario.ts';

export const smtpHello: Step[] = [{ server: '220 mail.test ESMTP' }, ...ehlo('8BITMIME', 'AUTH PLAIN LOGIN')];
export const smtpSignedIn: Step[] = [...smtpHello, { client: /^AUTH PLAIN / }, { server: '235 2.7.0 Authentication successful' }];
export const imapHello: Step[] = [{ server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] IMAP ready' }];
export const imapSignedIn: Step[] = [...imapHello, { client: / AUTHENTICATE PLAIN / }, { server: '{tag} OK Logged in' }];
export const inboxOpens: Step[] = [{ client: / EXAMINE / }, { server: '* 3 EXISTS\r\n{tag} OK [READ-ONLY] done' }];

export const secured = (script: Step[]): Animal => ({ script, implicitTls: true });

export const plainSmtp: Step[] = [...smtpSignedIn, ...acceptSender];
export const startTlsOffered: Step[] = [{ server: '220 mail.test ESMTP' }, ...ehlo('STARTTLS'), { client: 'STARTTLS' }];
export const smtpOverStartTls: Step[] = [
  ...startTlsOffered,
  { server: '220 2.0.0 Ready to start TLS' },
  { startTls: true },
  ...ehlo('AUTH PLAIN'),
  { client: /^AUTH PLAIN / },
  { server: '235 2.7.0 Ok' },
  ...acceptSender,
];
export const imapOverStartTls: Step[] = [
  { server: '* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready' },
  { client: / STARTTLS$/ },
  { server: '{tag} OK Begin TLS' },
  { startTls: true },
  { client: / CAPABILITY$/ },
  { server: '* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n{tag} OK' },
  { client: / AUTHENTICATE PLAIN / },
  { server: '{tag} OK' },
  ...inboxOpens,
];

/** A row: the server says `text` at one point of a dialogue under TLS, and that has to be read as `expected`. */
type SaysRow = readonly [name: string, expected: FailureKind, text: string];

const scenarios = (leg: Leg, place: string, rows: readonly SaysRow[], dialogue: (text: string) => Step[]): Scenario[] =>
  rows.map(([name, expected, text]) => ({ name: `${place}: ${name}`, leg, expected, animal: secured(dialogue(text)) }));

export const smtpGreets = (rows: readonly SaysRow[]): Scenario[] => scenarios('smtp', 'greeting', rows, (text) => [{ server: text }]);

export const smtpAnswersSignIn = (rows: readonly SaysRow[]): Scenario[] =>
  scenarios('smtp', 'sign-in', rows, (text) => [...smtpHello, { client: /^AUTH PLAIN / }, { server: text }]);

export const smtpAnswersSender = (rows: readonly SaysRow[]): Scenario[] =>
  scenarios('smtp', 'sender', rows, (text) => [...smtpSignedIn, { client: /^MAIL FROM:/ }, { server: text }]);

export const smtpAnswersRecipient = (text: string): Animal =>
  secured([...smtpSignedIn, { client: /^MAIL FROM:/ }, { server: '250 2.1.0 Ok' }, { client: /^RCPT TO:/ }, { server: text }]);

export const imapGreets = (rows: readonly SaysRow[]): Scenario[] => scenarios('imap', 'greeting', rows, (text) => [{ server: text }]);

export const imapAnswersSignIn = (rows: readonly SaysRow[]): Scenario[] =>
  scenarios('imap', 'sign-in', rows, (text) => [
    ...imapHello,
    { client: / AUTHENTICATE PLAIN / },
    { server: text },
    ...(text.startsWith('* BYE') ? [{ fault: 'close' } as const] : []),
  ]);

export const imapAnswersExamine = (rows: readonly SaysRow[]): Scenario[] =>
  scenarios('imap', 'inbox', rows, (text) => [...imapSignedIn, { client: / EXAMINE / }, { server: text }]);
