import type { FailureKind } from '@kurrier/shared/failure/failure';
import type { ReplyRule } from './rule.ts';

/** NetEase (163, 126, yeah.net) answers with a code of its own and a trace; what they stand for is on its help pages. */
const netease: Readonly<Record<string, readonly string[]>> = {
  'server.blocked_ip': ['hl:rep', 'hl:mep', 'hl:ihu', 'dt:rbl', 'wm:bli'],
  'server.too_many_connections': ['hl:icc'],
  'server.rate_limited': ['hl:ifc', 'hl:itc', 'mi:dmc', 'mi:ccl', 'mi:sfq', 'mi:stc', 'rp:drc', 'rp:ccl', 'rp:qrc', 'rp:trc', 'rp:rcl'],
  'server.protocol_violation': ['mi:cel', 'mi:nhd', 'rp:cel'],
  'sender.rejected': ['mi:imf', 'mi:spf', 'mi:dma', 'mi:spb', 'mi:lmd', 'wm:blu'],
  'sender.not_authorized': ['dt:sum'],
  'recipient.relay_denied': ['rp:frl'],
  'message.rejected': ['dt:spm'],
};

const neteaseRules = Object.entries(netease).map(([kind, codes]): ReplyRule => ({
  kind: kind as FailureKind,
  says: [new RegExp(`\\b(?:${codes.join('|')})\\b`)],
  leg: 'smtp',
  source: 'NetEase, list of bounce codes',
  learntFrom: ['netease'],
}));

/** What Active Directory says of a refused bind, as layers in front of it pass on: system error codes of Windows in hexadecimal. */
const activeDirectory: Readonly<Record<string, string>> = {
  'auth.invalid_credentials': '525|52e',
  'auth.policy_denied': '530|531',
  'auth.account_locked': '532|533|701|773|775',
};

const activeDirectoryRules = Object.entries(activeDirectory).map(([kind, codes]): ReplyRule => ({
  kind: kind as FailureKind,
  says: [new RegExp(`acceptsecuritycontext error, data (?:${codes})\\b`)],
  stages: ['sign-in'],
  source: 'Active Directory, bind errors',
  learntFrom: ['microsoft'],
}));

/** Providers whose replies name a code of their own and little else. */
export const opaqueCodeRules: readonly ReplyRule[] = [
  ...activeDirectoryRules,
  ...neteaseRules,
  {
    kind: 'recipient.relay_denied',
    says: [/[^\x00-\x7f]|permi[st]|autori[sz]|berechtig|zezwol|oprav|tillatelse/],
    unless: [/submit mail|have permission/],
    codes: /^454 5\.7\.3$/,
    leg: 'smtp',
    stages: ['sender', 'recipient'],
    confidence: 'guess',
    source: 'Exchange 454 5.7.3 in other languages: who has not signed in may not submit mail',
    learntFrom: ['microsoft'],
  },
  {
    kind: 'server.blocked_ip',
    says: [
      /\bcx(?:bl|rbl|dns|rdns|spf)\b|\bofr_?\d{0,20}_?(?:403|102|103)\b|\[(?:cs|hc|hp)0\d\]|aup#(?:bl|in|pol|dul|cdrbl|ppa|snder)|\belnk001_4|\(s(?:3150|3140)\)/,
    ],
    leg: 'smtp',
    source: 'Cox, Orange, Apple, Charter, Earthlink, Outlook: codes of blocked addresses',
  },
  {
    kind: 'server.too_many_connections',
    says: [/\bcxcnct\b|\bofr_?\d{0,20}_?104\b|\[tss?0[45]\] .{0,40}connection/],
    leg: 'smtp',
    source: 'Cox, Orange: codes of too many connections',
  },
  {
    kind: 'message.rejected',
    says: [/\bcxsm\d{0,20}\b|\[cs01\]/],
    leg: 'smtp',
    stages: ['content'],
    source: 'Cox, Apple: codes of refused content',
  },
  {
    kind: 'auth.account_locked',
    says: [/aup#out-\d|as\(20[04]\)|wascl user|5\.1\.8 access denied, bad outbound/],
    leg: 'smtp',
    source: 'Charter, Outlook: the own account was stopped',
  },
];
