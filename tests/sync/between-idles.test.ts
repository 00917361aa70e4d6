import { expect, test, vi } from 'vitest';
import { startLive } from './start-live.ts';

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
  arrive = () => other.append('INBOX', 'Subject: one\r\n\r\nx\r\n');
  await live.sync.follow(live.account());
  // An IDLE ends by itself after 16 s.
  await vi.waitFor(() => expect(unseenAtEach.slice(0, 2)).toEqual([0, 1]), { timeout: 12_000, interval: 20 });
  await other.logout();
});
