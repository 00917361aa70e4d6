import { basicAuthOff, oauth, organisationPolicy } from '../concepts/account.ts';
import { encryption, needed } from '../concepts/access.ts';
import { appPassword } from '../concepts/app-password.ts';
import { credentialsAbroad, refused, refusedAbroad } from '../concepts/credentials.ts';
import { attempts, connections, rate, repeatedly, tooMany } from '../concepts/limits.ts';
import { authNotThere, mechanism, unsupported, unsupportedAbroad } from '../concepts/protocol.ts';
import { full } from '../concepts/server-state.ts';
import type { ReplyRule } from './rule.ts';

const atSignIn = ['sign-in'] as const;
const afterGreeting = ['capabilities', 'sign-in', 'mailbox'] as const;

/** How long to wait. */
const waitingTime =
  /\d{1,6} ?(?:s\b|sec|sek|min|h\b|hour|stund|heure|hora|ore\b|godz|hodin|сек|мин|час|хв|год|秒|分|小时|時間|초|분|시간|saniye|dakika|saat|perc|ora|tim|sekunt|tunti|giay|phut|detik|menit|ثاني|دقيق)/;
const credentialWrong = /(?:invalid|incorrect|wrong|bad) (?:user|pass|log|cred)/;

/** Nothing else than this, in other languages. */
const onlyAbroad =
  /\bnur\b|alleen|uitsluitend|uniquement|seulement|\bsolo\b|solamente|unicamente|soltanto|apenas|somente|tylko|wylacznie|только|лише|тільки|pouze|\bjen\b|\biba\b|endast|\bbara\b|\bkun\b|\bvain\b|\bcsak\b|\bdoar\b|numai|yalniz|sadece|μονο|\bсамо\b|\bsamo\b|仅|只|のみ|だけ|\bchi\b|hanya/;

/** Mail programs are let in nowhere. */
const webmailOnly =
  /(?:only|just|solely|exclusively) (?:via |by |through |in |over |from )?(?:the |our |[\w-]{1,20} )?web ?mail|web ?mail[- ](?:access )?only|web ?mail (?:is |access is )?(?:only|the only)/;

/** A token, and what was found of it. */
const tokenRefused =
  /\b(?:tokens?|jwt|assertion)\b[a-z' ]{0,30} (?:reject|refus|mis-?match|fail|malformed|inactive|not (?:be )?(?:valid|accepted|active|meant|issued|verified|for this)|wrong|\bbad\b|lacks?|unknown|unreadable|(?:is |was )?(?:for|of|from) (?:an)?other)|(?:reject|refus|malformed|inactive|wrong|\bbad\b|unknown|unreadable)[a-z]{0,3} (?:[a-z]{1,12} )?(?:token|jwt|assertion)\b/;

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
    kind: 'server.protocol_violation',
    says: [
      /(?:invalid|bad|malformed|garbled|empty|undecodable) (?:plain|sasl|initial|oauth\w{0,10}|base64|cram-md5|scram[\w-]{0,12}|xoauth2|ntlm) (?:string|line|data|command|request|response|payload|encoding|format|message)/,
    ],
    stages: atSignIn,
    source: 'RFC 4422: one step of a mechanism could not be read',
  },
  {
    kind: 'auth.policy_denied',
    says: [
      /(?:denied|refused|rejected|blocked|prohibited|prevented|not (?:allowed|permitted)) by (?:(?:the|our|a|an|this|your) )?(?:[\w-]{1,20} ){0,3}(?:filter|polic(?:y|ies)|rules?|acl|access ?list|guard|restrictions?)\b|(?:only|accepted|allowed|permitted)[^;]{0,30} (?:from )?(?:inside|within)|from (?:inside|within)[^;]{0,40} only|outside (?:of )?(?:the )?(?:permitted|allowed|office|working|business)|from abroad|(?:permitted|allowed|working) hours|access[ -](?:control )?rules?\b|not authori[sz]ed to use|(?:allowed|permitted) time|time window|\brisk\b|(?:limited|restricted|confined) to (?:the |our |your )?[\w ]{0,30}(?:network|address|office|countr|range|hours|location|\bips?\b|subnet|vpn)|outside (?:of )?[\p{L} ]{1,30} (?:is|are|has been) (?:not |disabled|blocked|denied|off|refused|prohibited)|untrusted (?:device|location|network|client)|(?:except|only|other than)[a-z ]{0,12} (?:local(?:ly|host)?|on-?site|in-?house|loopback|intranet|console)\b|(?:local|internal) (?:log-?ins?|users?|clients?|hosts?) only|only (?:for|by) (?:local|internal) (?:log-?ins?|users?|clients?|hosts?)|remote (?:log-?ins?|sign-?ins?) (?:is |are )?(?:not|disabled|denied|refused|forbidden)/u,
    ],
    stages: atSignIn,
    source: 'guards of place and time',
  },
  {
    kind: 'auth.smtp_auth_disabled',
    says: [
      /(?:may|can|could|allowed to|permitted to) only (?:receive|read)|only (?:receives|for receiving)|(?:not|n't|no right|no permission|no longer) (?:allowed |permitted |entitled |authori[sz]ed |able |licensed )?to (?:send|submit|relay)\b(?! from)|(?:sending|submission|submit|outbound|relay)\b[a-z ]{0,40}(?:withdrawn|revoked|taken away|not (?:granted|assigned|part|included))/,
    ],
    unless: [/\bip\b|<ip>|unencrypted|tls/],
    leg: 'smtp',
    stages: atSignIn,
    source: 'roles and plans that receive only',
  },
  {
    kind: 'auth.imap_disabled',
    says: [/web ?mail|웹메일|ウェブメール/, onlyAbroad],
    leg: 'imap',
    stages: atSignIn,
    source: 'plans without mail programs',
  },
  {
    kind: 'auth.smtp_auth_disabled',
    says: [/web ?mail|웹메일|ウェブメール/, onlyAbroad],
    leg: 'smtp',
    stages: atSignIn,
    source: 'plans without mail programs',
  },
  {
    kind: 'auth.imap_disabled',
    says: [webmailOnly],
    leg: 'imap',
    stages: atSignIn,
    source: 'plans without mail programs',
  },
  {
    kind: 'auth.smtp_auth_disabled',
    says: [webmailOnly],
    leg: 'smtp',
    stages: atSignIn,
    source: 'plans without mail programs',
  },
  {
    kind: 'auth.imap_disabled',
    says: [
      /(?:protocol|mail (?:client|program|app)s?|imap4?(?:rev1)?|external (?:app|client|program)s?|(?:client|remote|external) access)[a-z ]{0,40}(?:not|n't|isn.t) (?:been |yet )?(?:enabled|activated|allowed|permitted|available|switched on|turned on)/,
    ],
    leg: 'imap',
    stages: atSignIn,
    source: 'Exchange, Zimbra, hosting panels',
  },
  {
    kind: 'auth.requires_tls',
    says: [encryption, needed],
    unless: [
      /tls not available|too many|mechanism not supported|(?:chiffrement|cifrado|cifratura|verschlusselung)[a-z ]{0,8} (?:mot de passe|contrasena|password|passwort)/,
    ],
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
      /(?:^|\s)eyj[a-z0-9]{8}|(?:access|refresh|bearer|oauth)[ -]?tokens?[a-z ]{0,60} (?:expired|revoked|invalid|failed)|tokens? (?:(?:has|have|is|was) )?(?:been )?(?:expired|revoked)|(?:expired|revoked|invalid) (?:access |refresh |oauth )?token|invalid_grant|invalid_token|accesstokenexpired/,
    ],
    source: 'RFC 7628 error challenge, RFC 6750',
  },
  {
    kind: 'auth.oauth_token_invalid',
    says: [tokenRefused],
    unless: [
      /pass|user ?-?names?\b|credential|authentication token|app(?:lication)?[ -]token|security token|unavailable|temporar|unreachable/,
    ],
    stages: atSignIn,
    source: 'RFC 7519, RFC 7662: what a check of a token finds',
  },
  {
    kind: 'server.temporary_failure',
    says: [
      /(?:auth\w{0,20}|log ?-?in|sasl)(?: (?:service|server|backend|system))? (?:is )?(?:currently |temporarily )?(?:unavailable|not available)/,
    ],
    codes: /^4/,
    stages: atSignIn,
    source: 'RFC 4954 454: what could not be done now',
  },
  {
    kind: 'server.temporary_failure',
    says: [
      /\b(?:set[ug]id|chdir|chroot|fork|execv?e?|mkdir|mmap)\b|worker[^;]{0,20} (?:died|crash|exited|gone|killed)|queue (?:is )?full|home director(?:y|ies)[^;]{0,20} (?:missing|not|cannot)|(?:missing|no) home director/,
    ],
    stages: atSignIn,
    source: 'servers that tell which call of the system failed',
  },
  {
    kind: 'auth.unsupported_mechanism',
    says: [
      /\b(?:x?oauth(?:2|bearer)?|openid)\b(?: [a-z]{1,20}){0,2} (?:is |are )?(?:not (?:supported|available|implemented|offered|enabled|configured)|unsupported|unimplemented|unavailable)/,
    ],
    unless: [/password|basic/],
    stages: atSignIn,
    source: 'RFC 7628: tokens are not taken',
  },
  {
    kind: 'auth.oauth_required',
    says: [/\bx?oauth(?:2|bearer)?\b/],
    unless: [
      /token|fail|invalid|expire|\bbad\b|error|reject|denied|not (?:supported|available|enabled|allowed|implemented|configured)|un(?:supported|available)|unknown|disabled|not accepted/,
      appPassword,
    ],
    stages: atSignIn,
    source: 'RFC 7628 servers that dropped passwords, in whatever language they say so',
  },
  { kind: 'auth.app_password_required', says: [appPassword], stages: atSignIn, source: 'Gmail, Yahoo, iCloud, Mail.ru, QQ, Seznam' },
  {
    kind: 'auth.too_many_attempts',
    says: [
      /(?:auth\w{0,20}|log ?-?ins?|sign-?ins?|logons?) (?:is |are |was |were |has been )?(?:being )?(?:throttl|slowed|delayed|held back)/,
    ],
    stages: atSignIn,
    source: 'guards against guessing',
  },
  {
    kind: 'server.rate_limited',
    says: [rate],
    unless: [/(?:log ?-?in|auth\w{0,20}) (?:attempts|frequency|commands|failures|tries)|登[录錄陆入]|ログイン|認証|вход|logowa|anmeld/],
    stages: atSignIn,
    source: 'SendGrid credits, Gmail bandwidth, Yahoo LIMIT',
  },
  {
    kind: 'auth.too_many_attempts',
    says: [
      attempts,
      waitingTime,
      /sperr|block|lock|заблок|zablok|bloqu|blocc|blokk|laas|lukit|kilit|锁|ロック|잠|wait|wart|attend|esper|aspett|poczek|czeka|подожд|зачек|pockej|vent|vanta|odota|varj|bekle|nachste|next|prochain/,
    ],
    unless: [credentialWrong],
    stages: atSignIn,
    source: 'guards that name the time until the next try',
  },
  {
    kind: 'auth.too_many_attempts',
    says: [repeatedly, attempts],
    unless: [credentialWrong],
    stages: atSignIn,
    source: 'guards against guessing, in any language',
  },
  {
    kind: 'auth.too_many_attempts',
    says: [repeatedly, credentialsAbroad, refusedAbroad],
    stages: atSignIn,
    source: 'so many wrong passwords, in other languages',
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
    says: [/\b(?:external|gssapi|kerberos|ntlm|cram-md5|digest-md5|scram-sha-\d{1,3}(?:-plus)?|anonymous)\b/, unsupported],
    stages: atSignIn,
    source: 'RFC 4422: one mechanism by its name',
  },
  {
    kind: 'auth.unsupported_mechanism',
    says: [/\bauth(?:enticate)?\b/, unsupportedAbroad],
    stages: atSignIn,
    source: 'the command by its name, in other languages',
  },
  {
    kind: 'auth.unsupported_mechanism',
    says: [authNotThere],
    unless: [/user|account/],
    stages: atSignIn,
    source: 'Exim 503, Postfix 503, Sendmail 503',
  },
];
