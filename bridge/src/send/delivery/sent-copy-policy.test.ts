import type { Failure } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { decideCopy, deferCopy, filesSentMailItself } from './sent-copy-policy.ts';

test.each([
  ['smtp.gmail.com', [], true],
  ['SMTP.GMAIL.COM.', [], true],
  ['smtp.office365.com', [], true],
  ['mail.example.org', ['X-GM-EXT-1'], true],
  ['mail.example.org', ['IMAP4REV1', 'UIDPLUS'], false],
  ['smtp.gmail.com.evil.example', [], false],
])('%s with %j files itself: %s', (smtpHost, imapCapabilities, expected) => {
  expect(filesSentMailItself({ smtpHost, imapCapabilities })).toBe(expected);
});

test.each([
  [true, false, 0, 'done'],
  [true, true, 2, 'done'],
  [false, false, 0, 'append'],
  [false, true, 0, { checkAgainAfterMs: 2_000 }],
  [false, true, 2, { checkAgainAfterMs: 60_000 }],
  [false, true, 3, 'append'],
])('found %s, server files %s, after %i checks: %j', (found, filesItself, checks, expected) => {
  expect(decideCopy({ found, filesItself, checks })).toEqual(expected);
});

const failure = (kind: Failure['kind']): Failure => ({ kind, stage: 'mailbox', leg: 'imap', confidence: 'certain' });

test.each([
  ['net.timeout', 1, 0, 'waiting'],
  ['net.timeout', 9, 24 * 3_600_000, 'failed'],
  ['net.refused', 1, 0, 'waiting'],
  ['net.dns_not_found', 1, 0, 'waiting'],
  ['net.unreachable', 1, 0, 'waiting'],
  ['net.refused', 9, 24 * 3_600_000, 'failed'],
  ['quota.exceeded', 1, 0, 'failed'],
  ['auth.invalid_credentials', 1, 0, 'failed'],
] as const)('%s on try %i after %i ms: %s', (kind, tries, now, state) => {
  expect(deferCopy(failure(kind), tries, 0, now).state).toBe(state);
});
