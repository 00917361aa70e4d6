import { expect, test } from 'vitest';
import { classify } from './classify.ts';
import { parseLibraryError, type ErrorContext } from './parse-library-error.ts';

const kindOf = (error: object, context: Partial<ErrorContext>): string => {
  const { kind, stage } = classify(parseLibraryError(error, { leg: 'smtp', ...context }));
  return `${kind} at ${stage}`;
};

test('the addresses of an AggregateError speak for its empty message', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  const several = Object.assign(new AggregateError([refused, refused], ''), { code: 'ECONNREFUSED' });
  expect(parseLibraryError(several, { leg: 'smtp' })).toMatchObject({
    stage: 'connect',
    error: { code: 'ECONNREFUSED', message: refused.message },
  });
});

test('a cause is found behind an error that says nothing, and a circle of causes ends', () => {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  expect(kindOf(new Error('Unexpected close', { cause }), { leg: 'imap', stage: 'tls' })).toBe('net.reset at tls');
  const circle = new Error('Connection closed');
  circle.cause = circle;
  expect(kindOf(circle, {})).toBe('net.reset at unknown');
});

test.for<[context: Partial<ErrorContext>, error: object, expected: string]>([
  [
    {},
    { code: 'EAUTH', command: 'AUTH PLAIN', response: '535 Authentication failed', message: 'Invalid login: 535 Authentication failed' },
    'auth.invalid_credentials at sign-in',
  ],
  [{}, { message: 'Invalid login: 454 4.7.0 Too many login attempts' }, 'auth.too_many_attempts at sign-in'],
  [
    {},
    {
      code: 'EPROTOCOL',
      command: 'CONN',
      message: 'Invalid greeting. response=554 5.7.1 Client host blocked: 554 5.7.1 Client host blocked',
    },
    'server.blocked_ip at greeting',
  ],
  [{}, { code: 'EENVELOPE', command: 'RCPT TO', response: '550 5.1.1 User unknown' }, 'recipient.rejected at recipient'],
  [{}, { code: 'ETLS', message: 'Error upgrading connection with STARTTLS: 454 TLS not available' }, 'tls.starttls_unavailable at tls'],
  [{}, { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED', message: 'certificate has expired' }, 'tls.expired at unknown'],
  [{}, { code: 'ECONNECTION', errno: 'ECONNREFUSED', message: 'connect ECONNREFUSED ::1:587' }, 'net.refused at connect'],
  [
    {},
    { code: 'ESOCKET', message: '0:error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:tls_record.cc' },
    'tls.plaintext_port at unknown',
  ],
  [{}, { code: 'ETIMEDOUT', message: 'TLS handshake timed out' }, 'net.timeout at unknown'],
  [{ port: 465, secure: false }, { code: 'ETIMEDOUT', message: 'Greeting never received' }, 'tls.implicit_expected at greeting'],
  [{ port: 587, secure: false }, { code: 'ETIMEDOUT', message: 'Greeting never received' }, 'net.timeout at greeting'],
  [
    { leg: 'imap', port: 993 },
    { code: 'GREETING_TIMEOUT', message: 'Failed to receive greeting from server in required time. Maybe should use TLS?' },
    'tls.implicit_expected at greeting',
  ],
  [
    { leg: 'imap' },
    {
      code: 'ClosedAfterConnectTLS',
      reason: 'IMAP access disabled for this account.',
      message: 'Unexpected close',
      executedCommand: '2 LOGIN',
    },
    'auth.imap_disabled at sign-in',
  ],
  [
    { leg: 'imap' },
    {
      responseStatus: 'NO',
      responseText: 'Invalid credentials (Failure)',
      oauthError: { status: '400' },
      message: 'Command failed',
      authenticationFailed: true,
      executedCommand: '3 AUTHENTICATE XOAUTH2',
    },
    'auth.oauth_token_invalid at sign-in',
  ],
  [{ leg: 'imap' }, { message: 'Command failed', authenticationFailed: true }, 'unknown at unknown'],
  [{}, { code: 'EAUTH', message: 'Invalid login' }, 'unknown at sign-in'],
])('%j %j: %s', ([context, error, expected]) => {
  expect(kindOf(error, context)).toBe(expected);
});

test.for([null, undefined, 'closed', 7, [], { errors: [null], cause: 3 }])('whatever is thrown becomes evidence: %j', (thrown) => {
  expect(classify(parseLibraryError(thrown, { leg: 'imap' })).stage).toBe('unknown');
});
