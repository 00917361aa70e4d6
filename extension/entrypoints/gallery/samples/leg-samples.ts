import type { LegStatus, Proposal, Step } from '@kurrier/shared/account/account';
import type { Certificate, Failure } from '@kurrier/shared/failure/failure';

/** All samples are as of this moment, so that pictures of them stay the same. */
export const sampleNow = Date.UTC(2026, 10, 24, 13, 5);
export const minutesAgo = (minutes: number) => sampleNow - minutes * 60_000;

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

export const certificate: Certificate = {
  subject: 'mail.hosting.example',
  issuer: 'R11, Let’s Encrypt',
  names: ['mail.hosting.example', 'smtp.hosting.example', 'imap.hosting.example'],
  validFrom: '2026-09-20T00:00:00Z',
  validTo: '2026-12-19T00:00:00Z',
  fingerprint: '9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a',
  spki: '3f0411ede9c4477057d57e57883b1f205b20cdc0f3263129b1ee0269a2678f63',
};

export const runStep = (rung: Step['rung']): Step => ({ rung, state: 'running', atMs: 190 });
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

export const openWords: Failure = {
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
export const notConnected: Failure = {
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

export const checking = (steps: Step[], running: Step['rung']): LegStatus => ({
  state: 'checking',
  since: minutesAgo(0),
  steps: [...steps, runStep(running)],
});
