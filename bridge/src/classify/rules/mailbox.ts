import { folder, noRights } from '../concepts/folder.ts';
import { notThere } from '../concepts/mail.ts';
import { notSignedInAbroad } from '../concepts/relay.ts';
import { full, temporary } from '../concepts/server-state.ts';
import type { ReplyRule } from './rule.ts';

const atMailbox = ['mailbox'] as const;

/** Answers to SELECT, EXAMINE, LIST, APPEND and whatever follows a sign-in over IMAP. */
export const mailboxRules: readonly ReplyRule[] = [
  {
    kind: 'auth.client_id_required',
    says: [/\bid\b (?:command|first)|(?:send|issue|use) (?:the )?id\b/],
    leg: 'imap',
    stages: [...atMailbox, 'sign-in'],
    source: 'RFC 2971 wanted first',
  },
  {
    kind: 'auth.required',
    says: [
      /not (?:yet )?(?:authenticated|logged ?-?in|signed ?-?in)|(?:please |must |need to )(?:log ?-?in|authenticate|sign ?-?in)|before (?:log ?-?in|auth)|log ?-?in first/,
    ],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 9051 §6: a command of another state',
  },
  {
    kind: 'auth.required',
    says: [notSignedInAbroad],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 9051 §6 in other languages',
  },
  {
    kind: 'server.rate_limited',
    says: [
      /\[limit\]|\[throttled\]|\brate\b|throttl|too many (?:concurrent |parallel |simultaneous )?(?:requests|commands|operations)|bandwidth/,
    ],
    unless: [/folders|messages|\[unavailable\]|corrupt|generat|separate|operat/],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 9051 LIMIT',
  },
  {
    kind: 'quota.exceeded',
    says: [
      /\[overquota\]|quota|no space|not enough (?:space|storage|disk)|disk full|(?:message|folder|storage)s?[^;]{0,20}(?:count )?limit|\bfull\b|speicher voll|used \d{1,20} ?%|mailbox size|number of (?:messages|folders)|too many folders/,
    ],
    unless: [/quota root|no such quota|message (?:over|exceeds) /],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 5530 OVERQUOTA',
  },
  { kind: 'quota.exceeded', says: [full], leg: 'imap', stages: atMailbox, source: 'RFC 5530 OVERQUOTA' },
  {
    kind: 'message.rejected',
    says: [/message (?:contains|has)|zero byte|empty message|invalid header|nul characters|bare newlines/],
    leg: 'imap',
    stages: atMailbox,
    source: 'Cyrus: APPEND of a malformed message',
  },
  {
    kind: 'server.temporary_failure',
    says: [/\[inuse\]|in use|\b(?:un)?locked|\block\b|lock (?:the )?(?:mailbox|folder)|\bbusy\b|another (?:client|process|session)/],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 5530 INUSE',
  },
  {
    kind: 'server.temporary_failure',
    says: [
      folder,
      /\bbelegt|in benutzung|en cours d.utilisation|en uso|em uso|in uso|ocupad|occupat|zajet|w uzyciu|занят|используется|заинят|pouzivan|in gebruik|\bbezet|anvands|i bruk\b|i brug\b|kaytossa|kullanimda|mesgul|占用|正在使用|使用中|사용 ?중/,
    ],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 5530 INUSE in other languages',
  },
  { kind: 'server.temporary_failure', says: [temporary], leg: 'imap', stages: atMailbox, source: 'RFC 5530 UNAVAILABLE, SERVERBUG, INUSE' },
  {
    kind: 'server.temporary_failure',
    says: [
      /\bi\/?o (?:error|failure)|internal|(?:unknown|unexpected|unhandled) (?:error|fault)|exception|corrupt|damaged|invalid format|rebuild|backend|(?:read|write|storage|database|processing|index|disk) (?:error|failed|failure)|failed to (?:load|read|open the (?:index|store))|processing failed|did not answer|offline|failover/,
    ],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 5530 SERVERBUG, CORRUPTION; James, Cyrus',
  },
  {
    kind: 'server.protocol_violation',
    says: [
      /syntax|parse|wildcard|not (?:permitted|allowed) in (?:an? |the )?(?:user ?name|(?:mailbox |folder )?name|pattern)|argument|parameter|expected|unrecogni[sz]ed|unknown command|invalid (?:message )?(?:sequence|state|tag|command)|not valid in this state|too long/,
    ],
    leg: 'imap',
    codes: /^(?:BAD|NO)/,
    stages: atMailbox,
    source: 'RFC 9051 BAD',
  },
  {
    kind: 'server.protocol_violation',
    says: [
      /^(?:uid )?(?:search|sort|thread|fetch|notify|compress|idle|enable|getmetadata|esearch)\b[a-z ]{0,30} (?:not (?:allowed|permitted|supported|available|enabled|implemented)|disabled|unsupported)/,
    ],
    leg: 'imap',
    stages: atMailbox,
    source: 'a command that a server has been told not to take',
  },
  {
    kind: 'mailbox.not_found',
    says: [
      /\[(?:nonexistent|noperm|trycreate|cannot|read-only|readonly)\]|(?:mailbox|folder|inbox|item|name|file)[^;]{0,60} (?:not exist|n't exist|not (?:be )?found|not available|unknown|invalid|deleted|no longer|read[- ]only|denied|does not belong)|(?:unknown|no such|nonexistent|invalid|open this|no|find|locate|open) (?:mailbox|folder|item|name)|there is no (?:inbox|mailbox|folder)|permissions?\b|access (?:denied|rights?|to folder)|no (?:\w{1,20} )?rights|rights (?:on|for|to)|not (?:selectable|allowed)|no ?select|read[- ]only|cannot (?:write|open|select)|can(?:'t|not|not) (?:open|select|access|create|delete|rename)|could(?:n't| not) open|must be subscribed|not subscribed/,
    ],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 5530 NONEXISTENT, NOPERM; RFC 4314',
  },
  {
    kind: 'mailbox.not_found',
    says: [folder, notThere],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 5530 NONEXISTENT in other languages',
  },
  { kind: 'mailbox.not_found', says: [noRights], leg: 'imap', stages: atMailbox, source: 'RFC 5530 NOPERM in other languages' },
  {
    kind: 'server.temporary_failure',
    says: [/failed|failure|error|unable|cannot/],
    leg: 'imap',
    codes: /^NO/,
    stages: atMailbox,
    confidence: 'guess',
    source: 'a refusal without a reason, after a good sign-in',
  },
];
