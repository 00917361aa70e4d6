import { callerAddress, blocked, connectionAbroad } from '../concepts/network.ts';
import { connections, rate, tooMany } from '../concepts/limits.ts';
import { idledOut, outOfService, temporary } from '../concepts/server-state.ts';
import { protocolError } from '../concepts/protocol.ts';
import type { ReplyRule } from './rule.ts';

const early = ['greeting', 'capabilities'] as const;

/** What can be said before anybody signed in, or at any time about the session as a whole. */
export const sessionRules: readonly ReplyRule[] = [
  {
    kind: 'server.wrong_service',
    says: [/^220[ -]|^\+ok\b|^ssh-\d|^http\/|<html|^421[ -]/],
    leg: 'imap',
    stages: ['greeting', 'capabilities', 'tls'],
    confidence: 'certain',
    source: 'RFC 5321, RFC 1939, RFC 4253, RFC 9110 greetings on an IMAP port',
  },
  {
    kind: 'server.wrong_service',
    says: [/^\* (?:ok|bye|preauth)\b|^\+ok\b|^ssh-\d|^http\/|<html|imap4rev|ftpd?\b|pop3? server/],
    leg: 'smtp',
    stages: ['greeting', 'capabilities', 'tls'],
    confidence: 'certain',
    source: 'RFC 9051, RFC 1939, RFC 4253, RFC 9110, RFC 959 greetings on an SMTP port',
  },
  {
    kind: 'tls.protocol_too_old',
    says: [
      /tls ?v?1\.[012]|(?:old|older|newer) (?:version of )?tls|tls version/,
      /not supported|unsupported|no longer|deprecated|upgrade|update|required/,
    ],
    source: 'Exchange Online 4.7.66',
  },
  { kind: 'server.protocol_violation', says: [/protocol violation|talk too soon/], source: 'Gmail, Haraka, smtp-server' },
  { kind: 'server.blocked_ip', says: [/permanently deferred/], source: 'Yahoo TS03' },
  {
    kind: 'server.rate_limited',
    says: [/too many (?:new )?tls|too many starttls/],
    source: 'Postfix smtpd_client_new_tls_session_rate_limit',
  },
  {
    kind: 'tls.handshake_failed',
    says: [/handshake|negotiat/, /fail|error|abort|unable|could ?n[o']t|cannot|can't|broken|unsuccessful/],
    stages: ['tls'],
    confidence: 'certain',
    source: 'RFC 3207 §4.1: the server took STARTTLS up, and what failed came after it',
  },
  { kind: 'tls.starttls_unavailable', says: [/tls|ssl|command|not|error/], stages: ['tls'], source: 'RFC 3207 454, 502' },
  {
    kind: 'server.protocol_violation',
    says: [/too many (?:errors|unrecogni[sz]ed|bad|syntax|nonsense|invalid|unknown|protocol)/],
    unless: [/login|logon|auth|password|attempt/],
    source: 'Postfix smtpd_hard_error_limit, Sendmail, Exim',
  },
  {
    kind: 'auth.too_many_attempts',
    says: [
      /(?:failed|bad|invalid|wrong|unsuccessful)[a-z ]{0,20} (?:log ?-?in|logon|auth|sign)|(?:log ?-?in|logon|auth\w{0,20}|sign-?in|password) (?:fail|attempt|error|tries)|fehlgeschlagene anmelde|anmeldeversuch|tentatives? de connexion|intentos de (?:inicio|acceso|autentic)|tentativas de (?:login|autentic)|tentativi di (?:accesso|login)|登[录錄](?:失败|尝试)/,
      tooMany,
    ],
    stages: early,
    source: 'Oracle, fail2ban-like guards: the address is held off for wrong passwords',
  },
  {
    kind: 'server.too_many_connections',
    says: [connections, tooMany],
    unless: [/message per connection|frequen/],
    source: 'Postfix, Exim, Dovecot, Gmail',
  },
  {
    kind: 'server.rate_limited',
    says: [
      /request is throttled|throttl|rate limit|ratelimit|(?<!log ?-?in )frequency limit|bandwidth limit|command or bandwidth|\[limit\]/,
    ],
    unless: [/fail|attempts|(?:auth\w{0,20}|log ?-?ins?|sign-?ins?) (?:is |are |was |were )?(?:being )?throttl/],
    source: 'Exchange, Gmail, Yahoo; RFC 5530 LIMIT',
  },
  { kind: 'server.rate_limited', says: [rate], stages: early, source: 'Yahoo TSS04, Comcast' },
  {
    kind: 'net.timeout',
    says: [idledOut],
    unless: [/\[inuse\]|indexing|(?:auth\w{0,20}|log ?-?in) (?:has |was )?(?:fail|reject|refus)/],
    source: 'Postfix 421 4.4.2, Dovecot BYE',
  },
  { kind: 'server.protocol_violation', says: [protocolError], stages: early, unless: [/\bblock|\bbanned/], source: 'RFC 5321 5xx to EHLO' },
  {
    kind: 'server.blocked_ip',
    says: [callerAddress, blocked],
    unless: [/network messages/],
    stages: early,
    source: 'RFC 5321 554 greeting',
  },
  {
    kind: 'server.blocked_ip',
    says: [connectionAbroad, blocked],
    stages: ['greeting'],
    confidence: 'guess',
    source: 'servers that turn a connection away and name no reason, in other languages',
  },
  {
    kind: 'server.blocked_ip',
    says: [/\b(?:not welcome|black ip|blacklist|rbl\b|not accepting connections|no smtp service|connections will not be accepted)/],
    stages: early,
    source: 'Haraka, Postfix 554',
  },
  {
    kind: 'auth.requires_tls',
    says: [/logindisabled/],
    leg: 'imap',
    stages: early,
    confidence: 'certain',
    source: 'RFC 9051 LOGINDISABLED',
  },
  {
    kind: 'server.blocked_ip',
    says: [/service|available|accept/],
    codes: /^554/,
    stages: ['greeting'],
    confidence: 'guess',
    source: 'RFC 5321 554 instead of a greeting',
  },
  {
    kind: 'auth.requires_tls',
    says: [
      /plain-?text|unencrypted|clear-?text|without (?:tls|ssl|encryption)/,
      /not (?:served|allowed|permitted|accepted|supported|offered)|refused|denied|disabled|rejected/,
    ],
    stages: early,
    source: 'servers that let nobody in without TLS',
  },
  { kind: 'server.unavailable', says: [outOfService], stages: early, source: 'RFC 5321 421, RFC 9051 BYE' },
  { kind: 'server.unavailable', says: [/shut(?:ting)? ?down|maintenance|service not active/], source: 'RFC 5321 421, RFC 9051 BYE' },
  { kind: 'server.temporary_failure', says: [temporary], stages: early, source: 'RFC 5321 421' },
];
