import { credentials, refused } from '../concepts/credentials.ts';
import type { ReplyRule } from './rule.ts';

/** Outlook.com and Microsoft 365, whose hosts are the same. */
export const microsoft = ['outlook', 'microsoft-365'];

/** Words that mean something particular at one provider. Read before the general rows. */
export const providerRules: readonly ReplyRule[] = [
  {
    kind: 'auth.client_id_required',
    says: [/unsafe login/],
    leg: 'imap',
    confidence: 'certain',
    source: 'Coremail (163, 126, yeah.net): SELECT without an ID after login',
    learntFrom: ['netease'],
  },
  {
    kind: 'auth.smtp_auth_disabled',
    says: [/user has no permission/],
    stages: ['sign-in'],
    source: 'Coremail: SMTP is off in the settings of the account',
    learntFrom: ['netease'],
  },
  {
    kind: 'auth.too_many_attempts',
    says: [/system busy/, /auth|login/],
    stages: ['sign-in'],
    providers: ['qq', 'tencent-exmail'],
    confidence: 'guess',
    source: 'Tencent Exmail answers so while it holds an account back',
    learntFrom: ['tencent'],
  },
  {
    kind: 'auth.imap_disabled',
    says: [/authenticated but not connected/],
    hint: 'mailbox-not-connected',
    leg: 'imap',
    confidence: 'guess',
    source: 'Exchange: the sign-in was good, the mailbox cannot be opened over IMAP (off, no licence, or another mailbox)',
    learntFrom: ['microsoft'],
  },
  {
    kind: 'auth.basic_disabled_by_admin',
    says: [
      /did not meet the criteria to be authenticated|n[aã]o atendeu aos crit[eé]rios|no cumpl\w{1,4} los criterios|ne r[eé]pond\w{0,4} pas aux crit[eè]res|erf[uü]llt\w{0,2} (?:nicht )?die kriterien|non soddisfa[a-z ]{0,12}criteri/,
    ],
    source: 'Exchange Online 5.7.139: security defaults or Conditional Access',
    learntFrom: ['microsoft'],
  },
  {
    kind: 'auth.oauth_required',
    says: [credentials, refused],
    unless: [/basicauthblocked|basic auth|disabled|locked|too many|temporar/],
    leg: 'imap',
    stages: ['sign-in'],
    codes: /^NO/,
    providers: microsoft,
    source: 'Microsoft takes no passwords over IMAP, whatever it answers',
    learntFrom: ['microsoft'],
  },
  {
    kind: 'auth.oauth_required',
    says: [/basicauthblocked/, /usertype:outlookcom/],
    source: 'Outlook.com',
    learntFrom: ['microsoft'],
  },
  {
    kind: 'auth.smtp_auth_disabled',
    says: [/disabled by user from hpanel/],
    source: 'Hostinger: sending was switched off in the panel',
    learntFrom: ['hostinger'],
  },
  {
    kind: 'server.rate_limited',
    says: [/^try again later, closing connection/],
    codes: /^421 4\.7\.0/,
    source: 'Gmail: too much from this address in a short time',
    learntFrom: ['google'],
  },
  {
    kind: 'auth.invalid_credentials',
    says: [/cannot achieve [a-z ]{0,20}auth/],
    stages: ['sign-in'],
    source: 'Exchange Server 535 5.7.3',
    learntFrom: ['microsoft'],
  },
  {
    kind: 'auth.invalid_credentials',
    says: [/not loving your login/],
    stages: ['sign-in'],
    source: 'Mailgun',
    learntFrom: ['mailgun'],
  },
  {
    kind: 'auth.account_locked',
    says: [/account has an issue/],
    stages: ['sign-in'],
    source: 'Exchange Online 5.7.139',
    learntFrom: ['microsoft'],
  },
  {
    kind: 'auth.account_locked',
    says: [/bad outbound sender/],
    source: 'Exchange Online 5.1.8: the account was stopped for sending spam',
    learntFrom: ['microsoft'],
  },
  {
    kind: 'server.unavailable',
    says: [/all server ports are busy|server local error/],
    source: 'Postfix 421 4.3.x',
    learntFrom: ['postfix'],
  },
];
