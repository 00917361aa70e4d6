import { once } from 'node:events';
import { listAccounts } from '@kurrier/shared/api/accounts';
import { listSyncs, readSource } from '@kurrier/shared/api/mail';
import type { Call, CallFailure } from '@kurrier/shared/bridge/call';
import type { Mailbox, MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { exportWords } from '@kurrier/shared/words/export';
import { storageWords } from '@kurrier/shared/words/storage';
import { createPrivateFile, type NewFile } from '../../files/create-private-file.ts';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import { createMboxEntry, mboxSeparator } from '../../messages/export/mbox.ts';
import { callOrExplain } from '../call-or-explain.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { listAllMessages } from '../list-all-messages.ts';
import { readSourcesInOrder } from '../read-sources-in-order.ts';

/** Writes the messages of an account into an mbox file; the bridge fetches each from the server. */
export const exportCommand: Command = {
  summary: 'writes the mail of an account as mbox, every folder or one; ACCOUNT is its address, label or id',
  usage: 'ACCOUNT [--folder PATH] [--out FILE [--overwrite]] [--data DIR]',
  run([name = '', ...args]) {
    if (name === '' || name.startsWith('-')) throw new UsageError('which account? Its address, label or id comes first');
    const options = { folder: { type: 'string' }, out: { type: 'string' }, overwrite: { type: 'boolean' } } as const;
    return callOrExplain(args, options, async (call, { folder, out, overwrite = false }) => {
      const found = await findMailboxes(call, name, folder);
      if (!Array.isArray(found)) return found;
      try {
        const target = out === undefined ? standardOutput : await openOutput(out, overwrite);
        try {
          const written = await writeMailboxes(call, target, found);
          if (typeof written === 'number') await target.finish();
          else await target.discard();
          return written;
        } catch (error) {
          await target.discard();
          throw error;
        }
      } catch (error) {
        const problem = storageProblemOf(error);
        if (!problem) throw error;
        console.error(`kurrier: ${out}: ${storageWords[problem].title}`);
        return exitCode.failed;
      }
    });
  },
};

const openOutput = async (out: string, replace: boolean): Promise<NewFile> => {
  const created = await createPrivateFile(out, { replace });
  if (!created.ok) throw new UsageError(exportWords[created.failure](out));
  return created.value;
};

/** The exit code; a failure where the messages of a folder cannot be listed. */
const writeMailboxes = async (
  call: Call,
  target: Pick<NewFile, 'write'>,
  mailboxes: { accountId: string; mailbox: Mailbox }[],
): Promise<number | CallFailure> => {
  let failed = 0;
  for (const { accountId, mailbox } of mailboxes) {
    const rows = await listAllMessages(call, { accountId, mailboxId: mailbox.id });
    if (!rows.ok) return rows.failure;
    for await (const { row, source } of readSourcesInOrder(call, rows.value.toReversed())) {
      if (source) await writeWhole(target, row, source);
      else if (!(await writeInPieces(call, target, row))) failed++;
    }
  }
  return failed === 0 ? exitCode.ok : exitCode.failed;
};

const standardOutput: NewFile = {
  write: async (bytes) => {
    if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
  },
  finish: async () => {},
  discard: async () => {},
};

const findMailboxes = async (
  call: Call,
  name: string,
  folder: string | undefined,
): Promise<{ accountId: string; mailbox: Mailbox }[] | CallFailure> => {
  const [accounts, syncs] = [await call(listAccounts, {}), await call(listSyncs, {})];
  if (!accounts.ok) return accounts.failure;
  if (!syncs.ok) return syncs.failure;
  const named = accounts.value.accounts.filter(({ id, address, label }) => [id, address, label].includes(name));
  if (named.length !== 1) {
    const choice = (named.length === 0 ? accounts.value.accounts : named).map(
      ({ id, address, label }) => `\n  ${id}  ${address}  ${label}`,
    );
    throw new UsageError(
      `"${name}" names ${named.length === 0 ? 'no account' : 'several accounts'}; there are${choice.join('') || ' none'}`,
    );
  }
  const accountId = named[0]!.id;
  const mailboxes = syncs.value.syncs.find((sync) => sync.accountId === accountId)?.mailboxes ?? [];
  const wanted = mailboxes.filter((mailbox) => mailbox.isSelectable && (folder === undefined || mailbox.path === folder));
  if (wanted.length === 0)
    throw new UsageError(folder === undefined ? 'nothing of this account has been fetched' : `there is no folder "${folder}"`);
  return wanted.map((mailbox) => ({ accountId, mailbox }));
};

const separatorOf = ({ from, receivedAt }: MessageRow): string => mboxSeparator(from[0]?.address ?? '', receivedAt);

const writeWhole = async (target: Pick<NewFile, 'write'>, row: MessageRow, source: Buffer): Promise<void> => {
  const entry = createMboxEntry();
  await target.write(Buffer.from(`${separatorOf(row)}${entry.piece(source.toString('latin1'))}${entry.end()}`, 'latin1'));
};

/** A message that is gone or cannot be had is said on standard error, and the rest goes on. */
const writeInPieces = async (call: Call, target: Pick<NewFile, 'write'>, row: MessageRow): Promise<boolean> => {
  const { ref, subject } = row;
  const entry = createMboxEntry();
  let text = separatorOf(row);
  let offset: number | null = 0;
  while (offset !== null) {
    const piece = await readPiece(call, ref, offset);
    if (typeof piece === 'string') {
      console.error(`${offset === 0 ? 'not exported' : 'cut short'}: ${subject} (${piece})`);
      // What follows must not become a part of it.
      if (offset > 0) await target.write(Buffer.from(entry.end(), 'latin1'));
      return false;
    }
    text += entry.piece(piece.bytes);
    offset = piece.next;
    await target.write(Buffer.from(text, 'latin1'));
    text = '';
  }
  await target.write(Buffer.from(entry.end(), 'latin1'));
  return true;
};

/** A piece of the source, or in words why there is none. */
const readPiece = async (call: Call, ref: MessageRef, offset: number): Promise<{ bytes: string; next: number | null } | string> => {
  const answer = await call(readSource, { ref, offset });
  if (!answer.ok) return answer.failure.kind;
  if ('bytes' in answer.value) return answer.value;
  return 'failed' in answer.value ? describe(answer.value.failed, en).title : 'it is no longer there';
};
