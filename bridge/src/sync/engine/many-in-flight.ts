import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import type { SyncConnection } from '../sync-connection.ts';
import type { PendingMailbox } from './survey-account.ts';

/** So many mailboxes, and messages in them, are asked about before an answer is waited for. */
export const mostInFlight = { mailboxes: 64, messages: 4_000 };

/** A mailbox that is done with what is asked in one flight, if nothing is otherwise than STATUS said. */
export interface InFlight {
  connection: SyncConnection;
  mailbox: StoredMailbox;
  /** As the server listed it. */
  status: MailboxStatus;
  store: MailboxStore;
}

export interface FlightOptions {
  connection: SyncConnection;
  account: MailAccountStore;
  /** Begins the turn of a mailbox, and returns how it ends; null: somebody else is at it. */
  tryTake?: (mailboxId: string) => (() => void) | null;
  onDone: (mailbox: StoredMailbox, status: MailboxStatus) => Promise<void>;
}

interface Way<Answer> {
  suits: (one: InFlight) => boolean;
  /** Stores what has to be known should the connection end over it. */
  prepare?: (one: InFlight) => Promise<void>;
  /** Sends everything at once, the opening first, and nothing later on: another mailbox is open then. Null: no certain answer about this one. */
  ask: (one: InFlight) => Promise<Outcome<Answer | null, Failure>>;
  /** Stores an answer; null: it is not what was expected, and nothing of it is stored. */
  take: (one: InFlight, answer: Answer) => Promise<MailboxStatus | null>;
}

/**
 * Does what takes one flight for many mailboxes in the same one: commands about different mailboxes follow each other on the wire, and are
 * carried out in this order (RFC 9051 §5.5). Resolves with the mailboxes that are not done, in their order, or with why the connection is no
 * good any more. Nothing else may be under way on the connection before.
 */
export const workInFlights = async <Answer>(
  pending: readonly PendingMailbox[],
  { connection, account, tryTake = () => () => undefined, onDone }: FlightOptions,
  { suits, prepare, ask, take }: Way<Answer>,
): Promise<Outcome<PendingMailbox[], Failure>> => {
  const taken: (InFlight & { endTurn: () => void })[] = [];
  const done = new Set<string>();
  try {
    for (const { mailbox, status } of pending) {
      const one = status && { connection, mailbox, status, store: await account.mailbox(mailbox.id) };
      const endTurn = one && suits(one) ? tryTake(mailbox.id) : null;
      if (one && endTurn) taken.push({ ...one, endTurn });
    }
    // Whether EXAMINE will do is found out with the first mailbox: where it does not, each of a flight would be opened a second time.
    const alone = connection.openMailbox === null ? taken.slice(0, 1) : [];
    for (const flight of [alone, ...splitIntoFlights(taken.slice(alone.length))]) {
      if (connection.access !== 'EXAMINE') break;
      for (const one of flight) await prepare?.(one);
      const asked = flight.map((one) => ask(one));
      // Each is awaited in its turn: one that fails before that is not unheard of, and none is under way any more when the turns end.
      const ended = Promise.allSettled(asked);
      try {
        for (const [at, one] of flight.entries()) {
          const answer = await asked[at]!;
          if (!answer.ok && isBeyondMailbox(answer.failure)) return answer;
          // Opened otherwise than it was asked for, what was asked next was about another mailbox.
          const isCertain = answer.ok && answer.value !== null && connection.access === 'EXAMINE';
          const status = isCertain ? await take(one, answer.value!) : null;
          if (status === null) continue;
          done.add(one.mailbox.id);
          await onDone(one.mailbox, status);
        }
      } finally {
        await ended;
      }
    }
  } finally {
    for (const { endTurn } of taken) endTurn();
  }
  return succeed(pending.filter(({ mailbox }) => !done.has(mailbox.id)));
};

function* splitIntoFlights<Mailbox extends InFlight>(mailboxes: readonly Mailbox[]): Generator<Mailbox[]> {
  let [flight, messages]: [Mailbox[], number] = [[], 0];
  for (const one of mailboxes) {
    if (flight.length === mostInFlight.mailboxes || messages + one.status.messages > mostInFlight.messages) {
      if (flight.length > 0) yield flight;
      [flight, messages] = [[], 0];
    }
    flight.push(one);
    messages += one.status.messages;
  }
  if (flight.length > 0) yield flight;
}
