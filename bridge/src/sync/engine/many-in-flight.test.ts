import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { SyncConnection } from '../sync-connection.ts';
import { workInFlights } from './many-in-flight.ts';
import type { PendingMailbox } from './survey-account.ts';

const ids = ['a', 'b', 'c'];
const pending = ids.map((id) => ({ mailbox: { id }, status: { messages: 1 } })) as PendingMailbox[];
const lost: Failure = { kind: 'net.timeout', stage: 'mailbox', leg: 'imap', confidence: 'certain' };

type Answer = Outcome<string | null, Failure>;

/** One flight of all three; what is answered is said by the test, and storing an answer takes until `stored`. */
const start = () => {
  const answers = new Map(ids.map((id) => [id, Promise.withResolvers<Answer>()]));
  const stored = Promise.withResolvers<void>();
  const events: string[] = [];
  const work = workInFlights<string>(
    pending,
    {
      connection: { access: 'EXAMINE', openMailbox: 'INBOX' } as SyncConnection,
      account: { mailbox: async () => ({}) } as unknown as MailAccountStore,
      tryTake: (id) => () => void events.push(`end ${id}`),
      onDone: async ({ id }) => void events.push(`done ${id}`),
    },
    {
      suits: () => true,
      ask: ({ mailbox }) => answers.get(mailbox.id)!.promise,
      async take({ mailbox, status }, answer) {
        events.push(`take ${mailbox.id}`);
        await stored.promise;
        if (answer === 'unfit') throw new Error('disk full');
        return status;
      },
    },
  );
  return { work, events, stored, answer: (id: string) => answers.get(id)! };
};

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

test('one that fails while what came before it is still being stored fails the work, in its turn', async () => {
  const { work, events, stored, answer } = start();
  const failed = expect(work).rejects.toThrow('no room');
  await nextTurn();
  answer('a').resolve(succeed('fit'));
  // Were it waited for only later, this would end the process.
  answer('b').reject(new Error('no room'));
  await nextTurn();
  stored.resolve();
  answer('c').resolve(succeed('fit'));
  await failed;
  expect(events).toEqual(['take a', 'done a', 'end a', 'end b', 'end c']);
});

test.each<[string, Answer]>([
  ['an answer that could not be stored', succeed('unfit')],
  ['the end of the connection', fail(lost)],
])('after %s no turn ends while others of the flight are under way', async (_, first) => {
  const { work, events, stored, answer } = start();
  const ended = work.then(
    ({ ok }) => ok,
    () => false,
  );
  stored.resolve();
  answer('a').resolve(first);
  await nextTurn();
  expect(events.filter((event) => event.startsWith('end'))).toEqual([]);
  answer('b').resolve(fail(lost));
  answer('c').resolve(fail(lost));
  expect(await ended).toBe(false);
  expect(events.filter((event) => event.startsWith('end'))).toEqual(['end a', 'end b', 'end c']);
});
