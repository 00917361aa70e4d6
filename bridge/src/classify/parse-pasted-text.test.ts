import { expect, test } from 'vitest';
import { explainText } from './explain.ts';

test.for([
  [
    '535-5.7.8 Username and Password not accepted. Learn more at\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials',
    'auth.invalid_credentials',
  ],
  [
    'Error: Invalid login: 534-5.7.9 Application-specific password required.\n    at SMTPConnection._formatError (index.js:1:1)',
    'auth.app_password_required',
  ],
  ["imaplib.error: b'[AUTHENTICATIONFAILED] Invalid credentials (Failure)'", 'auth.invalid_credentials'],
  ['A1 NO [ALERT] IMAP access is disabled for your domain.', 'auth.imap_disabled'],
  ['The server responded: 550 5.7.1 Unable to relay for ann@example.org', 'recipient.relay_denied'],
  ['Error: connect ECONNREFUSED 127.0.0.1:587', 'net.refused'],
  ['Error: getaddrinfo ENOTFOUND smtp.exmaple.org', 'net.dns_not_found'],
  [
    "Hostname/IP does not match certificate's altnames: Host: mail.example.org. is not in the cert's altnames: DNS:*.hosting.example",
    'tls.hostname_mismatch',
  ],
  [
    '{"code":"EAUTH","command":"AUTH PLAIN","response":"535 5.7.139 Authentication unsuccessful, basic authentication is disabled."}',
    'auth.basic_disabled_by_admin',
  ],
  ['Application-specific password required', 'auth.app_password_required'],
  ['IMAP access is disabled for this account', 'auth.imap_disabled'],
  ['Relay access denied', 'recipient.relay_denied'],
  [
    '550 5.7.26 This mail is unauthenticated, which poses a security risk to the sender and Gmail users, and has been blocked.',
    'sender.rejected',
  ],
  ["550 5.7.1 Unauthenticated email from example.com is not accepted due to domain's DMARC policy.", 'sender.rejected'],
  ['550 5.7.1 The message failed SPF authentication for example.com', 'sender.rejected'],
  ['550 5.7.1 Unauthenticated relay is not permitted', 'auth.required'],
  ['454 4.7.1 Relay access denied', 'recipient.relay_denied'],
  ['ann@example.org: 454 4.7.1 <bob@example.net>: Relay access denied', 'recipient.relay_denied'],
  ['454 4.7.0 Temporary authentication failure: Connection lost to authentication server', 'server.temporary_failure'],
  ['Anmeldung am Server smtp.web.de mit Benutzername ada@web.de fehlgeschlagen', 'auth.invalid_credentials'],
  ['Login to server imap.example.org with username ada@example.org failed.', 'auth.invalid_credentials'],
  ['535 Authentication failed. Bitte POP3/IMAP in den Einstellungen aktivieren', 'auth.smtp_auth_disabled'],
  ['(0x800CCC0F) Die Verbindung zum Server wurde unterbrochen. Ausgangsserver (SMTP): 465', 'net.reset'],
  ['Task reported error (0x800CCC0D): Cannot find the e-mail server.', 'net.dns_not_found'],
  ['0x800CCC19: The operation timed out waiting for a response', 'net.timeout'],
  ['socket.gaierror: [Errno -2] Name or service not known', 'net.dns_not_found'],
  ['Unable to authenticate to Outgoing server (SMTP) smtp.example.org.', 'auth.invalid_credentials'],
  ['0x800CCC92 Ihr E-Mail-Server hat Ihre Anmeldung zurückgewiesen', 'auth.invalid_credentials'],
  ['Authentication failed: internal error on the server', 'server.temporary_failure'],
  ['Password:', 'unknown'],
  ['{not json', 'unknown'],
  ['my mail does not work', 'unknown'],
])('%s', ([text, kind]) => {
  expect(explainText(text!).kind).toBe(kind);
});

test.for([
  ['Error: getaddrinfo ENOTFOUND smtp.exmaple.com', 'smtp.exmaple.com', undefined],
  ['queryMx ESERVFAIL example.org', 'example.org', undefined],
  ['connect ECONNREFUSED 203.0.113.5:587', '203.0.113.5', 587],
  ['connect ECONNREFUSED ::1:465', '::1', 465],
  ['{"code":"ENOTFOUND","message":"getaddrinfo ENOTFOUND imap.example.org"}', 'imap.example.org', undefined],
  ['Anmeldung am Server smtp.web.de mit Benutzername ada@web.de fehlgeschlagen', 'smtp.web.de', undefined],
  ['0x800CCC0F Die Verbindung wurde unterbrochen. Ausgangsserver (SMTP): 465', undefined, 465],
  ['550 5.7.1 relaying denied, use smtp.example.org:587', undefined, undefined],
] as const)('%s: host %s, port %s', ([text, host, port]) => {
  const { evidence } = explainText(text);
  expect([evidence.host, evidence.port]).toEqual([host, port]);
});

test('a name that was not found is named, or not spoken of', () => {
  expect(explainText('Error: getaddrinfo ENOTFOUND smtp.exmaple.com').meaning).toBe('There is no server named smtp.exmaple.com.');
  expect(explainText('ENOTFOUND').meaning).toBe('No server of this name exists.');
});
