import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { protocolViolation } from '../../imap/protocol-violation.ts';
import { runCommand, withMailbox } from '../../imap/run-command.ts';
import type { MailboxWork } from './mailbox-work.ts';
import { openMailbox } from './open-mailbox.ts';

type Work = Pick<MailboxWork, 'connection' | 'name' | 'objectId' | 'store'>;

/**
 * Opens the mailbox. Where what the server says of it makes stored messages worthless, it is asked again: of two answers the one that fits
 * what is stored is right, and where none does, two in a row have to agree. In between the mailbox is opened for writing: GNU mailutils
 * gives one that nobody opened so another UIDVALIDITY every second, and one that stays from then on.
 */
export const openConfirmed = async (work: Work): ReturnType<typeof openMailbox> => {
  const { connection, name, store } = work;
  const cursor = store.cursor();
  const opened = await openMailbox(connection, { name, cursor });
  if (!opened.ok || !cursor || cursor.messages === 0 || fits(work, opened.value.status)) return opened;
  let before = opened.value.status.uidValidity;
  for (let tries = 0; tries < 2; tries++) {
    const lost = connection.access === 'EXAMINE' ? await openForWriting(work) : null;
    if (lost) return fail(lost);
    const again = await openMailbox(connection, { name, cursor });
    if (!again.ok) return again;
    if (fits(work, again.value.status) || again.value.status.uidValidity === before) return succeed({ ...again.value, isReopened: true });
    before = again.value.status.uidValidity;
  }
  return fail(protocolViolation('CONTRADICTING_STATUS'));
};

/** A mailbox that may not be opened so is as it was. */
const openForWriting = async ({ connection, name }: Work): Promise<Failure | null> => {
  const selected = await runCommand(connection.session, withMailbox('SELECT', name));
  return !selected.ok && isBeyondMailbox(selected.failure) ? selected.failure : null;
};

const fits = (work: Work, status: MailboxStatus): boolean => {
  const cursor = work.store.cursor()!;
  return cursor.uidValidity === status.uidValidity && cursor.uidNext <= status.uidNext && !isOther(work, status);
};

/** Whether what is stored is of another mailbox, whatever its name and UIDVALIDITY say. */
export const isOther = ({ objectId }: Pick<MailboxWork, 'objectId'>, status: MailboxStatus): boolean =>
  objectId !== null && status.objectId !== undefined && status.objectId !== objectId;
