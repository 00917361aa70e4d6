import type { ReplyRule } from './rule.ts';

const sending = ['sender', 'recipient', 'content'] as const;

/**
 * What is said while sending of the account that sends: stopped, or not the owner of the address. Also inside of "Recipient address
 * rejected".
 */
export const ownAccountRules: readonly ReplyRule[] = [
  {
    kind: 'sender.not_authorized',
    says: [
      /sender is not (?:the )?same as|sender does not own|header (?:address )?(?:is not yours|must match)|from header is not yours|(?:log ?-?in|user) and sender differ|not (?:logged in as|the )?owner|(?:not )?owned by|does(?:n't| not) (?:match|belong to|correspond to) (?:your|the|this) (?:log ?-?in|user|account|authenticated)|differs? from (?:the )?(?:authenticated|login|envelope|account|sender)|relaying disallowed as|incorrect authentication for specified|(?:from|sender)\b[^;:]{0,40} (?:is |are )?(?:different from|not the same as|not equal to|other than)[^;:]{0,20}(?:log ?-?in|user|account|authenticated)|sendasdenied|only send as|send as yourself|not permitted for this (?:account|user|login)|not one of your (?:addresses|own)|gehort nicht zum|geh.{0,8}rt nicht zu|与登录用户不一致/,
    ],
    unless: [/\bspf\b|\bdkim\b|\bdmarc\b|verified/],
    stages: sending,
    source: 'Postfix reject_sender_login_mismatch, iRedAPD, James, Exchange 5.2.252',
  },
  {
    kind: 'auth.account_locked',
    says: [
      /out(?:going|bound) (?:e-?)?mails?[^;]{0,40} (?:blocked|stopped|suspended|disabled|paused|frozen|on hold|switched off)|e-?mail outgoing blocked|mail sending denied|your (?:mailbox|account|user)[^;]{0,40}(?:locked|suspend|disabled|blocked|no longer send|frozen|closed|banned|deactivated)|disabled for sending|sending[^;]{0,30}(?:from|for) (?:your|this) (?:account|user|mailbox)[^;]{0,20}(?:suspend|stopp|blocked|disabled)|password (?:has )?expired|(?:invoice|account|bill)[^;]{0,10} (?:is )?unpaid|(?:this )?account (?:is |was |has been )?(?:suspended|frozen|banned|locked)|spam abuse detected|banned sender(?! ?<ip>|\[)/,
    ],
    unless: [
      /recipient'?s|you (?:tried|wrote|want)|over quota|recipient (?:mailbox|account)|limit (?:has )?(?:been )?(?:reached|exceeded)|too many failed/,
    ],
    stages: ['sender', 'content'],
    source: 'Zoho, hosters, Exchange 5.7.501',
  },
  {
    kind: 'auth.account_locked',
    says: [
      /mailbox of the sender[^;]{0,20}(?:suspend|locked|blocked)|your (?:account|mailbox|user)[^;]{0,40}(?:locked|suspend|disabled|blocked|frozen|closed|banned)|for sending|out(?:going|bound) (?:e-?)?mails?[^;]{0,40} (?:blocked|stopped|suspended|disabled|paused|frozen|on hold|switched off)|password (?:has )?expired|change your password/,
    ],
    unless: [/limit|rate|exceed|quota/],
    stages: ['recipient'],
    source: 'iRedAPD and other policy servers',
  },
  {
    kind: 'server.rate_limited',
    says: [
      /(?:sent|send|sending)[^;]{0,30} (?:more than \d|enough|too (?:fast|many|much))|(?:sent|mailed|written|addressed)(?: to)? \d{2,7}[^;]{0,40} (?:in|within|during|over) (?:the )?(?:last|past)|reached (?:your|the)[^;]{0,20}(?:daily|hourly|sending)|(?:connect(?:ing|ion|s)?|reconnect)[^;]{0,15} (?:too (?:often|fast|frequent)|to fast)|too frequent connect|(?:too frequent|frequency|connection rate)[^;]{0,20}(?:limit|connect|too high|exceed)|(?:connection|messages?|mails?|emails?) (?:rate|frequency)|messages? (?:per|for one) (?:session|connection|hour|day)|(?:messages|mails) in this session|(?:more than|only|max(?:imum)?) ?\d{0,20} (?:recipients|addresses)(?: a message)?|(?:max|too many|too much) recipients?|max rcpt|(?:transfer|throttling|sending|message) quota|per (?:hour|day) [^;]{0,30}used up|(?:recipient|rcpt)s? (?:count|number) |number of (?:recipients|rcpts)\b|too many (?:letters|errors from (?:your ip|<ip>))|not enough credits?|(?:insufficient|out of) credits?|you send too fast|发送邮件过于频繁|(?:hochst|limit|grenz)[^;]{0,60}(?:uberschritten|excedid|depass|superat)/,
    ],
    unless: [
      /ip reputation|unauthenticated|\bspf\b|\bdkim\b|tls connection|from your ip|reputation|bad recipients|invalid recipients|unknown recipients|mailbox quota|log ?-?in|auth/,
    ],
    leg: 'smtp',
    stages: ['greeting', 'capabilities', ...sending],
    source: 'limits of senders: Gmail, Postfix anvil, Stalwart, QQ, iRedAPD',
  },
  {
    kind: 'sender.rejected',
    says: [
      /\bspf\b|\bdkim\b|\bdmarc\b|unauthenticated e?-?mail|because it is unauthenticated|sender policy framework|multiple authentication checks|purported responsible|sender identity|must pass either/,
    ],
    unless: [/unusual rate|your ip address|ptr records?|e-?mail from \/|e-?mail from <ip>/],
    stages: sending,
    source: 'RFC 7372',
  },
  {
    kind: 'auth.requires_tls',
    says: [
      /(?:not|n't) sent over a? ?tls|only (?:taken|accepted)? ?over (?:a )?(?:tls|secure|encrypted)|(?:session )?encryption (?:is )?(?:required|needed)|encrypted sessions? only|must support tls|tls (?:is )?(?:required|mandatory)|starttls-not-supported/,
    ],
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content', 'sign-in'],
    source: 'RFC 8689, Gmail 4.7.29, Postfix',
  },
  {
    kind: 'auth.required',
    says: [/unauthenticated (?:relay|access|clients?|sessions?|submission|users?)/],
    leg: 'smtp',
    stages: ['sender', 'recipient'],
    source: 'RFC 4954 530 in other words',
  },
  {
    kind: 'recipient.relay_denied',
    says: [
      /does(?:n't| not) (?:forward|relay|handle)[^;]{0,30}(?:mail|strangers)|domain (?:is ?n.t|is not|not) handled here|not (?:one of )?our domains|(?:recipient |destination )?domain[^;]{0,30} (?:is |was )?(?:not|n.t) (?:configured|served|hosted|managed|accepted|local|ours|set up|handled|provisioned|allowed to relay)|(?:not|n.t) (?:accept|handle|serve|host|process)(?: e?-?mail)? (?:for )?(?:this|that|the|your)? ?domain|we (?:don't|do not) relay|relaying (?:is )?(?:refused|denied|disallowed)|insecure mail relay|no relaying|weiterleitung nicht|retransmiss?ao negada|retransmit|relay not permitted(?!, auth)/,
    ],
    unless: [/tenantattribution|open relay|unauthenticated|sender|\bfrom\b/],
    stages: ['sender', 'recipient'],
    source: 'RFC 3463 X.7.1',
  },
  {
    kind: 'auth.policy_denied',
    says: [/tenantattribution|restrictdomainsto/],
    leg: 'smtp',
    source: 'Exchange Online connectors',
    learntFrom: ['microsoft'],
  },
];
