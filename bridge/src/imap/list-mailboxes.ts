import type { Failure } from '@kurrier/shared/failure/failure';
import { isBeyondMailbox } from './failure-scope.ts';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand, withMailbox } from './run-command.ts';
import { protocolViolation } from './protocol-violation.ts';
import type { ImapSession } from './imap-session.ts';
import type { MailboxStatus } from './grammar/mailbox-status.ts';
import { decodeMailboxName } from './grammar/modified-utf7.ts';
import { isSelectable, type ListedMailbox } from './grammar/listed-mailbox.ts';
import { decodeWords } from '../net/decode-server-text.ts';
import { parseUntagged } from './grammar/untagged-responses.ts';

/** Beyond this a server is not believed. */
const maxMailboxes = 20_000;
/** No server has longer names: they would be there to fill the memory. */
const longestName = 1_000;
/** Where STATUS must be asked for mailbox by mailbox, so many questions are on their way at once. */
const statusesInFlight = 32;

/** A mailbox and what the server says of it; a status without UIDVALIDITY is no help and left out. */
interface SurveyedMailbox {
  mailbox: ListedMailbox;
  status: MailboxStatus | null;
}

/** What the server listed; `unreadable` are lines of which nobody knows what mailbox they mean: one that is missing need not be gone. */
export interface MailboxList {
  mailboxes: SurveyedMailbox[];
  unreadable: string[];
}

const mostUnreadable = 20;
const longestLine = 200;
const inbox: ListedMailbox = { path: 'INBOX', name: 'INBOX', delimiter: null, attributes: [], mailboxId: null };

/**
 * Lists all mailboxes with their status: in one round trip where the server can (LIST-STATUS, RFC 5819), else in one flight of STATUS.
 * INBOX is there, whatever is listed (RFC 9051 §5.1). `withIds` asks for MAILBOXID where it is known to the server.
 */
export const listMailboxes = async (session: ImapSession, { withIds }: { withIds: boolean }): Promise<Outcome<MailboxList, Failure>> => {
  const capabilities = session.capabilities();
  const has = (name: string): boolean => capabilities.has(name) || capabilities.has('IMAP4REV2');
  const items = statusItems(capabilities, withIds);
  const canStatus = has('LIST-STATUS');
  const options = [...(has('SPECIAL-USE') && has('LIST-EXTENDED') ? ['SPECIAL-USE'] : []), ...(canStatus ? [`STATUS ${items}`] : [])];
  const returns = options.length > 0 ? ` RETURN (${options.join(' ')})` : '';
  const found = new Map<string, SurveyedMailbox>();
  const unreadable: string[] = [];
  const answer = await runCommand(session, `LIST "" "*"${returns}`, {
    expected: maxMailboxes,
    isSurvey: true,
    onUntagged(response) {
      const untagged = parseUntagged(response);
      if (untagged?.type === 'list' && untagged.mailbox.name.length > longestName) return;
      if (untagged?.type === 'list' && found.size < maxMailboxes) addListed(found, untagged.mailbox);
      else if (untagged?.type === 'list') session.close();
      else if (untagged?.type === 'unreadable' && untagged.word === 'LIST' && unreadable.length < mostUnreadable)
        unreadable.push(toLine(response));
      else noteStatus(found, untagged);
    },
  });
  if (found.size >= maxMailboxes) return fail(protocolViolation('TOO_MANY_MAILBOXES'));
  if (!answer.ok) return answer;
  if (!found.has('INBOX')) found.set('INBOX', { mailbox: inbox, status: null });
  const failure = canStatus ? null : await askStatuses(session, found, items);
  return failure ? fail(failure) : succeed({ mailboxes: [...found.values()], unreadable });
};

/** Two names that decode to one path are two mailboxes all the same: the second goes by its name. */
const addListed = (found: Map<string, SurveyedMailbox>, mailbox: ListedMailbox): void => {
  const same = found.get(mailbox.path)?.mailbox;
  const isOther = same !== undefined && same.name !== mailbox.name && mailbox.path !== 'INBOX';
  const path = isOther ? mailbox.name : mailbox.path;
  found.set(path, { mailbox: { ...mailbox, path }, status: null });
};

const toLine = (response: Buffer): string => decodeWords(response.subarray(0, longestLine)).trim();

const statusItems = (capabilities: ReadonlySet<string>, withIds: boolean): string => {
  const items = ['MESSAGES', 'UIDNEXT', 'UIDVALIDITY', 'UNSEEN'];
  if (capabilities.has('CONDSTORE') || capabilities.has('QRESYNC')) items.push('HIGHESTMODSEQ');
  // Last, so that one with a line break in it takes nothing else with it.
  if (withIds && capabilities.has('OBJECTID')) items.push('MAILBOXID');
  return `(${items.join(' ')})`;
};

const noteStatus = (found: Map<string, SurveyedMailbox>, untagged: ReturnType<typeof parseUntagged>): void => {
  if (untagged?.type !== 'status') return;
  const named = found.get(untagged.name);
  const entry = named?.mailbox.name === untagged.name ? named : found.get(decodeMailboxName(untagged.name));
  if (!entry) return;
  // What NOTIFY tells in between names only what has changed since.
  const { messages, uidNext, uidValidity, unseen = 0, highestModSeq = null } = { ...entry.status, ...untagged.status };
  if (messages !== undefined && uidNext !== undefined && uidValidity !== undefined)
    entry.status = { messages, uidNext, uidValidity, unseen, highestModSeq };
  entry.mailbox.mailboxId = untagged.mailboxId ?? entry.mailbox.mailboxId;
};

/** A mailbox whose status is refused is listed without one: it may have gone meanwhile, or may not be read. */
const askStatuses = async (session: ImapSession, found: Map<string, SurveyedMailbox>, items: string): Promise<Failure | null> => {
  const names = [...found.values()].filter(({ mailbox }) => isSelectable(mailbox)).map(({ mailbox }) => mailbox.name);
  const onUntagged = (response: Buffer) => noteStatus(found, parseUntagged(response));
  for (let i = 0; i < names.length; i += statusesInFlight) {
    const flight = names.slice(i, i + statusesInFlight);
    const answers = await Promise.all(
      flight.map((name) => runCommand(session, withMailbox('STATUS', name, ` ${items}`), { onUntagged, isSurvey: true })),
    );
    const lost = answers.find((answer) => !answer.ok && isBeyondMailbox(answer.failure));
    if (lost && !lost.ok) return lost.failure;
  }
  return null;
};
