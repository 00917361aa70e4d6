import { account, locked, webLogin } from '../concepts/account.ts';
import { encryption, imapDoor, needed, off, smtpDoor } from '../concepts/access.ts';
import { refused } from '../concepts/credentials.ts';
import { unsupported } from '../concepts/protocol.ts';
import { blocked, callerAddress, origin, place } from '../concepts/network.ts';
import { temporary } from '../concepts/server-state.ts';
import type { ReplyRule } from './rule.ts';

const atSignIn = ['sign-in'] as const;
const afterGreeting = ['capabilities', 'sign-in', 'mailbox'] as const;

/** Who may sign in, from where and by which way in: what stands against a sign-in that was made as the server wants it. */
export const accessRules: readonly ReplyRule[] = [
  {
    kind: 'auth.unsupported_mechanism',
    says: [unsupported],
    unless: [/\btls|\bssl|plain ?text|clear ?text|connection|unencrypt/],
    leg: 'smtp',
    codes: /^504/,
    stages: atSignIn,
    source: 'RFC 4954 504: what is not supported of an AUTH is its mechanism',
  },
  {
    kind: 'server.blocked_ip',
    says: [callerAddress, /black|\bblocked|banned|abus|spam|reputation|gesperrt|bloqu|заблок|封|차단/],
    unless: [place],
    stages: atSignIn,
    source: 'fail2ban-like guards in front of IMAP and submission',
  },
  {
    kind: 'auth.policy_denied',
    says: [/from (?:this|your|an? unknown|outside) (?:of )?(?:ip|host|network|country|location|device|address|place)/, refused],
    stages: atSignIn,
    source: 'guards that call it a login failure',
  },
  {
    kind: 'auth.policy_denied',
    says: [
      /(?:device|computer|client machine)[^.;]{0,30}(?:not|n't|un)[ -]?(?:been |be )?(?:enrol|register|trusted|managed|compliant|approved|known|recogni[sz]ed)/,
    ],
    unless: [/browser|web ?mail/],
    stages: atSignIn,
    source: 'management of devices',
  },
  {
    kind: 'auth.policy_denied',
    says: [
      /\b(?:groups?|roles?)\b[a-z ]{0,20} (?:membership|required|missing|needed)|(?:not|n't) (?:an? |the )?(?:[a-z-]{1,20} )?members?\b|membership (?:is )?(?:required|missing)/,
    ],
    stages: atSignIn,
    source: 'directories that let the members of a group in',
  },
  { kind: 'auth.policy_denied', says: [origin, blocked], stages: atSignIn, source: 'guards of place, in any language' },
  {
    kind: 'auth.policy_denied',
    says: [origin, needed],
    unless: [encryption, temporary],
    stages: atSignIn,
    source: 'sign-ins from one network only',
  },
  { kind: 'auth.policy_denied', says: [callerAddress, blocked], stages: atSignIn, source: 'Dovecot allow_nets, Brevo, geo filters' },
  {
    kind: 'auth.imap_disabled',
    says: [
      /(?:imap4?|mail file)[^;]{0,30}(?:not (?:part of|included|imap)|access not enabled)|(?:access to )?(?:the )?requested service (?:is )?(?:disabled|not allowed)|无权登/,
    ],
    leg: 'imap',
    stages: atSignIn,
    source: 'WildDuck, Domino, hosting plans',
  },
  {
    kind: 'auth.smtp_auth_disabled',
    says: [/no smtp (?:permission|access|right)|(?:access to )?(?:the )?requested service (?:is )?(?:disabled|not allowed)|无权登/],
    leg: 'smtp',
    stages: atSignIn,
    source: 'WildDuck, Coremail',
  },
  {
    kind: 'auth.imap_disabled',
    says: [/imap[a-z ]{0,60} (?:suspended|locked|closed)|(?:suspended|disabled|blocked|closed) for imap/],
    leg: 'imap',
    stages: atSignIn,
    source: 'hosting panels that suspend one service',
  },
  {
    kind: 'auth.imap_disabled',
    says: [/imap/, off],
    leg: 'imap',
    stages: [...afterGreeting, 'greeting'],
    source: 'Gmail, Zoho, Interia, Zimbra, MDaemon',
  },
  {
    kind: 'auth.account_locked',
    says: [account, locked, /\bspam|abus|missbrauch|unpaid|overdue|payment|zahlung|impay|impag|pagament|oplac|оплат|несплат|欠费/],
    unless: [/\bsmtp|sending|outgoing|outbound|subscription|premium|paid plan/],
    stages: atSignIn,
    source: 'an account that was shut for what it did or owes, whichever door that names',
  },
  {
    kind: 'auth.smtp_auth_disabled',
    says: [smtpDoor, off],
    leg: 'smtp',
    stages: atSignIn,
    source: 'Exchange Online 5.7.139, GoDaddy, Free',
  },
  {
    kind: 'auth.smtp_auth_disabled',
    says: [imapDoor, off],
    unless: [temporary],
    leg: 'smtp',
    stages: atSignIn,
    source: 'Yandex, Titan, NAVER',
  },
  {
    kind: 'auth.account_locked',
    says: [account, locked],
    stages: atSignIn,
    source: 'RFC 5530 CONTACTADMIN, EXPIRED; Exchange 5.7.139; hosting panels',
  },
  {
    kind: 'auth.imap_disabled',
    says: [imapDoor, off],
    unless: [temporary],
    leg: 'imap',
    stages: atSignIn,
    source: 'Titan, IceWarp, Fastmail',
  },
  { kind: 'auth.web_login_required', says: [webLogin], stages: atSignIn, source: 'Gmail WEBALERT and 5.7.14, Yandex' },
  {
    kind: 'auth.invalid_credentials',
    says: [
      /(?:invalid|incorrect|wrong|bad) (?:user ?-?name (?:and\/or|and|or|\/) )?(?:password|pass ?phrase|credentials?)\b|(?:password|credentials) (?:is|are|was|were) (?:incorrect|invalid|wrong)/,
      /try|again|retry/,
    ],
    unless: [/temporar|later|unavailable|internal|backend|timed? ?out|too many|minutes|seconds|locked|blocked/],
    stages: atSignIn,
    source: 'servers that ask to try again after a wrong password',
  },
  { kind: 'server.temporary_failure', says: [temporary], stages: atSignIn, source: 'RFC 4954 454 4.7.0, RFC 5530 UNAVAILABLE' },
];
