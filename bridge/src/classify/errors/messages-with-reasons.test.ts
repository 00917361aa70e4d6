import { expect, test } from 'vitest';
import { explainText } from '../explain.ts';

/** What programs print without a server's reply: other wordings of the same. */
test.for([
  ['auth.invalid_credentials', 'Sync of account 3 failed: Could not connect to the IMAP server: login failed.'],
  ['auth.invalid_credentials', 'Unable to connect: Authentication error'],
  ['auth.invalid_credentials', 'Login error. Please check your username and password.'],
  ['auth.invalid_credentials', 'Authentification error: wrong password'],
  ['auth.invalid_credentials', '[ERROR] IMAP login failed: host=192.0.2.5, user=ann'],
  ['net.refused', 'IMAP Error: Login failed for ann from 192.0.2.1. Could not connect to mail.example.org:143: '],
  ['net.refused', 'The connection to our mail store failed'],
  ['net.refused', 'Could not connect to the IMAP server: no further details'],
  ['net.refused', 'The remote service refused your connection, it may be offline'],
  ['net.refused', 'The outgoing server does not accept connections'],
  [
    'net.refused',
    'Connection: opening to smtp.example.org:25, timeout=300, options=array ()\nSMTP ERROR: Failed to connect to server: Connection refused (111)',
  ],
  [
    'net.timeout',
    'Connection: opening to smtp.example.org:25, timeout=10\nSMTP ERROR: Failed to connect to server: Connection timed out (110)',
  ],
  ['net.unreachable', 'OSError: [Errno 49] Cannot assign requested address'],
  ['net.unreachable', 'the network interface is down'],
  ['net.unreachable', 'mail sync stopped: host unreachable'],
  ['net.reset', '*** Remote end closed connection before the message was accepted'],
  ['net.reset', 'could not fetch message 12: session was closed by the server'],
  ['net.reset', 'fetch failed: not connected'],
  ['net.reset', 'Failed to add recipient: ann@example.org [SMTP:Invalid response code received from server(code:-1,response:)]'],
  ['tls.hostname_mismatch', 'x509: certificate is valid for a.example, *.b.example, c.example, not smtp.example.org'],
  ['tls.handshake_failed', 'TLS/SSL failure for imap.example.org: SSL negotiation failed'],
  ['tls.handshake_failed', 'TLS negotiation failed'],
  ['config.invalid', 'Unable to connect: missing imap setting: port'],
  ['config.invalid', 'Cannot connect because the server name is not configured'],
  ['auth.unsupported_mechanism', 'IMAP authentication requires SASL'],
  ['auth.unsupported_mechanism', 'No usable mechanism found'],
  ['auth.unsupported_mechanism', 'no suitable authenticators left'],
  ['auth.oauth_token_invalid', 'OAuth: the token was revoked'],
  ['auth.oauth_token_invalid', 'OAUTHBEARER authentication failed'],
  ['auth.oauth_token_invalid', '{"status":"401","schemes":"bearer","scope":"mail.read"}'],
  ['mailbox.not_found', 'folder "Archive" is not writable'],
  ['mailbox.not_found', 'Mailbox was opened read-only'],
  ['server.protocol_violation', 'command SELECT illegal in state LOGOUT, only allowed in states AUTH, SELECTED'],
  ['server.protocol_violation', 'SmtpCommandException: unrecognized command'],
  ['server.protocol_violation', 'Failed to send: bad sequence of commands'],
] as const)('%s: %s', ([kind, text]) => {
  expect(explainText(text).kind).toBe(kind);
});

/** What stands behind the failed sign-in is the reason, and a setting of a time-out is none. */
test.for([
  'Authentication error: internal error in the backend',
  'Could not connect to IMAP: Login failed: the mailbox is being moved to another server',
  'Login error: too many failed attempts, wait ten minutes',
])('%s is no wrong password', (text) => {
  expect(explainText(text).kind).not.toBe('auth.invalid_credentials');
});

test.for([
  ['tls.handshake_failed', '454 4.7.0 TLS handshake failed: no shared cipher'],
  ['recipient.rejected', '550 5.1.1 Address is on our suppression list'],
  ['auth.required', '554 5.7.1 <ann@example.org>: Client host rejected: please log in first'],
  ['server.blocked_ip', '554 5.7.1 <host.example[192.0.2.7]>: Client host rejected: blocked for spam'],
  ['message.too_large', '554 Message rejected: the body is larger than 20 MB'],
  ['message.too_large', '550 Rejected, mail over 30720000 bytes'],
] as const)('%s: %s', ([kind, text]) => {
  expect(explainText(text).kind).toBe(kind);
});
