import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readObjectId } from '../grammar/mailbox-status.ts';
import { parseUntagged } from '../grammar/untagged-responses.ts';
import type { ImapSession } from '../imap-session.ts';
import { protocolViolation } from '../protocol-violation.ts';
import { runCommand, withMailbox } from '../run-command.ts';

/** What the server says of a mailbox as it opens it; a number that is 0 was not told. */
export interface OpenedStatus {
  uidValidity: number;
  uidNext: number;
  /** MAILBOXID (RFC 8474). */
  objectId: string | null;
}

/** Opens a mailbox on a session of ours, and resolves with what the server says of it. */
export const openOnSession = async (
  session: ImapSession,
  { name, write }: { name: string; write: boolean },
): Promise<Outcome<OpenedStatus, Failure>> => {
  const codes = new Map<string, string>();
  const answer = await runCommand(session, withMailbox(write ? 'SELECT' : 'EXAMINE', name), {
    onUntagged(response) {
      const untagged = parseUntagged(response);
      if (untagged?.type === 'code') codes.set(untagged.code, untagged.argument);
    },
  });
  if (!answer.ok) return answer;
  const uidValidity = Number(codes.get('UIDVALIDITY'));
  const uidNext = Number(codes.get('UIDNEXT')) || 0;
  const objectId = readObjectId(codes.get('MAILBOXID') ?? '');
  return uidValidity ? succeed({ uidValidity, uidNext, objectId }) : fail(protocolViolation('NO_UIDVALIDITY'));
};
