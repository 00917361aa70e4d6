import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import { isSelectable, type ListedMailbox } from '../../imap/grammar/listed-mailbox.ts';
import { readObjectId } from '../../imap/grammar/mailbox-status.ts';
import { parseUntagged } from '../../imap/grammar/untagged-responses.ts';
import { runCommand, withMailbox } from '../../imap/run-command.ts';
import type { SyncConnection } from '../sync-connection.ts';

/** A server that renames more mailboxes between two looks has them fetched anew. */
const mostQuestions = 100;

/** Mailboxes of which it is not certain whether they are known ones, by their paths. */
interface IdentityQuestions {
  /** New paths, while known mailboxes have gone or one of them is hinted at. */
  appeared: string[];
  /** Known paths of which STATUS says that they are other mailboxes now. */
  doubted: string[];
}

/** Which mailboxes have to be opened to know what became of the known ones. A hint that two mailboxes share is none. */
export const askIdentities = (known: readonly StoredMailbox[], listed: readonly ListedMailbox[]): IdentityQuestions => {
  const hints = Map.groupBy(listed, ({ mailboxId }) => mailboxId);
  const hintOf = ({ mailboxId }: ListedMailbox): string | null => (hints.get(mailboxId)!.length === 1 ? mailboxId : null);
  const byPath = new Map(known.map((mailbox) => [mailbox.path, mailbox]));
  const byId = new Map(known.flatMap((mailbox) => (mailbox.objectId === undefined ? [] : [[mailbox.objectId, mailbox] as const])));
  const paths = new Set(listed.map(({ path }) => path));
  const hasGone = [...byId.values()].some(({ path }) => !paths.has(path));
  const questions: IdentityQuestions = { appeared: [], doubted: [] };
  for (const mailbox of listed) {
    const here = byPath.get(mailbox.path);
    const hint = hintOf(mailbox);
    if (!isSelectable(mailbox)) continue;
    if (!here && (hasGone || byId.has(hint ?? ''))) questions.appeared.push(mailbox.path);
    if (here?.objectId !== undefined && hint !== null && hint !== here.objectId) questions.doubted.push(mailbox.path);
  }
  return questions;
};

/**
 * The identities of listed mailboxes by path, for those that are known or were asked for: what the server says when a mailbox is opened
 * (RFC 8474 §4.1). STATUS only gives reason to ask: Cyrus 3.6 answers it with what lies in its memory. As soon as one such hint was wrong,
 * no other one is followed up.
 */
export const confirmIdentities = async (
  connection: SyncConnection,
  known: readonly StoredMailbox[],
  listed: readonly ListedMailbox[],
): Promise<Outcome<Map<string, string>, Failure>> => {
  const confirmed = new Map(known.flatMap(({ path, objectId }) => (objectId === undefined ? [] : [[path, objectId] as const])));
  const byPath = new Map(listed.map((mailbox) => [mailbox.path, mailbox]));
  const { appeared, doubted } = askIdentities(known, listed);
  let failure: Failure | null = null;
  const ask = async (path: string): Promise<string | null> => {
    const asked = await askIdentity(connection, byPath.get(path)!.name);
    if (!asked.ok && isBeyondMailbox(asked.failure)) failure = asked.failure;
    return asked.ok ? asked.value : null;
  };
  for (const path of doubted.slice(0, mostQuestions)) {
    if (connection.hasFalseIds) break;
    const id = await ask(path);
    if (failure) return { ok: false, failure };
    connection.hasFalseIds = id === null || id === confirmed.get(path);
    if (id !== null) confirmed.set(path, id);
  }
  for (const path of appeared.slice(0, mostQuestions)) {
    const id = await ask(path);
    if (failure) return { ok: false, failure };
    const rival = id === null ? undefined : known.find((mailbox) => mailbox.objectId === id && byPath.has(mailbox.path));
    // Two mailboxes cannot be one: who has the identity by now is asked as well.
    const rivals = rival && !doubted.includes(rival.path) ? await ask(rival.path) : null;
    if (failure) return { ok: false, failure };
    if (rival && rivals !== null) confirmed.set(rival.path, rivals);
    if (id !== null && rivals !== id) confirmed.set(path, id);
  }
  return succeed(confirmed);
};

const askIdentity = async (connection: SyncConnection, name: string): Promise<Outcome<string | null, Failure>> => {
  let id: string | null = null;
  connection.openMailbox = name;
  const answer = await runCommand(connection.session, withMailbox('EXAMINE', name), {
    onUntagged(response) {
      const untagged = parseUntagged(response);
      if (untagged?.type === 'code' && untagged.code === 'CLOSED') id = null;
      if (untagged?.type === 'code' && untagged.code === 'MAILBOXID') id = readObjectId(untagged.argument);
    },
  });
  return answer.ok ? succeed(id) : answer;
};
