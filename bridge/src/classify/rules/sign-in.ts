import { account, basicAuthOff, locked, oauth, organisationPolicy, webLogin } from '../concepts/account.ts';
import { encryption, imapDoor, needed, off, smtpDoor } from '../concepts/access.ts';
import { appPassword } from '../concepts/app-password.ts';
import { credentialsAbroad, refused, refusedAbroad } from '../concepts/credentials.ts';
import { attempts, connections, rate, tooMany } from '../concepts/limits.ts';
import { blocked, callerAddress, place } from '../concepts/network.ts';
import { authNotThere, mechanism, unsupported } from '../concepts/protocol.ts';
import { full, temporary } from '../concepts/server-state.ts';
import type { ReplyRule } from './rule.ts';

const atSignIn = ['sign-in'] as const;
const afterGreeting = ['capabilities', 'sign-in', 'mailbox'] as const;

/** Answers to AUTH, AUTHENTICATE and LOGIN. What is said of the account or the way in comes before what is said of the password. */
export const signInRules: readonly ReplyRule[] = [
  {
    kind: 'server.wrong_service',
    says: [/\[referral|try (?:this|another) server|log ?-?in (?:to|on|at) (?:the )?(?:other|another) server/],
    leg: 'imap',
    stages: atSignIn,
    source: 'RFC 2221 LOGIN-REFERRALS',
  },
  {
    kind: 'auth.unsupported_mechanism',
    says: [/anonymous (?:log ?-?in|access|authentication)/],
    stages: atSignIn,
    source: 'RFC 4505: ANONYMOUS is refused',
  },
  {
    kind: 'server.protocol_violation',
    says: [/(?:invalid|bad|malformed|garbled|empty) (?:auth(?:entication)?|sasl|log ?-?in) (?:string|line|data|command|request|response)/],
    codes: /^(?:50|BAD)/,
    stages: atSignIn,
    source: 'RFC 4954 §4: what was sent could not be read, so nothing was judged',
  },
  {
    kind: 'auth.policy_denied',
    says: [
      /(?:denied|refused|rejected|blocked|prohibited|prevented|not (?:allowed|permitted)) by (?:(?:the|our|a|an|this|your) )?(?:[\w-]{1,20} ){0,3}(?:filter|polic(?:y|ies)|rules?|acl|access ?list|guard|restrictions?)\b|(?:only|accepted|allowed|permitted)[^;]{0,30} (?:from )?(?:inside|within)|from (?:inside|within)[^;]{0,40} only|outside (?:of )?(?:the )?(?:permitted|allowed|office|working|business)|from abroad|(?:permitted|allowed|working) hours|access[ -](?:control )?rules?\b|not authori[sz]ed to use/,
    ],
    stages: atSignIn,
    source: 'guards of place and time',
  },
  {
    kind: 'auth.requires_tls',
    says: [encryption, needed],
    unless: [/tls not available|too many|mechanism not supported/],
    stages: ['capabilities', 'sign-in', 'sender', 'recipient'],
    source: 'RFC 3207 530, RFC 4954 538, RFC 5530 PRIVACYREQUIRED',
  },
  {
    kind: 'auth.requires_tls',
    says: [/start ?tls (?:before|first)/],
    stages: atSignIn,
    source: 'RFC 3207 530',
  },
  {
    kind: 'auth.requires_tls',
    says: [/unencrypted|non-?secure|insecure|unsecured|clear-?text/, refused],
    stages: atSignIn,
    source: 'Dovecot, Exim: sign-in on a connection without TLS',
  },
  {
    kind: 'auth.oauth_token_invalid',
    says: [
      /(?:^|\s)eyj[a-z0-9]{8}|(?:access|refresh|bearer|oauth)[ -]?tokens?[a-z ]{0,60} (?:expired|revoked|invalid|failed)|token (?:has |is )?expired|(?:expired|revoked|invalid) (?:access |refresh |oauth )?token|invalid_grant|invalid_token|accesstokenexpired/,
    ],
    source: 'RFC 7628 error challenge, RFC 6750',
  },
  { kind: 'auth.app_password_required', says: [appPassword], stages: atSignIn, source: 'Gmail, Yahoo, iCloud, Mail.ru, QQ, Seznam' },
  {
    kind: 'server.rate_limited',
    says: [rate],
    unless: [/(?:log ?-?in|auth\w{0,20}) (?:attempts|frequency|commands|failures|tries)|登[录錄陆入]|ログイン|認証|вход|logowa|anmeld/],
    stages: atSignIn,
    source: 'SendGrid credits, Gmail bandwidth, Yahoo LIMIT',
  },
  { kind: 'auth.too_many_attempts', says: [tooMany, attempts], stages: atSignIn, source: 'Gmail 454 4.7.0, Yahoo AUTH005, Dovecot, James' },
  {
    kind: 'auth.too_many_attempts',
    says: [tooMany, credentialsAbroad, refusedAbroad],
    unless: [connections, /no superad/],
    stages: atSignIn,
    source: 'the same in languages in which an attempt is called a sign-in',
  },
  { kind: 'quota.exceeded', says: [full], stages: afterGreeting, source: 'RFC 5530 OVERQUOTA' },
  { kind: 'auth.basic_disabled_by_admin', says: [basicAuthOff], source: 'Exchange Online, SendGrid' },
  { kind: 'auth.basic_disabled_by_admin', says: [organisationPolicy], stages: atSignIn, source: 'Exchange Online 5.7.139' },
  { kind: 'auth.oauth_required', says: [oauth], stages: atSignIn, source: 'RFC 7628 servers that dropped passwords' },
  {
    kind: 'auth.unsupported_mechanism',
    says: [mechanism, unsupported],
    stages: atSignIn,
    source: 'RFC 4954 504 5.5.4, RFC 9051',
  },
  {
    kind: 'auth.unsupported_mechanism',
    says: [authNotThere],
    unless: [/user|account/],
    stages: atSignIn,
    source: 'Exim 503, Postfix 503, Sendmail 503',
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
