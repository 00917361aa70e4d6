import { tooMany } from '../concepts/limits.ts';
import { tooLarge } from '../concepts/mail.ts';
import type { ReplyRule } from './rule.ts';

const sending = ['sender', 'recipient', 'content'] as const;
const content = ['recipient', 'content'] as const;

/** Sizes, where the code says that it is about one. */
const sizeWords =
  /\bbeyond\b|ceiling|heav(?:y|ier)|weigh|\bsize|\b[mk]i?b\b|(?:mega|kilo)?bytes|octets|attachment|\bbig|large|\blength\b|anhang|piece jointe|adjunto|allegat|zalacznik|вложен|附件|添付/;

/** More than something allows: says nothing of what it is that there is too much of. */
const beyond =
  'too (?:many|much|long|large|big|deep)|exceed|maximum|\\bmax\\b|limit|longer|larger|bigger|greater|over(?:long|sized?)?\\b|more than';
const within = '[^.;:]{0,50}';
const either = (subject: string): RegExp => new RegExp(`(?:${subject})${within}(?:${beyond})|(?:${beyond})${within}(?:${subject})`);

/**
 * Limits of a message's shape: hops, lines, headers, parts, bytes. They are said with the words of a rate ("max", "exceeded", "too many"),
 * so what they are said of decides.
 */
export const messageLimitRules: readonly ReplyRule[] = [
  {
    kind: 'message.rejected',
    says: [
      /rule imposed|nature of the content|content or the links|(?:mail|message)? ?content (?:is |was )?(?:denied|rejected|blocked|refused|presents)|spam is embedded|attachments?[^;]{0,40}(?:rejected|refused|forbidden|not allowed|denied|blocked|prohibited)/,
    ],
    stages: content,
    source: 'Gmail, QQ, Postfix body_checks',
  },
  {
    kind: 'message.rejected',
    says: [
      /\bhops?\b|hop ?count|(?:mail|routing|forwarding|delivery|message) loop|loop(?:ing)? detected|mail is looping|too many received|received (?:headers?|lines)|came by here/,
    ],
    stages: sending,
    source: 'RFC 3463 X.4.6; Postfix, Sendmail, qmail, Gmail',
  },
  {
    kind: 'server.protocol_violation',
    says: [/(?:bare|stray|lone) (?:<?lf>?|<?cr>?|newlines?|line ?feeds?)\b|(?:line|end)[- ](?:delimiter|terminator|ending)s?\b/],
    stages: sending,
    source: 'RFC 5321 §2.3.8; qmail, Postfix, James',
  },
  {
    kind: 'server.protocol_violation',
    says: [either('\\blines?\\b(?! (?:are|is|was) busy)(?! of business)|command line|line length')],
    unless: [/header|line limit|message size|size of (?:the|your) message|on-?line|guidelines?/],
    leg: 'smtp',
    source: 'RFC 5321 §4.5.3.1',
  },
  {
    kind: 'message.rejected',
    says: [
      /too many (?!bytes|messages|mails?\b|e-?mails|recipients?|rcpts|connections|sessions|requests|errors|commands|bad|concurrent|attempts|log|auth|invalid|unknown|letters|transactions|from|deliver|new|un)/,
    ],
    codes: /^55/,
    stages: ['content'],
    source: 'something in the message is there too often',
  },
  {
    kind: 'server.protocol_violation',
    says: [tooMany],
    unless: [/recipient|header/],
    codes: /^50\d 5\.5\.[0-24]$/,
    leg: 'smtp',
    stages: sending,
    source: 'RFC 3463 X.5: more than a command or line may have, in whatever language',
  },
  {
    kind: 'message.too_large',
    says: [/header/, /(?:size|bytes|octets|kb)/, /exceed|too (?:large|big|long)|larger|over/],
    stages: content,
    source: 'Gmail 5.3.4',
  },
  {
    kind: 'message.rejected',
    says: [
      new RegExp(
        `\\bheaders?(?: lines| section| fields?)?\\b${within}(?:missing|invalid|duplicat|not (?:valid|compliant|accepted)|malformed|too (?:many|big|long|large)|multiple|syntax)|(?:missing|invalid|duplicate|two|multiple|several|malformed|no valid|having no|bad)${within}\\bheaders?\\b|(?:no|missing|without) (?:a |valid )?(?:date|message-id|from)\\b|header (?:from|date|to) missing`,
      ),
    ],
    unless: [/\bspf\b|\bdkim\b|\bdmarc\b/],
    stages: content,
    source: 'RFC 5322 §3.6; Gmail, Exchange, QQ',
  },
  { kind: 'message.too_large', says: [either('number of attachments')], stages: content, source: 'Gmail 5.3.4' },
  {
    kind: 'message.rejected',
    says: [either('(?:mime|body|message) parts?|mime (?:nesting|levels?)|nested|boundar(?:y|ies)')],
    unless: [/\bmail command\b|nested mail/],
    stages: content,
    source: 'amavis, Stalwart, iCloud',
  },
  {
    kind: 'message.too_large',
    says: [
      /\[(?:toobig|appendlimit)\]|literal[^.;:]{0,30}(?:too (?:large|big|long)|exceed|larger|size)|append[^.;:]{0,20} (?:limit|maximum size|message exceeds)|(?:message|mail|attachment|upload)s?(?: size)? (?:is |was )?(?:exceed|too (?:large|big)|larger than|bigger than|over the (?:size|maximum))|maximum (?:message|attachment|mail) size|\btoo big\b|message over size|data length|too many bytes/,
    ],
    leg: 'imap',
    unless: [/quota/],
    stages: ['mailbox', 'content', 'unknown'],
    source: 'RFC 7889 TOOBIG',
  },
  {
    kind: 'message.too_large',
    says: [tooLarge],
    unless: [
      /quota|mailbox (?:is )?full|too many|per (?:hour|day|minute)|reputation|mailbox (?:size )?limit|storage|command|sending (?:limit|rate)|recipients?\b[^.;:]{0,20}limit/,
    ],
    stages: sending,
    source: 'RFC 1870 552 5.3.4',
  },
  {
    kind: 'message.too_large',
    says: [
      /too much (?:mail )?data|line limit|excede o tamanho|exceeds? (?:our|the|its|your)? ?(?:max(?:imum)?|size)(?: size| limit)?(?:[.,;]|$)|(?:exceed|over|larger than|bigger than|more than)s?(?:ed|ing)? \d{1,20}(?:[.,]\d{1,20})? ?(?:[mkg]i?b|(?:mega|kilo)?bytes|octets)\b|(?:message|mail|attachment|chunk|declared|file)s?[^.;:]{0,30} (?:larger|bigger|heavier) than|exceed\w{0,20} (?:mail|message|attachment|file) ?size|too (?:big|large) for (?:system|this|our|the)|(?:size|attachment)[^.;:]{0,40} over (?:the|our|its)/,
    ],
    unless: [/quota|mailbox (?:is )?(?:full|size)|storage/],
    stages: sending,
    source: 'RFC 1870, RFC 3463 X.3.4',
  },
  {
    kind: 'message.too_large',
    says: [sizeWords],
    unless: [/quota|mailbox (?:is )?full|storage|type|virus|header|\bline/],
    codes: /5\.(?:3\.4|2\.3)$/,
    stages: ['sender', 'content'],
    confidence: 'certain',
    source: 'RFC 3463 X.3.4, X.2.3 in whatever words',
  },
];
