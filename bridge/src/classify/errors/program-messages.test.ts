import { expect, test } from 'vitest';
import { isGuess } from '@kurrier/shared/words/describe-guess';
import { leastThreadMs } from '../../../../tests/setup/thread-time.ts';
import { classify } from '../classify.ts';
import { explainText } from '../explain.ts';

/** As programs in Go, Rust, Java, .NET, Python and PHP print what went wrong. */
test.for([
  ['net.refused', String.raw`dial tcp 192.0.2.1:587: connect: connection refused`],
  ['net.timeout', String.raw`dial tcp 192.0.2.1:465: i/o timeout`],
  ['net.dns_not_found', String.raw`dial tcp: lookup smtp.exmaple.com: no such host`],
  ['tls.untrusted_chain', String.raw`tls: failed to verify certificate: x509: certificate signed by unknown authority`],
  ['tls.hostname_mismatch', String.raw`x509: certificate is valid for *.hoster.example, not mail.example.org`],
  ['tls.expired', String.raw`x509: certificate has expired or is not yet valid: current time 2026-01-01`],
  ['tls.plaintext_port', String.raw`tls: first record does not look like a TLS handshake`],
  ['net.reset', String.raw`read tcp 10.0.0.1:5000->192.0.2.1:993: read: connection reset by peer`],
  ['tls.handshake_failed', String.raw`remote error: tls: handshake failure`],
  ['auth.unsupported_mechanism', String.raw`smtp: server doesn't support AUTH`],
  ['net.refused', String.raw`Connection refused (os error 111)`],
  ['net.dns_not_found', String.raw`failed to lookup address information: Name or service not known`],
  ['tls.untrusted_chain', String.raw`invalid peer certificate: UnknownIssuer`],
  ['tls.hostname_mismatch', String.raw`invalid peer certificate: NotValidForName`],
  ['tls.expired', String.raw`invalid peer certificate: Expired`],
  ['tls.plaintext_port', String.raw`received corrupt message of type InvalidContentType`],
  ['net.reset', String.raw`Connection reset by peer (os error 104)`],
  ['net.refused', String.raw`java.net.ConnectException: Connection refused (Connection refused)`],
  [
    'net.dns_not_found',
    String.raw`javax.mail.MessagingException: Unknown SMTP host: smtp.exmaple.com; nested exception is: java.net.UnknownHostException: smtp.exmaple.com`,
  ],
  [
    'tls.untrusted_chain',
    String.raw`sun.security.validator.ValidatorException: PKIX path building failed: unable to find valid certification path to requested target`,
  ],
  [
    'tls.hostname_mismatch',
    String.raw`java.security.cert.CertificateException: No subject alternative DNS name matching mail.example.org found.`,
  ],
  ['tls.plaintext_port', String.raw`javax.net.ssl.SSLException: Unsupported or unrecognized SSL message`],
  ['net.timeout', String.raw`java.net.SocketTimeoutException: Read timed out`],
  ['net.timeout', String.raw`Couldn't connect to host, port: smtp.example.org, 465; timeout -1`],
  [
    'tls.protocol_too_old',
    String.raw`javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate)`,
  ],
  ['auth.invalid_credentials', String.raw`javax.mail.AuthenticationFailedException: 535 5.7.8 Error: authentication failed`],
  ['net.refused', String.raw`No connection could be made because the target machine actively refused it 127.0.0.1:25`],
  ['net.dns_not_found', String.raw`No such host is known. (smtp.exmaple.com:587)`],
  ['net.timeout', String.raw`A connection attempt failed because the connected party did not properly respond after a period of time`],
  [
    'tls.hostname_mismatch',
    String.raw`The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch`,
  ],
  ['tls.untrusted_chain', String.raw`The remote certificate was rejected: RemoteCertificateChainErrors: UntrustedRoot`],
  ['net.reset', String.raw`An existing connection was forcibly closed by the remote host`],
  [
    'auth.requires_tls',
    String.raw`The SMTP server requires a secure connection or the client was not authenticated. The server response was: 5.7.57 Client not authenticated to send mail`,
  ],
  ['tls.plaintext_port', String.raw`The handshake failed due to an unexpected packet format.`],
  ['tls.starttls_unavailable', String.raw`The SMTP server does not support the STARTTLS extension.`],
  ['net.refused', String.raw`ConnectionRefusedError: [Errno 111] Connection refused`],
  ['net.dns_not_found', String.raw`socket.gaierror: [Errno 11001] getaddrinfo failed`],
  ['net.dns_temporary', String.raw`socket.gaierror: [Errno -3] Temporary failure in name resolution`],
  ['tls.plaintext_port', String.raw`ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)`],
  [
    'tls.self_signed',
    String.raw`ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)`,
  ],
  [
    'tls.hostname_mismatch',
    String.raw`certificate verify failed: Hostname mismatch, certificate is not valid for 'mail.example.org'. (_ssl.c:997)`,
  ],
  ['tls.expired', String.raw`certificate verify failed: certificate has expired (_ssl.c:997)`],
  ['net.timeout', String.raw`TimeoutError: [Errno 110] Connection timed out`],
  ['net.reset', String.raw`smtplib.SMTPServerDisconnected: Connection unexpectedly closed`],
  ['tls.starttls_unavailable', String.raw`smtplib.SMTPNotSupportedError: STARTTLS extension not supported by server.`],
  ['auth.unsupported_mechanism', String.raw`smtplib.SMTPNotSupportedError: SMTP AUTH extension not supported by server.`],
  [
    'auth.invalid_credentials',
    String.raw`smtplib.SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted. For more information, go to\n5.7.8  https://support.google.com/mail/?p=BadCredentials')`,
  ],
  ['auth.app_password_required', String.raw`smtplib.SMTPAuthenticationError: (534, b'5.7.9 Application-specific password required.')`],
  ['recipient.rejected', String.raw`smtplib.SMTPRecipientsRefused: {'bob@example.net': (550, b'5.1.1 User unknown')}`],
  ['auth.invalid_credentials', String.raw`imaplib.IMAP4.error: b'[AUTHENTICATIONFAILED] Authentication failed.'`],
  ['net.unreachable', String.raw`OSError: [Errno 113] No route to host`],
  ['net.unreachable', String.raw`OSError: [Errno 101] Network is unreachable`],
  ['net.refused', String.raw`fsockopen(): Unable to connect to ssl://smtp.example.org:465 (Connection refused)`],
  ['net.timeout', String.raw`stream_socket_client(): unable to connect to tcp://smtp.example.org:587 (Connection timed out)`],
  ['net.dns_not_found', String.raw`php_network_getaddresses: getaddrinfo failed: Name or service not known`],
  ['tls.hostname_mismatch', "Peer certificate CN=`*.hoster.example' did not match expected CN=`mail.example.org'"],
  ['net.refused', String.raw`Can't connect to mail.example.org,993: Connection refused`],
  ['tls.self_signed', String.raw`Certificate failure for mail.example.org: self signed certificate: /CN=mail`],
  [
    'auth.invalid_credentials',
    String.raw`Expected response code "235" but got code "535", with message "535 5.7.8 Error: authentication failed".`,
  ],
  [
    'auth.invalid_credentials',
    String.raw`Expected response code 250 but got code "535", with message "535-5.7.8 Username and Password not accepted."`,
  ],
  ['net.timeout', String.raw`Connection to smtp.example.org port 587 timed out`],
  ['net.refused', String.raw`Failed to connect to port 465: Connection refused`],
  ['net.timeout', String.raw`Connection failed to imap.example.org,993: Connection timed out`],
  ['net.timeout', String.raw`context deadline exceeded`],
  ['tls.hostname_mismatch', String.raw`hostname "10.0.0.5" does not match the server certificate`],
  [
    'tls.hostname_mismatch',
    String.raw`invalid peer certificate: certificate not valid for name "mail.example.org"; certificate is only valid for DnsName("mx.example.net")`,
  ],
  ['tls.hostname_mismatch', String.raw`Server CommonName mismatch: *.hosting.example != mail.example.org`],
  ['tls.untrusted_chain', String.raw`TLS certificate verification failed: the certificate hasn't got a known issuer`],
  ['tls.untrusted_chain', String.raw`Error Domain=MCOErrorDomain Code=4 "The certificate for this server is invalid."`],
  ['tls.untrusted_chain', String.raw`The server's SSL certificate could not be validated for the following reasons`],
  ['tls.starttls_unavailable', String.raw`*** Host did not advertise STARTTLS`],
  ['tls.starttls_unavailable', String.raw`the server does not support TLS via the STARTTLS command`],
  ['tls.starttls_unavailable', String.raw`STARTTLS is not offered by mail.example.org`],
  ['net.dns_not_found', String.raw`{:error, :retries_exceeded, {:network_failure, "smtp.exmple.org", {:error, :nxdomain}}}`],
  ['net.dns_not_found', String.raw`The host imap.exmple.org could not be found`],
  ['net.dns_not_found', String.raw`cannot locate host smtp.exmple.org`],
  ['net.dns_temporary', String.raw`php_network_getaddresses: getaddrinfo failed: Temporary failure in name resolution`],
  ['net.refused', String.raw`SMTP connect() failed.`],
  ['auth.invalid_credentials', String.raw`fetchmail: Authorization failure on ada@mail.example.org`],
  ['auth.invalid_credentials', String.raw`Unable to authenticate with the current session's credentials.`],
  ['auth.invalid_credentials', String.raw`SMTP Error (535): Authentication failed`],
  ['sender.rejected', String.raw`SMTP send failed (553): 5.1.8 sender refused`],
  ['recipient.relay_denied', String.raw`Mailbox unavailable. The server response was: 5.7.1 Unable to relay for ann@example.net`],
  ['auth.account_locked', String.raw`imaplib.error: b'LOGIN failed: account suspended'`],
  ['auth.account_locked', String.raw`login failed while the mailbox was quarantined`],
  ['unknown', String.raw`login failed: plugin fraudwatch said no`],
  ['unknown', String.raw`Authentication failed because the quarterly audit is running`],
  ['unknown', String.raw`nothing happens when I press send`],
] as const)('%s: %s', ([kind, text]) => {
  expect(explainText(text).kind).toBe(kind);
});

test.for([
  'fetchmail: Authorization failure on ada@mail.example.org',
  "Unable to authenticate with the current session's credentials.",
  'Login failed',
  'Could not sign in',
  'Login failed. Please check your username and password.',
])('that a program was not let in is no proof of a wrong password: %s', (text) => {
  const { kind, evidence, headline, title, meaning, fix } = explainText(text);
  expect(kind).toBe('auth.invalid_credentials');
  expect(isGuess(evidence)).toBe(true);
  expect(headline).toBeNull();
  expect(title).toMatch(/^Probably: /);
  expect(meaning).toMatch(/^It is only known that the sign-in failed.* This probably means: /);
  expect(fix).not.toMatch(/password|enter|check/i);
});

test.for([
  ['auth.oauth_token_invalid', 'AUTH XOAUTH2', undefined],
  ['auth.oauth_token_invalid', 'AUTHENTICATE XOAUTH2', '400'],
  ['auth.oauth_token_invalid', 'AUTHENTICATE OAUTHBEARER', 'invalid_token'],
  ['oauth.scope_missing', 'AUTH OAUTHBEARER', 'insufficient_scope'],
  ['auth.invalid_credentials', 'AUTH PLAIN', undefined],
] as const)('%s, where a program was not let in by %s', ([kind, command, tokenRefusal]) => {
  const error = { message: 'Authentication failed', command, tokenRefusal };
  expect(classify({ leg: 'smtp', stage: 'sign-in', error }).kind).toBe(kind);
});

test.for([
  'Login failed. Accept our new terms.',
  'Authentication failed! Renew your subscription first.',
  'Login failed; plugin fraudwatch said no',
  'fetchmail: Authorization failure on ada@mail.example.org. Visit our kiosk first.',
  'Unable to log in. Sorry. Your diploma is overdue.',
])('a reason in a sentence behind is not taken for a wrong password: %s', (message) => {
  expect(classify({ leg: 'imap', stage: 'sign-in', error: { message } }).kind).not.toBe('auth.invalid_credentials');
  expect(explainText(message).kind).not.toBe('auth.invalid_credentials');
});

test.for([
  ['mailbox ', 'imap', 'mailbox'],
  ['sender from ', 'smtp', 'sender'],
  ['[', 'imap', 'unknown'],
  ['x', 'smtp', 'unknown'],
  ['é', 'smtp', 'sign-in'],
] as const)('64 kB of "%s" over %s cost at most 50 ms', async ([unit, leg, stage]) => {
  const text = `${leg === 'smtp' ? '550 ' : 'a NO '}${unit.repeat(65_536 / unit.length)}`;
  const read = () => classify({ leg, stage, reply: { text } });
  expect(await leastThreadMs(read)).toBeLessThan(50);
});
