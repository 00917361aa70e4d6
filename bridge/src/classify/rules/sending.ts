import { account } from '../concepts/account.ts';
import { rate, tooMany } from '../concepts/limits.ts';
import {
  content,
  mailNotVouchedFor,
  notThere,
  notThereAbroad,
  notYours,
  recipient,
  recipientAbroad,
  sender,
  senderCheck,
  tooLarge,
} from '../concepts/mail.ts';
import { notSignedIn, relay } from '../concepts/relay.ts';
import { blocked, callerAddress } from '../concepts/network.ts';
import { protocolError } from '../concepts/protocol.ts';
import { full, temporary } from '../concepts/server-state.ts';
import type { ReplyRule } from './rule.ts';

const sending = ['sender', 'recipient', 'content'] as const;
const envelope = ['sender', 'recipient'] as const;

/** What is allowed in a time, as opposed to what a mailbox holds. */
const perTime =
  /daily|hourly|submission|traffic|transfer (?:quota|limit|volume)|weekly|monthly|(?:for|in) this (?:period|month|week)|allowance|per (?:day|hour|week|month|minute|session)|24-hour|sending|outgoing|e-?mail quota|rate ?limit|throttl|recipients? (?:limit|per)|too (?:quickly|fast)|messages? (?:limit|per)|emails|ratelimit|credits|inbound|versand|envoi|envio|env[ií]o|отправ|发送|发信|送信/;

/** Somebody's own decision, of which no more is said. */
const administratively = /administratively (?:denied|prohibited|refused|rejected|blocked|disallowed)/;

/** Answers to MAIL FROM, RCPT TO and DATA. */
export const sendingRules: readonly ReplyRule[] = [
  { kind: 'server.temporary_failure', says: [/gr[ea]y-?list/], stages: sending, source: 'RFC 6647' },
  {
    kind: 'server.temporary_failure',
    says: [/server configuration (?:error|problem)|internal (?:server )?error|system (?:error|problem)/],
    codes: /^4/,
    stages: sending,
    source: 'Postfix 451 4.3.5',
  },
  {
    kind: 'server.blocked_ip',
    says: [
      /blocked using|client host rejected|banned sending ip|(?:black|block)list|\brbl\b|dnsbl|your ip|from (?:this|your) ip|the ip you|ip not in white|bad dns ptr|reverse dns|ip name lookup failed|cannot resolve your|unresolvable|invalid ip|smtp (?:server|relay) (?:of|at) your|use your (?:isp|provider)|dynamic (?:ip|address)|reputation|ptr record/,
    ],
    unless: [/rate limited|frequency limited|slower|url|in message/],
    stages: sending,
    source: 'Postfix, Exim, Exchange and Gmail on a bad address',
  },
  {
    kind: 'message.too_large',
    says: [tooLarge],
    unless: [/quota|mailbox (?:is )?full/],
    stages: ['sender', 'content'],
    source: 'RFC 1870 552 5.3.4',
  },
  { kind: 'quota.exceeded', says: [full], unless: [perTime], stages: sending, source: 'RFC 3463 X.2.2' },
  {
    kind: 'server.rate_limited',
    says: [rate],
    unless: [/size limit|message size|quota[^.]{0,90}mailbox|mailbox[^.]{0,90}quota|mailbox (?:size )?limit/],
    stages: sending,
    source: 'Gmail 4.2.1 and 5.4.5, Exchange 5.2.25x, cPanel, Plesk, SES',
  },
  { kind: 'sender.rejected', says: [mailNotVouchedFor], stages: sending, source: 'RFC 7372 X.7.20 to X.7.26; Gmail 5.7.26' },
  { kind: 'auth.required', says: [notSignedIn], stages: envelope, source: 'RFC 4954 530, Exchange 5.7.57' },
  {
    kind: 'auth.required',
    says: [/auth\w{0,20} (?:has |was )?(?:fail|unsuccess|error)/],
    unless: [mailNotVouchedFor],
    codes: /^53/,
    stages: sending,
    source: 'RFC 4954 §6: codes of AUTH in answer to a command after it',
  },
  { kind: 'recipient.relay_denied', says: [relay], stages: envelope, source: 'Postfix, Exim, Sendmail, qmail' },
  {
    kind: 'auth.account_locked',
    says: [
      account,
      /suspen[ds]|not subscribed|not yet activated|pending approval|licen[cs]e|(?:account|mailbox|user) (?:is |was |has been )?(?:temporarily )?(?:disabled|blocked|locked|banned|closed|deactivated|inactive)|(?:sending )?account has been banned|under review|gesperrt|bloqueada|suspendu/,
    ],
    stages: ['sender', 'content'],
    source: 'Brevo, Postmark, cPanel',
  },
  {
    kind: 'recipient.rejected',
    says: [/recipient address rejected|you tried to reach|no valid recipients|recipient (?:unknown|rejected|not found)/],
    unless: [/greylist|graylist|try again/],
    stages: ['recipient', 'content'],
    source: 'Postfix, Gmail',
  },
  {
    kind: 'sender.not_authorized',
    says: [sender, notYours],
    unless: [/domain[^.]{0,90} not allowed to send|verified|verify|\bspf\b|\bdkim\b|\bdmarc\b/],
    stages: sending,
    source: 'Postfix reject_sender_login_mismatch, Exchange 5.7.60, RFC 6409 §6.1',
  },
  {
    kind: 'sender.not_authorized',
    says: [/user [^ ]{0,255} ?is not authori[sz]ed|not authori[sz]ed to (?:perform|send)|not permitted to send/],
    stages: sending,
    source: 'SES',
  },
  {
    kind: 'sender.rejected',
    says: [administratively],
    unless: [/<ip>|\bhost\b|account|\buser\b/],
    stages: ['sender'],
    source: 'qmail patches: a sender that an administrator shut out',
  },
  { kind: 'sender.rejected', says: [/(?:\bfrom\b|sender)[^.;]{0,40} not valid/], stages: sending, source: 'a provider: 530 after DATA' },
  {
    kind: 'sender.rejected',
    says: [/mailbox (?:is )?(?:currently )?(?:unavailable|not available|not found|unknown)/],
    codes: /^5/,
    stages: ['sender'],
    source: 'RFC 5321 550 to MAIL',
  },
  { kind: 'sender.rejected', says: [senderCheck], stages: sending, source: 'Postfix, Exim, SES, SendGrid; RFC 7372' },
  {
    kind: 'server.blocked_ip',
    says: [callerAddress, blocked],
    unless: [/address@|recipient|domain|rate limited|try again/],
    stages: envelope,
    source: 'Postfix check_client_access',
  },
  { kind: 'server.temporary_failure', says: [temporary], codes: /^4/, stages: sending, source: 'RFC 5321 4yz, RFC 6647' },
  { kind: 'server.rate_limited', says: [tooMany], unless: [/hop|loop|error|spam|virus/], stages: sending, source: 'RFC 5321 452 4.5.3' },
  {
    kind: 'message.rejected',
    says: [/(?:message|mail|content)[^.]{0,90} (?:spam|virus|reject|refus)/],
    unless: [/recipient|user|mailbox|sender/],
    stages: ['recipient'],
    source: 'content filters that answer early',
  },
  {
    kind: 'recipient.rejected',
    says: [recipient, notThere],
    stages: ['recipient'],
    source: 'RFC 3463 X.1.1, X.2.1',
  },
  {
    kind: 'recipient.rejected',
    says: [/no mailbox here|sorry, no mailbox|unrouteable address|recipient/],
    stages: ['recipient'],
    codes: /^5/,
    source: 'qmail, Exim',
  },
  {
    kind: 'recipient.rejected',
    says: [recipientAbroad, notThereAbroad],
    unless: [content],
    stages: ['content'],
    source: 'servers that look for the mailbox after DATA only, in other languages',
  },
  { kind: 'message.rejected', says: [content], stages: ['content'], source: 'RFC 3463 X.6, X.7.1' },
  { kind: 'server.protocol_violation', says: [protocolError], stages: envelope, source: 'RFC 5321 500 to 504' },
];
