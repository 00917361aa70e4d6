import type { ReplyRule } from './rule.ts';

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
      /(?:look-?up|check|quer(?:y|ies)|scan|resolution|verification|backend)[^;]{0,30} (?:did not (?:complete|finish|answer)|incomplete|pending|in progress|timed? ?out|deferred|not (?:finished|complete)|unavailable)/,
    ],
    codes: /^4/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'a check that could not be made is no verdict',
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
    says: [/(?:dkim|arc|message)[- ]sign(?:ing|er)|sign(?:ing)? (?:the )?(?:message|mail) (?:failed|with)/],
    codes: /^4/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'servers that sign what they send',
  },
];
