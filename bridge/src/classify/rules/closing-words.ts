import type { ReplyRule } from './rule.ts';

const atMailbox = ['mailbox', 'unknown'] as const;
const farewell = /^(?:BYE|421|451|452)/;

/** Why a server ends a session that was good: a BYE or a 421 whose words name the cause. */
export const closingWordRules: readonly ReplyRule[] = [
  {
    kind: 'net.timeout',
    says: [
      /\bidle\b|inactiv|no (?:activity|command|data|input)|(?:session|connection) (?:has )?(?:expired|timed)|time-?d? ?out|too (?:long|slow)(?: without)?|connection time\b|lost input channel|open for too long|time limit|auto-?log(?:ged )?-?(?:out|off)/,
    ],
    unless: [
      /mailbox|account|backend|upstream|lookup|dns|database|(?<!finishing )login|log ?in again|\bauth(?!o)|authen|password|line|command (?:line )?(?:is )?too long|connect to|name ?server|user|name too long|header|locked/,
    ],
    codes: /^(?:BYE|421)/,
    source: 'RFC 5321 421 4.4.2, RFC 9051 BYE after silence',
  },
  {
    kind: 'auth.account_locked',
    says: [/account|mailbox|user/, /(?<!imap (?:access |is )?)disabled|suspend|locked|closed|blocked|terminated|deactivated/],
    unless: [/too many|connections?|ip\b|maximum|imap|protocol|service/],
    leg: 'imap',
    codes: /^BYE/,
    stages: [...atMailbox, 'sign-in'],
    source: 'RFC 9051 BYE while signed in',
  },
  {
    kind: 'server.rate_limited',
    says: [
      /too many (?:commands|select|fetch|requests|operations)|slow(?:er)? down|slow down|bandwidth|\brate\b|too (?:fast|often)|commands issued/,
    ],
    unless: [/connections?\b(?! (?:aborted|closed))[^;]{0,20}(?:limit|too many)|bad commands|generat|operat/],
    leg: 'imap',
    codes: /^BYE/,
    source: 'WildDuck, Gmail: BYE for too much work',
  },
  {
    kind: 'server.protocol_violation',
    unless: [/log ?-?in|logon|attempt|auth|password/],
    says: [
      /(?:too many|consecutive|repeated) (?:bad|invalid|unknown|unrecogni[sz]ed|protocol|consecutive|syntax|errors|(?:failed|failing|rejected|wrong|erroneous) (?:commands|requests))|line (?:is )?too long|buffer (?:is )?full|(?:unknown|invalid|bad|malformed) command|protocol error|trop d.erreurs|zu viele fehler|demasiados errores|muitos erros|erros demais|troppi errori|слишком много ошибок|错误(?:次数)?(?:过多|太多)|エラーが多|too long (?:line|command)/,
    ],
    leg: 'imap',
    codes: /^BYE/,
    source: 'RFC 9051 BYE after errors',
  },
  {
    kind: 'server.too_many_connections',
    says: [
      /(?:session|connection|client|user)s?\b[^;]{0,40}(?:limit|too many|exceed|maximum)|(?:too many|maximum)[^;]{0,30}(?:session|connection|client)s?|took over/,
    ],
    unless: [/commands|select|requests|log ?-?in|logon|attempt|auth|password/],
    leg: 'imap',
    codes: /^BYE/,
    source: 'Courier, Kerio and others',
  },
  {
    kind: 'mailbox.not_found',
    says: [/(?:mailbox|folder)[^;]{0,30}(?:deleted|moved|removed|renamed)/],
    leg: 'imap',
    codes: /^BYE/,
    source: 'WildDuck, Cyrus: the open mailbox was deleted',
  },
  {
    kind: 'server.temporary_failure',
    says: [/internal|inconsistent|temporary|fatal|exception|lost (?:the )?mailbox lock|failure/],
    unless: [/shut|maintenance|mailboxes database|\[unavailable\]/],
    leg: 'imap',
    codes: /^BYE/,
    stages: ['mailbox', 'unknown'],
    source: 'RFC 9051 BYE after a fault',
  },
  {
    kind: 'server.unavailable',
    says: [
      /shut|restart|reconnect|going down|maintenance|stopp(?:ed|ing)|terminat|quitting|exiting|signing off|gone away|upgrade|unavailable|not available|down\b/,
    ],
    leg: 'imap',
    codes: /^BYE/,
    stages: ['mailbox', 'unknown', 'greeting'],
    source: 'RFC 9051 BYE of a server that stops',
  },
];

/** 421 of a whole server in trouble, at any phase. */
export const farewellRules: readonly ReplyRule[] = [
  {
    kind: 'server.too_many_connections',
    says: [/already (?:have|has) [^;]{0,20}(?:connection|session)s?/],
    source: 'limits of parallel connections',
  },
  {
    kind: 'server.temporary_failure',
    says: [/separate transaction/],
    codes: /^4/,
    leg: 'smtp',
    source: 'Gmail 452 4.5.3: recipients with different policies',
  },
  {
    kind: 'server.temporary_failure',
    says: [/\bdisk\b|\bspace\b|storage|memory/],
    unless: [/mailbox|account|recipient|user/],
    codes: /^4\d\d (?:[45]\.3\.1|4\.4\.5)/,
    stages: ['sender', 'recipient', 'content'],
    source: 'RFC 3463 X.3.1: the mail system itself is full',
  },
  {
    kind: 'server.unavailable',
    says: [/^(?:mail )?service (?:is )?(?:currently )?(?:unavailable|not available)\W{0,2}$/],
    codes: /^5/,
    stages: ['content'],
    source: 'RFC 3463 X.3.2',
  },
  {
    kind: 'server.unavailable',
    says: [
      /shut(?:ting)? ?down|going down|for (?:maintenance|upgrade)|out of (?:memory|resources)|no system resources|server local (?:data )?error|service not (?:available|active)|load (?:average )?(?:is )?too high|too high load|concurrent server connections|unable to (?:read|figure out)|closed for/,
    ],
    unless: [/blocked|listed|ip\b|<ip>/],
    codes: farewell,
    leg: 'smtp',
    source: 'RFC 5321 421',
  },
  {
    kind: 'server.unavailable',
    says: [/maintenance|upgrade|shut(?:ting)? ?down/],
    stages: ['greeting'],
    source: 'RFC 5321 554 and BYE of a server that is closed for now',
  },
];
