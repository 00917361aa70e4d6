import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { Account, LegStatus, Proposal, Step } from '@kurrier/shared/account/account';
import type { Certificate, Failure } from '@kurrier/shared/failure/failure';

/** All samples are as of this moment, so that pictures of them stay the same. */
export const sampleNow = Date.UTC(2026, 10, 24, 13, 5);
const minutesAgo = (minutes: number) => sampleNow - minutes * 60_000;

const step = (rung: Step['rung'], tookMs: number, detail?: string): Step => ({
  rung,
  state: 'done',
  atMs: 0,
  tookMs,
  ...(detail === undefined ? {} : { detail }),
});

export const smtpSteps: Step[] = [
  step('name', 12, '203.0.113.25'),
  step('connect', 24, '203.0.113.25:587'),
  step('greeting', 31, '220 smtp.example.org ESMTP Postfix'),
  step('tls', 52, 'TLSv1.3'),
  step('capabilities', 26, 'PIPELINING SIZE 8BITMIME'),
  step('sign-in', 118, 'PLAIN'),
  step('use', 27, 'ada@example.org'),
];

export const imapSteps: Step[] = [
  step('name', 9, '203.0.113.26'),
  step('connect', 23, '203.0.113.26:993'),
  step('tls', 48, 'TLSv1.3'),
  step('greeting', 2, '* OK [CAPABILITY IMAP4rev1 SASL-IR] Dovecot ready.'),
  step('sign-in', 96, 'PLAIN'),
  step('use', 25, 'INBOX, 1,204 messages'),
];

const certificate: Certificate = {
  subject: 'mail.hosting.example',
  issuer: 'R11, Let’s Encrypt',
  names: ['mail.hosting.example', 'smtp.hosting.example', 'imap.hosting.example'],
  validFrom: '2026-09-20T00:00:00Z',
  validTo: '2026-12-19T00:00:00Z',
  fingerprint: '9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a',
  spki: '3f0411ede9c4477057d57e57883b1f205b20cdc0f3263129b1ee0269a2678f63',
};

const runStep = (rung: Step['rung']): Step => ({ rung, state: 'running', atMs: 190 });
const failedAt = (steps: Step[], rung: Step['rung']): Step[] => {
  const index = steps.findIndex((candidate) => candidate.rung === rung);
  return steps.slice(0, index + 1).map((one, at) => (at === index ? { rung, state: 'failed', atMs: 190, tookMs: 44 } : one));
};

export const verified = (
  security: 'implicit-tls' | 'starttls',
  steps: Step[],
  extra: Partial<Extract<LegStatus, { state: 'verified' }>> = {},
): LegStatus => ({
  state: 'verified',
  at: minutesAgo(3),
  steps,
  security,
  certificate: { ...certificate, validTo: '2027-06-01T00:00:00Z' },
  warnings: [],
  ...extra,
});

export const failed = (failure: Failure, steps: Step[], rung: Step['rung'], proposals: Proposal[] = []): LegStatus => ({
  state: 'failed',
  at: minutesAgo(1),
  steps: failedAt(steps, rung),
  failure,
  proposals,
});

export const account = (
  id: string,
  label: string,
  smtp: LegStatus | null,
  imap: LegStatus | null,
  extra: Partial<Account> = {},
): Account => ({
  id,
  label,
  address: 'ada@example.org',
  createdAt: sampleNow,
  ...(smtp
    ? {
        smtp: {
          settings: {
            host: 'smtp.example.org',
            port: 587,
            username: 'ada@example.org',
            secure: true,
            allowUnencrypted: false,
            pool: false,
          },
          status: smtp,
          refusals: 0,
        },
      }
    : {}),
  ...(imap
    ? {
        imap: {
          settings: { host: 'imap.example.org', port: 993, username: 'ada@example.org', secure: true, allowUnencrypted: false },
          status: imap,
          refusals: 0,
        },
      }
    : {}),
  ...extra,
});

export const wrongPassword: Failure = {
  kind: 'auth.invalid_credentials',
  stage: 'sign-in',
  leg: 'imap',
  confidence: 'certain',
  host: 'imap.example.org',
  port: 993,
  security: 'implicit-tls',
  reply: { text: 'A1 NO [AUTHENTICATIONFAILED] Authentication failed.', responseCode: 'AUTHENTICATIONFAILED' },
};

const openWords: Failure = {
  kind: 'auth.account_locked',
  stage: 'sign-in',
  leg: 'imap',
  confidence: 'guess',
  second: 'auth.too_many_attempts',
  host: 'imap.example.org',
  port: 993,
  security: 'implicit-tls',
  reply: { text: 'A1 NO Access for this user is on hold, see your notices' },
};

/** Exchange's. */
const notConnected: Failure = {
  ...wrongPassword,
  kind: 'auth.imap_disabled',
  hint: 'mailbox-not-connected',
  confidence: 'guess',
  reply: { text: 'A1 BAD User is authenticated but not connected.' },
};

export const wrongMode: Failure = {
  kind: 'tls.implicit_expected',
  stage: 'greeting',
  leg: 'smtp',
  confidence: 'certain',
  host: 'smtp.example.org',
  port: 465,
  code: 'ETIMEDOUT',
};

export const wrongName: Failure = {
  kind: 'tls.hostname_mismatch',
  stage: 'tls',
  leg: 'smtp',
  confidence: 'certain',
  host: 'smtp.example.org',
  port: 587,
  security: 'starttls',
  certificate,
  code: 'ERR_TLS_CERT_ALTNAME_INVALID',
};

export const noGreeting: Failure = {
  kind: 'net.timeout',
  stage: 'greeting',
  leg: 'imap',
  confidence: 'likely',
  host: 'imap.example.org',
  port: 993,
};

export const portProposal: Proposal = { id: 'p1', changes: { port: 587 }, security: 'starttls', needsPassword: false };
export const hostProposal: Proposal = { id: 'p2', changes: { host: 'smtp.hosting.example' }, security: 'starttls', needsPassword: true };

const checking = (steps: Step[], running: Step['rung']): LegStatus => ({
  state: 'checking',
  since: minutesAgo(0),
  steps: [...steps, runStep(running)],
});

const onPort = (port: number, sample: Account): Account =>
  sample.smtp ? { ...sample, smtp: { ...sample.smtp, settings: { ...sample.smtp.settings, port } } } : sample;

const usernameProposal: Proposal = { id: 'p9', changes: { username: 'ada' }, security: 'implicit-tls', needsPassword: true };
const workedBefore = { verifiedAt: minutesAgo(60 * 30), failingSince: minutesAgo(40) };
const triedAgain = { retestAt: sampleNow + 9 * 60_000 };
const byToken = (sample: Account): Account => ({
  ...sample,
  signIn: { issuer: 'https://login.example.org', provider: 'Microsoft', username: 'ada@example.org', at: sampleNow },
});

/** Every state of an account card, by name. */
export const accountSamples: Record<string, Account> = {
  verified: account('a1', 'Work', verified('starttls', smtpSteps), verified('implicit-tls', imapSteps)),
  checking: account('a2', 'Work', checking(smtpSteps.slice(0, 5), 'sign-in'), checking(imapSteps.slice(0, 2), 'tls')),
  'wrong password': account('a3', 'Work', verified('starttls', smtpSteps), failed(wrongPassword, imapSteps, 'sign-in')),
  'wrong password for both': account(
    'a13',
    'Shared',
    failed(wrongPassword, smtpSteps, 'sign-in', [usernameProposal]),
    failed(wrongPassword, imapSteps, 'sign-in', [usernameProposal]),
  ),
  'worked before': account(
    'a14',
    'For weeks',
    { ...failed(noGreeting, smtpSteps, 'connect'), ...workedBefore },
    { ...failed(noGreeting, imapSteps, 'connect'), ...workedBefore, ...triedAgain },
  ),
  'mendable port': onPort(
    465,
    account('a4', 'ada@example.org', failed(wrongMode, smtpSteps, 'greeting', [portProposal]), verified('implicit-tls', imapSteps)),
  ),
  'other host': account('a5', 'Shop', failed(wrongName, smtpSteps, 'tls', [hostProposal]), verified('implicit-tls', imapSteps)),
  'a guess with a hint': account('a15', 'Work', verified('starttls', smtpSteps), failed(notConnected, imapSteps, 'sign-in')),
  'a guess': account('a12', 'Work', verified('starttls', smtpSteps), failed(openWords, imapSteps, 'sign-in')),
  'imap timeout': account('a6', 'Work', verified('starttls', smtpSteps), failed(noGreeting, imapSteps, 'greeting')),
  'smtp only': account('a7', 'Newsletter', verified('starttls', smtpSteps), null),
  'imap only': account('a8', 'Archive', null, verified('implicit-tls', imapSteps)),
  'not tested': account('a9', 'Work', { state: 'not-tested' }, { state: 'not-tested' }),
  'signed in': byToken(account('a11', 'ada@example.org', verified('starttls', smtpSteps), verified('implicit-tls', imapSteps))),
  'sign-in ended': byToken(
    account(
      'a12',
      'ada@example.org',
      failed(sampleFailures['oauth.grant_ended'], [], 'sign-in'),
      failed(sampleFailures['oauth.grant_ended'], [], 'sign-in'),
    ),
  ),
  warnings: account(
    'a10',
    'Old server with a label that is much longer than anybody would think',
    verified('starttls', smtpSteps, {
      certificate: { ...certificate, validTo: '2026-11-30T00:00:00Z' },
      warnings: [{ kind: 'quota.exceeded', stage: 'recipient', leg: 'smtp', confidence: 'certain', host: 'smtp.example.org' }],
    }),
    {
      state: 'checking',
      since: sampleNow,
      steps: [...imapSteps.slice(0, 4), runStep('sign-in')],
      interim: { kind: 'net.timeout', stage: 'sign-in', leg: 'imap', confidence: 'guess', host: 'imap.example.org', port: 993 },
    },
  ),
};
