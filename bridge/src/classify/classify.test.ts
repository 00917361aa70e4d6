import { expect, test } from 'vitest';
import { classify } from './classify.ts';
import type { ReplyEvidence } from './evidence.ts';

const cases: [FailureName: string, evidence: ReplyEvidence][] = [
  ['net.refused', { leg: 'smtp', stage: 'connect', error: { code: 'ESOCKET', originalCode: 'ECONNREFUSED' } }],
  ['net.refused', { leg: 'imap', stage: 'connect', addresses: [{ address: '::1', code: 'ECONNREFUSED' }] }],
  ['net.dns_not_found', { leg: 'imap', stage: 'name', error: { code: 'ENOTFOUND' } }],
  ['net.timeout', { leg: 'imap', stage: 'sign-in', port: 993, security: 'implicit-tls', error: { code: 'DEADLINE' } }],
  ['net.timeout', { leg: 'smtp', stage: 'greeting', port: 587, security: 'starttls', error: { code: 'DEADLINE' } }],
  ['tls.implicit_expected', { leg: 'smtp', stage: 'greeting', port: 465, security: 'starttls', error: { code: 'DEADLINE' } }],
  ['tls.implicit_expected', { leg: 'smtp', stage: 'greeting', port: 2465, security: 'starttls', error: { code: 'TLS_SPOKEN' } }],
  [
    'tls.plaintext_port',
    { leg: 'smtp', stage: 'tls', error: { message: '0A:error:SSL routines:ssl3_get_record:wrong version number:x.c:1' } },
  ],
  ['tls.hostname_mismatch', { leg: 'smtp', stage: 'tls', error: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } }],
  ['net.reset', { leg: 'imap', stage: 'greeting', error: { code: 'CLOSED' } }],
  ['auth.invalid_credentials', { leg: 'smtp', stage: 'sign-in', reply: { text: '535 5.7.8 Error: authentication failed' } }],
  ['auth.invalid_credentials', { leg: 'imap', stage: 'sign-in', reply: { text: 'a1 NO [AUTHENTICATIONFAILED] Authentication failed.' } }],
  ['unknown', { leg: 'imap', stage: 'unknown', error: { message: 'Command failed' } }],
];

test.for(cases)('%s: %j', ([kind, evidence]) => {
  expect(classify(evidence).kind).toBe(kind);
});
