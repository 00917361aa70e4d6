import { createQueue } from '../../async/serial-queue.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { isBeyondMailbox } from '../failure-scope.ts';
import { protocolViolation } from '../protocol-violation.ts';
import type { OwnedImapSession } from '../create-imap-session.ts';
import { handOver, type MailClient } from './hand-over.ts';
import { createOpenedMailbox, type OpenedMailbox } from './opened-mailbox.ts';
import { openOnSession, type OpenedStatus } from './open-on-session.ts';

/** The connection for what a person asks for is kept so long: they will ask again. */
const keptForMs = 30_000;

export type OpenOnDemandSession = (accountId: string) => Promise<Outcome<OwnedImapSession, Failure> | null>;

/** Why something was not done. `not-found`: no such account or mailbox, or it is another one by now. */
export type OnDemandFailure = { refused: 'not-found' } | { failed: Failure };

/** Where something is to be done: `name` is as the server writes it, `uid` the last message that it is about. */
export interface OnDemandTarget {
  accountId: string;
  mailbox: { name: string; delimiter: string | null; objectId?: string | undefined };
  uidValidity: number;
  uid: number;
  write: boolean;
}

export interface OnDemandConnections {
  /**
   * Opens the mailbox and runs `work` in it, on a connection of its own that imapflow speaks; what is asked of one account is done one
   * after the other. Nothing is run in a mailbox that is another one by now, by the word of this very connection: by its UIDVALIDITY, or by
   * its MAILBOXID (RFC 8474) where one was confirmed.
   */
  run<Result>(
    target: OnDemandTarget,
    work: (mailbox: OpenedMailbox) => Promise<Outcome<Result, Failure>>,
  ): Promise<Outcome<Result, OnDemandFailure>>;
  /** The same over a session of ours that is closed afterwards: for what imapflow reads otherwise than the sync. */
  runOnSession<Result>(
    target: OnDemandTarget,
    work: (session: OwnedImapSession) => Promise<Outcome<Result, Failure>>,
  ): Promise<Outcome<Result, OnDemandFailure>>;
  /** The same in no mailbox: for what is done to mailboxes. */
  runAlone<Result>(
    accountId: string,
    work: (session: OwnedImapSession) => Promise<Outcome<Result, Failure>>,
  ): Promise<Outcome<Result, OnDemandFailure>>;
  /** Closes the account's connection: its server or password may be another. */
  forget(accountId: string): void;
  close(): void;
}

interface Line {
  client: MailClient | null;
  /** The mailbox that is open on it. */
  opened: string;
  /** Messages from this UID on came after it was opened, and may not be seen on it: servers tell of them when they like. */
  uidNext: number;
  timer: NodeJS.Timeout | undefined;
  inTurn: ReturnType<typeof createQueue>;
}

export const createOnDemandConnections = (openSession: OpenOnDemandSession): OnDemandConnections => {
  const lines = new Map<string, Line>();

  const lineOf = (accountId: string): Line => {
    const line = lines.get(accountId) ?? { client: null, opened: '', uidNext: 0, timer: undefined, inTurn: createQueue() };
    lines.set(accountId, line);
    return line;
  };

  const connect = async (accountId: string): Promise<Outcome<OwnedImapSession, OnDemandFailure>> => {
    const opened = await openSession(accountId);
    if (!opened) return fail({ refused: 'not-found' });
    return opened.ok ? opened : fail({ failed: opened.failure });
  };

  const clientOf = async ({ accountId, mailbox }: OnDemandTarget, line: Line): Promise<Outcome<MailClient, OnDemandFailure>> => {
    clearTimeout(line.timer);
    if (line.client) return succeed(line.client);
    const session = await connect(accountId);
    if (!session.ok) return session;
    const client = await handOver(session.value, mailbox);
    if (!client.ok) return fail({ failed: client.failure });
    line.client = client.value;
    line.opened = '';
    void forgetWhenClosed(line, client.value);
    return client;
  };

  /** A session of ours for this alone, in the account's turn. */
  const alone = <Result>(
    accountId: string,
    work: (session: OwnedImapSession) => Promise<Outcome<Result, OnDemandFailure>>,
  ): Promise<Outcome<Result, OnDemandFailure>> =>
    lineOf(accountId).inTurn(async () => {
      const session = await connect(accountId);
      if (!session.ok) return session;
      try {
        return await work(session.value);
      } finally {
        session.value.close();
      }
    });

  return {
    run(target, work) {
      const line = lineOf(target.accountId);
      return line.inTurn(async () => {
        const client = await clientOf(target, line);
        if (!client.ok) return client;
        try {
          const opened = await open(line, client.value, target);
          if (!opened.ok) return opened;
          const result = await work(createOpenedMailbox(client.value));
          if (result.ok) return result;
          // It may take a while until the end of the connection shows elsewhere; whoever comes next is not to meet it.
          if (isBeyondMailbox(result.failure)) line.client = null;
          return fail({ failed: result.failure });
        } finally {
          if (line.client !== client.value) client.value.close();
          line.timer = setTimeout(() => client.value.close(), keptForMs);
          line.timer.unref();
        }
      });
    },
    runOnSession: (target, work) =>
      alone(target.accountId, async (session) => {
        const opened = await openOnSession(session, { ...target.mailbox, write: target.write });
        if (!opened.ok) return fail({ failed: opened.failure });
        if (!isSame(target, opened.value)) return fail({ refused: 'not-found' as const });
        return orFailed(await work(session));
      }),
    runAlone: (accountId, work) => alone(accountId, async (session) => orFailed(await work(session))),
    forget(accountId) {
      const line = lines.get(accountId);
      lines.delete(accountId);
      clearTimeout(line?.timer);
      line?.client?.close();
    },
    close() {
      for (const { client, timer } of lines.values()) {
        clearTimeout(timer);
        client?.close();
      }
    },
  };
};

const forgetWhenClosed = async (line: Line, client: MailClient): Promise<void> => {
  await client.closed;
  if (line.client === client) line.client = null;
};

const open = async (line: Line, client: MailClient, target: OnDemandTarget): Promise<Outcome<null, OnDemandFailure>> => {
  const { mailbox, uidValidity, uid, write } = target;
  const wanted = `${write ? 'SELECT' : 'EXAMINE'} ${mailbox.name} ${uidValidity}`;
  if (line.opened === wanted && uid < line.uidNext) return succeed(null);
  line.opened = '';
  const found = await client.open(mailbox.name, { readOnly: !write });
  if (!found.ok) {
    if (isBeyondMailbox(found.failure)) line.client = null;
    return fail({ failed: found.failure });
  }
  if (found.value.uidValidity === 0) return fail({ failed: protocolViolation('NO_UIDVALIDITY') });
  if (!isSame(target, found.value)) return fail({ refused: 'not-found' });
  line.opened = wanted;
  line.uidNext = found.value.uidNext;
  return succeed(null);
};

const isSame = ({ mailbox, uidValidity }: OnDemandTarget, opened: OpenedStatus): boolean =>
  opened.uidValidity === uidValidity &&
  (mailbox.objectId === undefined || opened.objectId === null || opened.objectId === mailbox.objectId);

const orFailed = <Result>(outcome: Outcome<Result, Failure>): Outcome<Result, OnDemandFailure> =>
  outcome.ok ? outcome : fail({ failed: outcome.failure });
