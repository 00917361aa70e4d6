import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { OwnedImapSession } from '../../imap/create-imap-session.ts';
import { encodeMailboxName } from '../../imap/grammar/modified-utf7.ts';
import { createMailboxUnlessThere } from '../../imap/on-demand/create-mailbox.ts';
import type { OnDemandConnections, OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import { runCommand, withMailbox } from '../../imap/run-command.ts';
import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { topOf } from './top-of-mailboxes.ts';

type Refusal = { refused: 'not-found' | 'bad-name' | 'taken' };
type Answer = { done: true } | Refusal | OnDemandFailure;

export interface MailboxChangeDeps {
  accountOf: (accountId: string) => Promise<MailAccountStore | null>;
  onDemand: Pick<OnDemandConnections, 'runAlone'>;
  /** The account's mailboxes have something new. */
  nudge: (accountId: string) => void;
}

/** Makes, renames and deletes mailboxes, on the server; the sync finds them afterwards. */
export const createMailboxChanges = ({ accountOf, onDemand, nudge }: MailboxChangeDeps) => {
  const mailboxesOf = async (accountId: string): Promise<readonly StoredMailbox[]> => (await accountOf(accountId))?.read().mailboxes ?? [];
  /** Those with a part to play, INBOX first, are neither renamed nor deleted: programs would make others in their place. */
  const findPlain = async (accountId: string, mailboxId: string): Promise<StoredMailbox | undefined> =>
    (await mailboxesOf(accountId)).find(({ id, role }) => id === mailboxId && role === null);
  const run = async (accountId: string, work: (session: OwnedImapSession) => Promise<Outcome<unknown, Failure>>): Promise<Answer> => {
    const done = await onDemand.runAlone(accountId, work);
    if (!done.ok) return done.failure;
    nudge(accountId);
    return { done: true };
  };

  return {
    async create({ accountId, parentId, name }: { accountId: string; parentId?: string | undefined; name: string }): Promise<Answer> {
      const mailboxes = await mailboxesOf(accountId);
      const parent = parentId === undefined ? null : mailboxes.find(({ id }) => id === parentId);
      if (mailboxes.length === 0 || parent === undefined) return { refused: 'not-found' };
      const place = parent ? { prefix: parent.name + (parent.delimiter ?? ''), delimiter: parent.delimiter } : topOf(mailboxes);
      if (!isName(name, place.delimiter) || (parent && parent.delimiter === null)) return { refused: 'bad-name' };
      const wanted = place.prefix + encodeMailboxName(name.trim());
      // One that has not been listed here is what was wished for: another program has made it just now, or Dovecot takes its own half of the
      // work for another's, as it does where a connection lists mailboxes meanwhile.
      if (!isListed(mailboxes, wanted)) return run(accountId, (session) => createMailboxUnlessThere(session, wanted));
      return takenWhereRefused(await run(accountId, (session) => runCommand(session, withMailbox('CREATE', wanted))));
    },
    async rename({ accountId, mailboxId, name }: { accountId: string; mailboxId: string; name: string }): Promise<Answer> {
      const mailbox = await findPlain(accountId, mailboxId);
      if (!mailbox) return { refused: 'not-found' };
      if (!isName(name, mailbox.delimiter)) return { refused: 'bad-name' };
      const at = mailbox.delimiter === null ? -1 : mailbox.name.lastIndexOf(mailbox.delimiter);
      const next = mailbox.name.slice(0, at + 1) + encodeMailboxName(name.trim());
      const [start = '', ...rest] = withMailbox('RENAME', mailbox.name, ' ');
      const command = joinTexts([start, ...rest, ...withMailbox('', next).map(trimStart)]);
      const answer = await run(accountId, (session) => runCommand(session, command));
      const others = (await mailboxesOf(accountId)).filter(({ id }) => id !== mailboxId);
      return isListed(others, next) ? takenWhereRefused(answer) : answer;
    },
    async remove({ accountId, mailboxId }: { accountId: string; mailboxId: string }): Promise<Answer> {
      const mailbox = await findPlain(accountId, mailboxId);
      if (!mailbox) return { refused: 'not-found' };
      return run(accountId, (session) => runCommand(session, withMailbox('DELETE', mailbox.name)));
    },
  };
};

/** A name of its own: no part of a path, and nothing that LIST takes for a pattern. */
const isName = (name: string, delimiter: string | null): boolean =>
  name.trim() !== '' && !/[%*]/.test(name) && (delimiter === null || !name.includes(delimiter));

/** Many servers, and all for INBOX (RFC 9051 §5.1), take names that differ in capitals for the same. */
const isListed = (mailboxes: readonly StoredMailbox[], name: string): boolean =>
  mailboxes.some((mailbox) => mailbox.name.toLowerCase() === name.toLowerCase());

/** The server's no to a name that is listed: not every server says ALREADYEXISTS (RFC 5530 §3). */
const takenWhereRefused = (answer: Answer): Answer => ('failed' in answer && answer.failed.reply ? { refused: 'taken' } : answer);

const trimStart = (part: string | Uint8Array): string | Uint8Array => (typeof part === 'string' ? part.trimStart() : part);

/** Texts that follow each other are one; a literal stands for itself. */
const joinTexts = (parts: readonly (string | Uint8Array)[]): (string | Uint8Array)[] =>
  parts.reduce<(string | Uint8Array)[]>((joined, part) => {
    const before = joined.at(-1);
    if (typeof before === 'string' && typeof part === 'string') return [...joined.slice(0, -1), before + part];
    return part === '' ? joined : [...joined, part];
  }, []);
