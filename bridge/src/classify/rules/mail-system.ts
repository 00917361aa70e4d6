import { temporaryAbroad } from '../concepts/server-state.ts';
import type { ReplyRule } from './rule.ts';

/** Where a server keeps things. */
const ownStore =
  /\bdatabases?\b|\bdb\b|\bsql\b|\bspool|\bqueue (?:file|director)|\b(?:mailbox|mail|lock|temp|spool|data)?[ -]?files?\b|maildir|mailbox-?datei|\bdatei|datenbank|fichier|base de (?:donnees|datos|dados)|\barquivo|\barchivo|数据库|文件/;
const cannotUse =
  /(?:already |is |file )locked|(?:fail\w{0,3}|error|unable|could(?: not|n't)|cannot|can't)[^;]{0,30}\b(?:open|read|writ|creat|lock|stor|access|updat|sav|queu)\w{0,4}\b|\b(?:open|read|write|creat|lock|stor|access|updat|sav)\w{0,4}\b[^;]{0,20} (?:fail|error)|konnte|oeffnen|offnen|schreiben|auslesen|impossible d|no se (?:pudo|puede) |nao foi possivel|无法|失败/;

/** Trouble of the server with its own work, whatever that work is about: not a verdict on a sender, a recipient or a message. */
export const mailSystemRules: readonly ReplyRule[] = [
  {
    kind: 'server.temporary_failure',
    says: [/gr[ea]y-?list/],
    codes: /^4/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'RFC 6647',
  },
  {
    kind: 'server.temporary_failure',
    says: [
      /(?:look-?up|check|quer(?:y|ies)|scan|scanner|filter|milter|daemon|resolution|verification|backend|policy|storage|database|directory|queue)[^;]{0,30} (?:(?:did|does|is|are|was) ?(?:not|n't) (?:complete|finish|answer|respon|reach|run|ready|available)|incomplete|pending|in progress|timed? ?out|deferred|not (?:finished|complete)|unavailable)|(?:policy|storage|database|directory|queue|scanner|filter|milter|backend)(?: service| server)? unavailable/,
    ],
    codes: /^4/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'a check that could not be made is no verdict',
  },
  {
    kind: 'server.temporary_failure',
    says: [/(?:failed|failure|unable|could not|cannot|can't)(?: to)? (?:connect|reach|contact)/],
    unless: [/\bsender|\bfrom\b|your|call-?(?:back|out)|verif/],
    codes: /^4/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'the next server, or a service behind this one',
  },
  {
    kind: 'server.temporary_failure',
    says: [
      /servfail|(?:name ?server|resolver|\bdns\b)[^;]{0,40}(?:servfail|timed? ?out|not respond|not answer|error|unreachable|temporar)/,
    ],
    unless: [/reverse|\bptr\b|sender|\bfrom\b|your|client|\bhelo\b|no such|not exist|nxdomain|\bdnsbl\b|<ip>/],
    codes: /^4/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'a name that could not be looked up for now',
  },
  {
    kind: 'server.temporary_failure',
    says: [/fail|error|problem|unable|cannot|could not|can't|queue/],
    unless: [
      /quota|\bfull\b|\brate\b|limit|too (?:many|fast|much)|greylist|\bsize\b|shut|maintenance|\bload\b|resources|not accepting|spf|dmarc|verif|listed/,
    ],
    codes: /^4\d\d 4\.3\.[0125]$/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'RFC 3463 X.3: mail system status',
  },
  {
    kind: 'server.temporary_failure',
    says: [ownStore, cannotUse],
    unless: [/user|recipient|sender|address|attach|virus|spam|quota|\bfull\b|size|extension|\btype|polic|listed|not allowed/],
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'a file or table that a server could not open, read or write: its own trouble, whatever the code',
  },
  {
    kind: 'server.temporary_failure',
    says: [temporaryAbroad],
    unless: [/\b(?:the|your?|our|has|been|from|by|later)\b/],
    codes: /^(?:4|50)/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'an error while a command was carried out, in other languages',
  },
  {
    kind: 'server.temporary_failure',
    says: [/(?:dkim|arc|message)[- ]sign(?:ing|er)|sign(?:ing)? (?:the )?(?:message|mail) (?:failed|with)/],
    codes: /^4/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'servers that sign what they send',
  },
];
