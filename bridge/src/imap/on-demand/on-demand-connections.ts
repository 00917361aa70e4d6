import { createQueue } from '../../async/serial-queue.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand, withMailbox } from '../run-command.ts';
import { protocolViolation } from '../protocol-violation.ts';
import { guardSession } from '../guard-session.ts';
import type { ImapSession } from '../imap-session.ts';
import { isLost } from '../connection-loss.ts';
import { readObjectId } from '../grammar/mailbox-status.ts';
import { parseUntagged } from '../grammar/untagged-responses.ts';

/** The connection for what a person asks for is kept so long: they will ask again. */
const keptForMs = 30_000;

export type OpenErrandSession = (accountId: string) => Promise<Outcome<ImapSession, Failure> | null>;

/** Why an errand was not run. `not-found`: no such account or mailbox, or it is another one by now. */
export type ErrandFailure = { refused: 'not-found' } | { failed: Failure };

export interface Errands {
  /** Opens the mailbox and runs `work` in it, on a connection of its own; errands of one account wait for each other. `uid`: the last it is about. */
  run<Result>(
    errand: { accountId: string; name: string; objectId?: string | undefined; uidValidity: number; uid: number; write: boolean },
    work: (session: ImapSession) => Promise<Outcome<Result, Failure>>,
  ): Promise<Outcome<Result, ErrandFailure>>;
  /** Closes the account's connection: its server or password may be another. */
  forget(accountId: string): void;
  close(): void;
}

interface Line {
  session: ImapSession | null;
  /** The mailbox that is open on it. */
  opened: string;
  /** Messages from this UID on came after it was opened, and may not be seen on it: servers tell of them when they like. */
  uidNext: number;
  timer: NodeJS.Timeout | undefined;
  inTurn: ReturnType<typeof createQueue>;
}

export const createErrands = (openSession: OpenErrandSession): Errands => {
  const lines = new Map<string, Line>();

  const lineOf = (accountId: string): Line => {
    const line = lines.get(accountId) ?? { session: null, opened: '', uidNext: 0, timer: undefined, inTurn: createQueue() };
    lines.set(accountId, line);
    return line;
  };

  const sessionOf = async (accountId: string, line: Line): Promise<Outcome<ImapSession, ErrandFailure>> => {
    clearTimeout(line.timer);
    if (line.session) return succeed(line.session);
    const opened = await openSession(accountId);
    if (!opened) return fail({ refused: 'not-found' });
    if (!opened.ok) return fail({ failed: opened.failure });
    const session = guardSession(opened.value);
    line.session = session;
    line.opened = '';
    void forgetWhenClosed(line, session);
    return succeed(session);
  };

  return {
    run({ accountId, name, objectId, uidValidity, uid, write }, work) {
      const line = lineOf(accountId);
      return line.inTurn(async () => {
        const session = await sessionOf(accountId, line);
        if (!session.ok) return session;
        try {
          const wanted = `${write ? 'SELECT' : 'EXAMINE'} ${name}`;
          if (line.opened !== `${wanted} ${uidValidity}` || uid >= line.uidNext) {
            line.opened = '';
            const found = await open(session.value, name, write);
            if (!found.ok) return fail({ failed: found.failure });
            const isOther = objectId !== undefined && found.value.objectId !== null && found.value.objectId !== objectId;
            if (found.value.uidValidity !== uidValidity || isOther) return fail({ refused: 'not-found' as const });
            line.opened = `${wanted} ${uidValidity}`;
            line.uidNext = found.value.uidNext;
          }
          const result = await work(session.value);
          if (result.ok) return result;
          // It may take a while until the end of the connection shows elsewhere; the next errand is not to meet it.
          if (isLost(result.failure)) line.session = null;
          return fail({ failed: result.failure });
        } finally {
          if (line.session !== session.value) session.value.close();
          line.timer = setTimeout(() => session.value.close(), keptForMs);
          line.timer.unref();
        }
      });
    },
    forget(accountId) {
      const line = lines.get(accountId);
      lines.delete(accountId);
      clearTimeout(line?.timer);
      line?.session?.close();
    },
    close() {
      for (const { session, timer } of lines.values()) {
        clearTimeout(timer);
        session?.close();
      }
    },
  };
};

const forgetWhenClosed = async (line: Line, session: ImapSession): Promise<void> => {
  await session.closed;
  if (line.session === session) line.session = null;
};

const open = async (
  session: ImapSession,
  name: string,
  write: boolean,
): Promise<Outcome<{ uidValidity: number; uidNext: number; objectId: string | null }, Failure>> => {
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
