import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { Account, LegStatus, Proposal } from '@kurrier/shared/account/account';
import {
  checking,
  failed,
  hostProposal,
  imapSteps,
  minutesAgo,
  noGreeting,
  notConnected,
  openWords,
  portProposal,
  sampleNow,
  smtpSteps,
  verified,
  wrongMode,
  wrongName,
  wrongPassword,
  certificate,
  runStep,
} from './leg-samples.ts';

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
