import { acceptSender, ehlo } from '../servers/script.ts';
import { secured, smtpAnswersRecipient, smtpAnswersSender, smtpAnswersSignIn, smtpGreets, smtpHello, smtpSignedIn } from './dialogues.ts';
import type { Scenario } from './scenario.ts';

/** What SMTP servers say. */
export const smtpScenarios: readonly Scenario[] = [
  { name: 'all is well', leg: 'smtp', expected: 'verified', animal: secured([...smtpSignedIn, ...acceptSender]) },
  ...smtpGreets([
    ['busy', 'server.unavailable', '421 4.3.2 Service shutting down for maintenance'],
    ['too many connections', 'server.too_many_connections', '421 4.7.0 Error: too many connections from 192.0.2.7'],
    ['the address is on a list', 'server.blocked_ip', '554 5.7.1 Client host [192.0.2.7] blocked using bl.example'],
    ['refused at the end of several lines', 'server.blocked_ip', '220-mail.test\r\n554 IP address is black listed'],
    ['an IMAP server', 'server.wrong_service', '* OK [CAPABILITY IMAP4rev1] ready'],
    ['a POP server', 'server.wrong_service', '+OK POP3 ready'],
    ['an SSH server', 'server.wrong_service', 'SSH-2.0-OpenSSH_9.6'],
    ['a web server', 'server.wrong_service', 'HTTP/1.1 400 Bad Request'],
    ['no greeting at all', 'server.protocol_violation', '250 Ok'],
  ]),
  ...smtpAnswersSignIn([
    ['wrong password', 'auth.invalid_credentials', '535 5.7.8 Error: authentication failed'],
    ['wrong password, in German', 'auth.invalid_credentials', '535 5.7.8 Benutzername oder Passwort ungültig'],
    ['wrong password, in Russian', 'auth.invalid_credentials', '535 5.7.8 Неверный логин или пароль'],
    [
      'app password wanted',
      'auth.app_password_required',
      '534-5.7.9 Application-specific password required.\r\n534 5.7.9 https://help.example',
    ],
    ['authorization code wanted, in Chinese', 'auth.app_password_required', '535 请使用授权码登录'],
    ['no passwords', 'auth.oauth_required', '535 5.7.3 Password authentication is no longer supported, use OAuth 2.0'],
    [
      'passwords off in the organisation',
      'auth.basic_disabled_by_admin',
      '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
    ],
    ['token run out', 'auth.oauth_token_invalid', '535 5.7.8 The access token has expired'],
    ['browser first', 'auth.web_login_required', '534-5.7.14 Please log in via your web browser and\r\n534 5.7.14 then try again'],
    ['account locked', 'auth.account_locked', '535 5.7.8 This account has been suspended'],
    ['too many tries', 'auth.too_many_attempts', '454 4.7.0 Too many login attempts, please try again later'],
    ['sending off', 'auth.smtp_auth_disabled', '535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox'],
    ['another country', 'auth.policy_denied', '535 5.7.1 Sign-in from your country is not permitted'],
    ['database down', 'server.temporary_failure', '454 4.7.0 Temporary authentication failure'],
    ['throttled', 'server.rate_limited', '451 4.7.1 Sending rate limit exceeded for this account'],
    ['encryption wanted although there is', 'auth.requires_tls', '538 5.7.11 Encryption required for requested authentication mechanism'],
    ['AUTH not known', 'auth.unsupported_mechanism', '502 5.5.1 Command not implemented'],
    ['nobody knows what', 'unknown', '535 5.0.0 Flux capacitor desynchronised'],
    [
      'the echoed password is hidden',
      'auth.unsupported_mechanism',
      '502 5.5.1 Unrecognized command "AUTH PLAIN AGFubkBtYWlsLnRlc3QAcHctYW5u"',
    ],
  ]),
  ...smtpAnswersSender([
    ['not yours', 'sender.not_authorized', '553 5.7.1 <ann@mail.test>: Sender address rejected: not owned by user ann'],
    ['unknown domain', 'sender.rejected', '550 5.1.8 Sender address rejected: Domain not found'],
    ['sign-in wanted', 'auth.required', '530 5.7.0 Authentication required'],
    ['too large', 'message.too_large', '552 5.3.4 Message size exceeds fixed limit'],
    ['account suspended', 'auth.account_locked', '550 Outgoing mail from this account has been suspended'],
    ['relay denied', 'recipient.relay_denied', '550 5.7.1 Relaying denied'],
  ]),
  ...(
    [
      ['greylisted', 'server.temporary_failure', '450 4.7.1 Greylisted, please try again later'],
      ['daily limit', 'server.rate_limited', '450 4.7.1 You have exceeded your hourly message limit'],
      ['own mailbox full', 'quota.exceeded', '552 5.2.2 Mailbox full'],
      ['own mailbox unknown', 'recipient.rejected', '550 5.1.1 User unknown in virtual mailbox table'],
      ['takes it for spam', 'message.rejected', '550 5.7.1 Message rejected under suspicion of spam'],
    ] as const
  ).map(([name, warning, text]): Scenario => ({
    name: `recipient: ${name}`,
    leg: 'smtp',
    expected: 'verified',
    warning,
    animal: smtpAnswersRecipient(text),
  })),
  {
    name: 'recipient: relay denied',
    leg: 'smtp',
    expected: 'recipient.relay_denied',
    animal: smtpAnswersRecipient('554 5.7.1 Relay access denied'),
  },
  {
    name: 'EHLO and HELO refused',
    leg: 'smtp',
    expected: 'server.protocol_violation',
    animal: secured([
      { server: '220 mail.test ESMTP' },
      { client: /^EHLO / },
      { server: '501 5.5.4 Invalid domain name' },
      { client: /^HELO / },
      { server: '501 5.5.4 Invalid domain name' },
    ]),
  },
  {
    name: 'no AUTH offered: no false Verified',
    leg: 'smtp',
    expected: 'auth.unsupported_mechanism',
    animal: secured([{ server: '220 mail.test ESMTP' }, ...ehlo('8BITMIME'), ...acceptSender]),
  },
  {
    name: 'only Kerberos offered',
    leg: 'smtp',
    expected: 'auth.unsupported_mechanism',
    animal: secured([{ server: '220 mail.test ESMTP' }, ...ehlo('AUTH GSSAPI')]),
  },
  {
    name: 'only tokens offered',
    leg: 'smtp',
    expected: 'auth.oauth_required',
    animal: secured([{ server: '220 mail.test ESMTP' }, ...ehlo('AUTH XOAUTH2 OAUTHBEARER')]),
  },
  {
    name: 'cut after the password',
    leg: 'smtp',
    expected: 'net.reset',
    animal: secured([...smtpHello, { client: /^AUTH PLAIN / }, { fault: 'reset' }]),
  },
  {
    name: 'closed after the password',
    leg: 'smtp',
    expected: 'net.reset',
    animal: secured([...smtpHello, { client: /^AUTH PLAIN / }, { fault: 'close' }]),
  },
  {
    name: 'silent after the password',
    leg: 'smtp',
    expected: 'net.timeout',
    animal: secured([...smtpHello, { client: /^AUTH PLAIN / }, { fault: 'silence' }]),
  },
  { name: 'an endless line', leg: 'smtp', expected: 'server.protocol_violation', animal: secured([{ fault: 'endless-line' }]) },
  {
    name: 'endless lines',
    leg: 'smtp',
    expected: 'server.protocol_violation',
    animal: secured([{ server: '220 mail.test' }, { client: /^EHLO / }, { fault: 'endless-lines', line: '250-MORE' }]),
  },
  { name: 'bytes of no protocol', leg: 'smtp', expected: 'server.protocol_violation', animal: secured([{ fault: 'garbage' }]) },
];
