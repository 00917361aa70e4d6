import { expect, test } from 'vitest';
import type { LegStatus } from '../account/account.ts';
import type { Failure } from '../failure/failure.ts';
import { describeVerdict } from './describe-verdict.ts';
import { en } from './verdicts-en.ts';

type Failed = Extract<LegStatus, { state: 'failed' }>;
const failed = (kind: Failure['kind'], stage: Failure['stage'], more: Partial<Failed> = {}): Failed => ({
  state: 'failed',
  at: 3000,
  steps: [],
  proposals: [],
  failure: { kind, stage, leg: 'imap', confidence: 'certain', host: 'mail.example', port: 993 },
  ...more,
});
const spell = (at: number) => `<${at}>`;

test.each<[Failure['kind'], Failure['stage'], lead: string, beside: string | null]>([
  ['auth.imap_disabled', 'sign-in', 'IMAP is switched off', 'IMAP timeout'],
  ['net.timeout', 'greeting', 'IMAP timeout', 'No answer in time'],
  ['net.timeout', 'connect', 'No answer in time', null],
  ['auth.invalid_credentials', 'sign-in', 'Invalid login or password', null],
  ['auth.app_password_required', 'sign-in', en.failures['auth.app_password_required'].title, 'Invalid login or password'],
  ['auth.account_locked', 'sign-in', en.failures['auth.account_locked'].title, 'Invalid login or password'],
  ['net.refused', 'connect', 'Connection refused', null],
  ['tls.plaintext_port', 'tls', en.failures['tls.plaintext_port'].title, 'Connection refused'],
  ['tls.starttls_unavailable', 'tls', en.failures['tls.starttls_unavailable'].title, 'Connection refused'],
  ['tls.hostname_mismatch', 'tls', 'Hostname mismatch', null],
  ['net.dns_not_found', 'name', 'No such host name', 'Hostname mismatch'],
  ['tls.self_signed', 'tls', en.failures['tls.self_signed'].title, null],
])('%s at %s: the headline leads where it says what happened, else it is the group', (kind, stage, lead, beside) => {
  expect(describeVerdict(failed(kind, stage), en, spell)).toMatchObject({ lead, beside });
});

const before = { verifiedAt: 1000, failingSince: 2000 };

test.each<[Failure['kind'], Failure['stage']]>([
  ['net.timeout', 'greeting'],
  ['net.timeout', 'connect'],
  ['net.refused', 'connect'],
  ['net.dns_not_found', 'name'],
  ['net.unreachable', 'connect'],
  ['net.reset', 'tls'],
])(
  'a mailbox that worked and is not reachable (%s at %s) is told since when, and when it is tried again; nothing of a first sign-in',
  (kind, stage) => {
    const told = describeVerdict(failed(kind, stage, { ...before, retestAt: 4000 }), en, spell);
    expect(told).toMatchObject({ lead: 'Not reachable now', turn: en.turns.wait });
    expect(told.meaning).toContain('mail.example worked until <1000>. Since <2000>');
    expect(told.fix).toContain('<4000>');
    expect(JSON.stringify(told)).not.toMatch(/enabled|IMAP timeout|documents/);
    const asked = describeVerdict(failed(kind, stage, before), en, spell);
    expect(asked.fix).not.toContain('<');
  },
);

test.each<[Failure['kind'], Failure['stage']]>([
  ['auth.invalid_credentials', 'sign-in'],
  ['auth.imap_disabled', 'sign-in'],
  ['tls.expired', 'tls'],
  ['net.timeout', 'sign-in'],
])('what somebody has to mend is told as that, also where it worked before: %s at %s', (kind, stage) => {
  const { lead, fix } = describeVerdict(failed(kind, stage, before), en, spell);
  expect({ lead, fix }).toEqual((({ lead: l, fix: f }) => ({ lead: l, fix: f }))(describeVerdict(failed(kind, stage), en, spell)));
});
