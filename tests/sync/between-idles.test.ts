import { expect, test, vi } from 'vitest';
import { accountId, startLive, type Live } from './start-live.ts';
import { capabilitySets } from './start-mail.ts';

const message = 'Subject: one\r\n\r\nx\r\n';
/** An IDLE ends by itself after 16 s, and what was not told is found then. */
const beforeIdleEnds = { timeout: 12_000, interval: 20 };

type OtherClient = Awaited<ReturnType<Live['mail']['connectOther']>>;

test('what comes during work between two IDLEs has its own such work at once, not after an IDLE', async () => {
  const unseenAtEach: number[] = [];
  let arrive: (() => Promise<unknown>) | null = null;
  await using live = await startLive(
    {},
    {
      async betweenIdles(_, account) {
        const inbox = account.read().mailboxes.find(({ role }) => role === 'inbox')!;
        unseenAtEach.push((await account.mailbox(inbox.id)).unseen());
        await arrive?.();
        const hasLeft = arrive !== null;
        arrive = null;
        return { failure: null, isMore: false, hasLeft, hasNews: false };
      },
    },
  );
  const other = await live.mail.connectOther();
  arrive = () => other.append('INBOX', message);
  await live.sync.follow(live.account());
  await vi.waitFor(() => expect(unseenAtEach.slice(0, 2)).toEqual([0, 1]), beforeIdleEnds);
  await other.logout();
});

test.each(
  Object.entries({ ...capabilitySets, poor: `${capabilitySets.poor} IDLE` }).flatMap(([name, capabilities]) => [
    {
      what: `a deletion, ${name}`,
      capabilities,
      change: (other: OtherClient) => other.messageDelete('1'),
      expected: { messages: 0, unseen: 0 },
    },
    {
      what: `a flag, ${name}`,
      capabilities,
      change: (other: OtherClient) => other.messageFlagsAdd('1', ['\\Seen']),
      expected: { messages: 1, unseen: 0 },
    },
  ]),
)(
  'what is told in the answer to another command than IDLE is looked at before the next one: $what',
  async ({ capabilities, change, expected }) => {
    let tell: (() => Promise<unknown>) | null = null;
    await using live = await startLive(
      { capabilities },
      {
        async betweenIdles(_, __, { session }) {
          const isFirst = tell !== null;
          await tell?.();
          tell = null;
          if (isFirst) await session.command('NOOP');
          return { failure: null, isMore: false, hasLeft: false, hasNews: false };
        },
      },
    );
    const other = await live.mail.connectOther();
    await other.append('INBOX', message);
    const lock = await other.getMailboxLock('INBOX');
    tell = () => change(other);
    await live.sync.follow(live.account());
    await vi.waitFor(async () => {
      const account = (await live.sync.account(accountId))!;
      const inbox = await account.mailbox(account.read().mailboxes.find(({ role }) => role === 'inbox')!.id);
      expect({ messages: inbox.cursor()?.messages, unseen: inbox.unseen() }).toEqual(expected);
    }, beforeIdleEnds);
    lock.release();
    await other.logout();
  },
);
