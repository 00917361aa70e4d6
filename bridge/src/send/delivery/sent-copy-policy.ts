import type { Failure } from '@kurrier/shared/failure/failure';
import { longestRetryMs, type SentCopy } from '@kurrier/shared/mail/outbox';
import { retryDelayMs } from '../outbox/delivery-retry-delay.ts';
import { mayTryAgain } from '../outbox/may-try-again.ts';

/** Hosts whose server puts what it was given over SMTP into the sender's mailbox for sent mail. Suffixes, lower case. */
const filingHosts = [
  // Gmail: https://support.google.com/mail/answer/78892 (sent mail is kept by the server)
  'smtp.gmail.com',
  'smtp.googlemail.com',
  // Exchange Online and Outlook.com keep authenticated client submissions in Sent Items
  'smtp.office365.com',
  'smtp-mail.outlook.com',
  'outlook.office365.com',
];

/** Whether the server files sent mail itself: known by host, or by Gmail's IMAP extension (X-GM-EXT-1) for domains of one's own. */
export const filesSentMailItself = ({ smtpHost, imapCapabilities }: { smtpHost: string; imapCapabilities: readonly string[] }): boolean =>
  filingHosts.includes(smtpHost.toLowerCase().replace(/\.$/, '')) || imapCapabilities.includes('X-GM-EXT-1');

/** Such a server takes some seconds; after the last of these waits the copy is ours to make. */
const checkAfterMs = [2_000, 10_000, 60_000];

/** What was seen in the mailbox for sent mail. `checks` counts the searches that found nothing. */
export type CopyStep = 'append' | 'done' | { checkAgainAfterMs: number };

/** What to do about the copy after a search by Message-ID. A message that is there is never appended again. */
export const decideCopy = ({ found, filesItself, checks }: { found: boolean; filesItself: boolean; checks: number }): CopyStep => {
  if (found) return 'done';
  const waitMs = checkAfterMs[checks];
  return filesItself && waitMs !== undefined ? { checkAgainAfterMs: waitMs } : 'append';
};

/** The state of a copy after a failed try: waiting where another may succeed and the day is not over, else failed. */
export const deferCopy = (failure: Failure, tries: number, takenAt: number, now: number): SentCopy => {
  const nextTryAt = now + retryDelayMs(tries, failure.kind);
  return mayTryAgain(failure) && nextTryAt <= takenAt + longestRetryMs
    ? { state: 'waiting', nextTryAt, failure }
    : { state: 'failed', failure };
};
