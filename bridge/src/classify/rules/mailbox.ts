import { full, temporary } from '../concepts/state.ts';
import type { ReplyRule } from './rule.ts';

const atMailbox = ['mailbox'] as const;

/** Answers to SELECT, EXAMINE, LIST and what follows a sign-in over IMAP. */
export const mailboxRules: readonly ReplyRule[] = [
  { kind: 'quota.exceeded', says: [full], leg: 'imap', stages: atMailbox, source: 'RFC 5530 OVERQUOTA' },
  { kind: 'server.temporary_failure', says: [/in use|locked by/], leg: 'imap', stages: atMailbox, source: 'RFC 5530 INUSE' },
  { kind: 'server.temporary_failure', says: [temporary], leg: 'imap', stages: atMailbox, source: 'RFC 5530 UNAVAILABLE, SERVERBUG, INUSE' },
  {
    kind: 'mailbox.not_found',
    says: [
      /\[(?:nonexistent|noperm|trycreate|cannot)\]|(?:mailbox|folder|inbox)[^.]* (?:not exist|n't exist|not found|unknown|invalid)|(?:unknown|no such|nonexistent|invalid|open this) (?:mailbox|folder)|there is no (?:inbox|mailbox|folder)|permission denied/,
    ],
    leg: 'imap',
    stages: atMailbox,
    source: 'RFC 5530 NONEXISTENT, NOPERM; Dovecot, Cyrus, Courier, Gmail',
  },
];
