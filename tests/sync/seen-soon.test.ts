import type { AccountSync } from '@kurrier/shared/mail/mail';
import { expect, test, vi } from 'vitest';
import type { MailServer } from './mail-server.ts';
import { startCourierMail } from './start-courier-mail.ts';
import { startCyrusMail } from './start-cyrus-mail.ts';
import { startLiveOn, type Live } from './start-live.ts';
import { capabilitySets, startMail } from './start-mail.ts';
import { startMailutilsMail } from './start-mailutils-mail.ts';

const isSoak = process.env.KURRIER_SOAK !== undefined;

const named = async ({ sync }: Live<MailServer>, name: string): Promise<AccountSync['mailboxes'][number] | undefined> =>
  (await sync.list())[0]!.mailboxes.find(({ path }) => path === name);
const until = (check: () => Promise<unknown>, seconds: number) => vi.waitFor(check, { timeout: seconds * 1_000, interval: 50 });

/** Seconds until it is so; told for the record. */
const measure = async (what: string, check: () => Promise<unknown>, seconds: number): Promise<void> => {
  const startedAt = performance.now();
  await until(check, seconds);
  console.log(`${what}: ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
};

/** An account that is live, with four mailboxes beside INBOX that nobody listens to but by chance. */
const follow = async (mail: MailServer): Promise<Live<MailServer>> => {
  const other = await mail.connectOther();
  for (const name of ['a', 'b', 'c', 'd']) {
    const { path } = await other.mailboxCreate([name]);
    await other.append(path, 'Subject: 1\r\n\r\nx\r\n');
    await other.append(path, 'Subject: 2\r\n\r\nx\r\n');
  }
  const live = await startLiveOn(mail);
  await live.sync.follow(live.account());
  await until(async () => expect((await live.sync.list())[0]!.state.phase).toBe('live'), 60);
  await other.logout();
  return live;
};

const slow: Record<string, () => Promise<MailServer>> = {
  Courier: startCourierMail,
  'GNU mailutils': startMailutilsMail,
  'Dovecot without LIST-STATUS': () => startMail({ capabilities: capabilitySets.poor }),
};

test.each(Object.entries({ Cyrus: startCyrusMail, ...(isSoak && slow) }))(
  'a new message in any mailbox is there soon: %s',
  { timeout: 400_000 },
  async (name, start) => {
    await using live = await follow(await start());
    const other = await live.mail.connectOther();
    const prefix = other.namespace?.prefix ?? '';
    // Two may be listened to; the others are polled.
    const boxes = ['d', 'c', 'b', 'a'].map((box) => `${prefix}${box}`);
    for (const box of boxes) await other.append(box, 'Subject: new\r\n\r\nx\r\n');
    const arrived = boxes.map((box) =>
      measure(`${name}, message in ${box}`, async () => expect(await named(live, box)).toMatchObject({ stored: 3 }), 30),
    );
    await Promise.all(arrived);
    other.close();
  },
);

if (isSoak)
  test.each([
    ['Dovecot, a small INBOX', 3],
    ['Dovecot, a large INBOX', 6_000],
  ])('without CONDSTORE and IDLE a flag is there within 90 s: %s', { timeout: 400_000 }, async (name, messages) => {
    const mail = await startMail({ capabilities: capabilitySets.poor });
    await mail.fill(messages, 1);
    await using live = await follow(mail);
    await until(async () => expect(await named(live, 'INBOX')).toMatchObject({ stored: messages }), 60);
    const other = await mail.connectOther();
    for (const box of ['INBOX', 'a', 'd']) {
      const { unseen } = (await named(live, box))!;
      await other.mailboxOpen(box);
      const [uid] = (await other.search({ seen: false }, { uid: true })) as number[];
      await other.messageFlagsAdd([uid!], ['\\Seen'], { uid: true });
      await measure(`${name}, flag in ${box}`, async () => expect((await named(live, box))!.unseen).toBe(unseen - 1), 90);
    }
    other.close();
  });
