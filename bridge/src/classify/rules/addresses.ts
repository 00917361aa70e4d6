import type { ReplyRule } from './rule.ts';

const sending = ['sender', 'recipient', 'content'] as const;
const recipientOnly = ['recipient', 'content'] as const;

/** A domain, or a way to it, is not there. */
const domainMissing =
  /(?:domain|host(?: ?name)?|\bmx\b|name ?server|mail ?server|route|\bdns\b|address)[^;]{0,60}(?:not found|not exist|n't exist|unknown|unrecogni[sz]ed|unresolv|not (?:be )?resolv|n't resolve|unrout|not reachable|unreachable|no (?:mx|mail server|valid mx)|does not accept mail|nullmx|neither|nxdomain|malformed dns|has no|look ?up)|(?:no such|unknown|unresolvable|unroutable|unrouteable|nonexistent|non-existent|invalid|cannot (?:find|resolve|route)(?: your| the)?|unable to (?:route|resolve|look ?up)|no (?:mx|mail server)(?: record)?s? (?:for|found|exist))[^;]{0,30}(?:domain|host|\bmx\b|address|route|:)|nullmx|domain name required|unroutable|unrouteable|no valid mx|existiert nicht|域名不存在/;

/** The other side asked the address's own server about it. */
const verified = /unverified address|undeliverable address|address verif|verif(?:y|ication)|call-?out|call-?back/;

const ofSender =
  /sender|\bfrom\b|mail ?from|return(?:-| )?(?:path|address)|your (?:domain|address)|envelope sender|originat|absender|remitente|remetente|mittente|发件人/;

/** Who stands on a list of the server's: named right before it. */
const onList = (whom: string): RegExp =>
  new RegExp(`\\b${whom}\\b[^;:,]{0,40}\\b(?:(?:black|block|deny|reject|ban)[- ]?list|banned|denylisted|blacklisted|blocklisted)`);

/** Whether an address or its domain is there, of the sender or of the recipient: said in the same words, so the subject decides. */
export const addressRules: readonly ReplyRule[] = [
  {
    kind: 'sender.rejected',
    says: [/sender(?: address)? (?:rejected|verif)|verif\w{1,20} (?:of|for) (?:the )?(?:sender|return)/, verified],
    unless: [/not owned|not logged/],
    stages: sending,
    source: 'Postfix reject_unverified_sender, Exim callout',
  },
  {
    kind: 'recipient.rejected',
    says: [/recipient (?:address )?(?:rejected|verif)|verif\w{1,20} (?:of|for) (?:the )?recipient/, verified],
    unless: [/database|backend|defer|pending|temporar|lookup|unable to verify (?:recipient|address) at|reverse|\b(?:sender|dns) /],
    stages: recipientOnly,
    source: 'Postfix reject_unverified_recipient',
  },
  {
    kind: 'sender.rejected',
    says: [/sender address rejected: [^;]{0,30}(?:unknown|not exist|no such)/],
    stages: sending,
    source: 'Postfix reject_unlisted_sender',
  },
  {
    kind: 'recipient.rejected',
    says: [/\baddress(?:es)? (?:is |are |was |has been )?(?:on (?:a|the|our|your) )?(?:black|block|deny|suppression) ?-?list/],
    unless: [ofSender, /\bip\b|<ip>|client|host|your/],
    stages: recipientOnly,
    source: 'SES and other services that keep a list of addresses which bounced',
  },
  {
    kind: 'sender.rejected',
    says: [
      /null sender|empty (?:envelope )?sender|sender is empty|bounces? (?:are|is) not|refus\w{1,20} mail from:<>|call-?back[^;]{0,30} verifying|\bno bounces/,
    ],
    stages: sending,
    source: 'Coremail, iRedAPD',
  },
  {
    kind: 'recipient.rejected',
    says: [/domain|host|\bmx\b|address|rout/, domainMissing],
    unless: [
      ofSender,
      /\bhelo\b|client|your|\bip\b|<ip>|\bptr\b|reverse|relay|temporar|try again|signature|\bspf\b|\bdkim\b|\bdmarc\b|database/,
    ],
    stages: ['recipient'],
    source: 'RFC 3463 X.1.2, X.4.4; Postfix, Sendmail',
  },
  {
    kind: 'recipient.rejected',
    says: [/domain|host|\bmx\b/, domainMissing],
    codes: /5\.(?:1\.(?:2|3|10)|4\.4)$/,
    stages: recipientOnly,
    source: 'RFC 3463 X.1.2, RFC 7505',
  },
  {
    kind: 'sender.rejected',
    says: [domainMissing],
    unless: [
      /\bhelo\b|client|\bip\b|<ip>|\bptr\b|reverse|relay|recipient|your address|database|name ?server|user|account|servers? without/,
    ],
    stages: ['sender'],
    source: 'RFC 3463 X.1.7, X.1.8; Sendmail, Exim, Yahoo',
  },
  {
    kind: 'sender.rejected',
    says: [/sender|domain of|your domain/, domainMissing],
    unless: [/client host|reverse|\bptr\b|servers? without|recipient address|relay/],
    stages: sending,
    source: 'Postfix reject_unknown_sender_domain',
  },
  {
    kind: 'sender.rejected',
    says: [
      /sender address|(?:mail ?from|sender|from)(?: domain| address)? (?:is |are )?(?:listed|blocked)|sender address \[[^\]]{0,80}\] blocked|badmailfrom|user in (?:the )?blacklist|unwanted sender/,
      /listed|block|badmail|blacklist|unwanted/,
    ],
    unless: [/\bip\b|<ip>/],
    stages: sending,
    source: 'Postfix reject_rhsbl_sender, qmail badmailfrom, Coremail',
  },
  {
    kind: 'sender.rejected',
    says: [onList('(?:sender|mail ?from|return[- ]path|originator)')],
    unless: [/\bips?\b|<ip>|recipient|(?:sender|sending)'?s? (?:host|server|network|mta)/],
    stages: sending,
    source: 'spamilter and others: the list names whom it is about',
  },
  {
    kind: 'recipient.rejected',
    says: [onList('(?:recipient|addressee|destination|rcpt)')],
    unless: [/\bips?\b|<ip>|sender|server|host/],
    stages: recipientOnly,
    source: 'spamilter and others: the list names whom it is about',
  },
  {
    kind: 'recipient.rejected',
    says: [/too (?:many|much) (?:bad|invalid|unknown|nonexistent|non-existent|failed|rejected|wrong) (?:recipients?|rcpts?|addresses)/],
    leg: 'smtp',
    source: 'Sendmail BadRcptThrottle, QQ',
  },
  {
    kind: 'recipient.rejected',
    says: [
      /resolver\.rst|senders? (?:was |is |were )?not (?:authenticated (?:by|for|to)|in (?:the )?allowed)|5\.7\.1[23]\d|only (?:authenticated|internal|listed|approved|known) senders?|members? only|(?:allowed|approved|external) (?:senders|addresses)|has blocked you|recipient preferences|receiver denied|not allowed to (?:write|send(?: e?-?mail)?) to (?:this|the)|redundant|closed system|by (?:the )?recipient$|rejected by recipient|delivery not authori[sz]ed|from internal senders|takes posts|accepts? (?:mail|messages) (?:only )?from/,
    ],
    unless: [/\bip\b|<ip>|\b5\.7\.507|authenticated account|dynamic|\bips\b/],
    stages: recipientOnly,
    source: 'Exchange 5.7.124 to 5.7.136, lists and groups',
  },
  {
    kind: 'recipient.rejected',
    says: [
      /(?:user|mailbox|recipient|@|account|destination)[^;]{0,30}(?:has |was |is )?moved|no forwarding address|please try <|user not local/,
    ],
    codes: /^5/,
    stages: recipientOnly,
    source: 'RFC 5321 551, RFC 3463 X.1.6',
  },
  {
    kind: 'recipient.rejected',
    says: [
      /(?:mailbox|user|account|recipient|addressee|address@|address)[^;]{0,50}(?:terminated|due to inactivity|inactiv|no longer|not found|unknown|not exist|n't exist|unavailable|temporary locked|dosn't exist|not on this server|not configured to receive|not known|nicht bekannt|nao encontrado)|no (?:such (?:user|recipient|person|mailbox|account)|one here|mailbox by)|(?:invalid|unknown|bad) (?:user|mailbox|recipient|addressee)|blank mailhost|no(?:t| longer) (?:a )?valid (?:user|mailbox|recipient)|doesn't have an? [^;]{0,30} account/,
    ],
    unless: [
      /sender|too many|your (?:account|mailbox)|relay(?:ing)? (?:access )?denied|service (?:is )?currently|from (?:ip|<ip>)|authenticat|reverse|\bptr\b|unable to verify|quota|database|busy|shut ?down|try again later$|greylist|over (?:its|their)|helo/,
    ],
    stages: recipientOnly,
    source: 'RFC 3463 X.1.1, X.2.1',
  },
];
