import type { AccountSync } from '@kurrier/shared/mail/mail';
import { expect, test } from 'vitest';
import { defaultBudgets } from '../../bridge/src/net/time-limits.ts';
import { retryDelay } from '../../bridge/src/sync/retry-delay.ts';
import { readStore } from './read-server.ts';
import { accountId, startLive, type Live } from './start-live.ts';
import { until } from '../setup/until.ts';

const view = async ({ sync }: Live): Promise<AccountSync> => (await sync.list())[0]!;
const phase = async (live: Live) => (await view(live)).state.phase;
const inbox = async (live: Live) => (await view(live)).mailboxes.find(({ role }) => role === 'inbox');

const isEqual = async (live: Live) =>
  until(async () => expect(await readStore((await live.sync.account(accountId))!)).toEqual(await live.mail.read()));

const deliver = async (live: Live, subject: string) => {
  const other = await live.mail.connectOther();
  await other.append('INBOX', `Subject: ${subject}\r\n\r\nx\r\n`);
  await other.logout();
};

test('new mail, flags and deletions of another client arrive by themselves', async () => {
  await using live = await startLive();
  await live.sync.follow(live.account());
  await until(async () => expect(await phase(live)).toBe('live'));
  const other = await live.mail.connectOther();
  await other.append('INBOX', 'Subject: one\r\n\r\nx\r\n');
  await until(async () => expect(await inbox(live)).toMatchObject({ stored: 1, unseen: 1 }), 2_000);
  const lock = await other.getMailboxLock('INBOX');
  await other.messageFlagsAdd('1', ['\\Seen']);
  await until(async () => expect(await inbox(live)).toMatchObject({ stored: 1, unseen: 0 }), 2_000);
  await other.messageDelete('1');
  await until(async () => expect(await inbox(live)).toMatchObject({ stored: 0 }), 2_000);
  lock.release();
  await other.logout();
  expect(live.uses).toEqual([null]);
});

test('a mailbox made elsewhere is found when somebody asks, with its messages', async () => {
  await using live = await startLive();
  await live.sync.follow(live.account());
  await until(async () => expect(await phase(live)).toBe('live'));
  const other = await live.mail.connectOther();
  await other.mailboxCreate('new');
  await other.append('new', 'Subject: one\r\n\r\nx\r\n');
  await live.sync.syncNow({ accountId });
  await isEqual(live);
  await other.mailboxDelete('new');
  await live.sync.syncNow({ accountId });
  await isEqual(live);
  await other.logout();
});

test('with NOTIFY the server tells of the other mailboxes: news, flags and new mailboxes, without a poll', async () => {
  await using live = await startLive({ listIndex: true });
  await live.sync.follow(live.account());
  await until(async () => expect(await phase(live)).toBe('live'));
  const named = async (path: string) => (await view(live)).mailboxes.find((mailbox) => mailbox.path === path);
  const other = await live.mail.connectOther();
  await other.append('Sent', 'Subject: one\r\n\r\nx\r\n');
  await until(async () => expect(await named('Sent')).toMatchObject({ stored: 1, unseen: 1 }), 5_000);
  const lock = await other.getMailboxLock('Sent');
  await other.messageFlagsAdd('1', ['\\Seen']);
  lock.release();
  await until(async () => expect(await named('Sent')).toMatchObject({ stored: 1, unseen: 0 }), 5_000);
  await other.mailboxCreate('new');
  await until(async () => expect(await named('new')).toMatchObject({ isChosen: true }), 5_000);
  await other.append('new', 'Subject: one\r\n\r\nx\r\n');
  await until(async () => expect(await named('new')).toMatchObject({ stored: 1 }), 5_000);
  await other.append('INBOX', 'Subject: one\r\n\r\nx\r\n');
  await until(async () => expect(await inbox(live)).toMatchObject({ stored: 1 }), 5_000);
  await other.logout();
  expect(live.gate.connections()).toBe(1);
});

test('a connection that is cut is made again, and what came meanwhile is fetched', async () => {
  await using live = await startLive();
  await live.sync.follow(live.account());
  await until(async () => expect(await phase(live)).toBe('live'));
  live.gate.block(true);
  await until(async () => expect((await view(live)).state).toMatchObject({ phase: 'waiting', failure: { leg: 'imap' } }));
  await deliver(live, 'while away');
  live.gate.block(false);
  await until(async () => expect(await inbox(live)).toMatchObject({ stored: 1 }));
  await isEqual(live);
});

test.each<[string, (live: Live, isCut: boolean) => void]>([
  ['refused', ({ gate }, isCut) => gate.block(isCut)],
  ['cut in the handshake', ({ gate }, isCut) => gate.cutAfter(isCut ? 100 : null)],
  ['cut in the sign-in', ({ gate }, isCut) => gate.cutAfter(isCut ? 3_500 : null)],
  ['lost without a word', ({ gate }, isCut) => gate.vanish(isCut)],
])('a network that fails is waited out as that, and soon tried again: %s', async (_, cut) => {
  await using live = await startLive();
  cut(live, true);
  await live.sync.follow(live.account());
  await until(async () =>
    expect((await view(live)).state).toMatchObject({ phase: 'waiting', failure: { kind: expect.stringMatching(/^net\./) } }),
  );
  cut(live, false);
  await until(async () => expect(await phase(live)).toBe('live'), 3_000);
});

test('an attempt that began too early, the longest wait and the next attempt fit into 30 s, however long the network was away', () => {
  const { connectMs, answerMs } = defaultBudgets;
  const attemptMs = Math.max(connectMs, answerMs);
  for (let failures = 1; failures < 1_000; failures++)
    expect(attemptMs + retryDelay(failures, 'offline', () => 1)).toBeLessThanOrEqual(30_000 - 5_000);
});

// Both wait for silence to end, and have servers of their own.
test.concurrent('a connection that is dead without a word is noticed within 30 s', { timeout: 60_000 }, async () => {
  await using live = await startLive();
  await live.sync.follow(live.account());
  await until(async () => expect(await phase(live)).toBe('live'));
  live.gate.freeze();
  await deliver(live, 'unheard');
  await until(async () => expect(await inbox(live)).toMatchObject({ stored: 1 }), 32_000);
});

test.concurrent('waking up tries the connection at once', async () => {
  await using live = await startLive();
  await live.sync.follow(live.account());
  await until(async () => expect(await phase(live)).toBe('live'));
  live.gate.freeze();
  await deliver(live, 'slept through');
  await live.sync.wake();
  await until(async () => expect(await inbox(live)).toMatchObject({ stored: 1 }), 10_500);
});

test('a refused password stops the sync and is told to the leg; a leg verified anew starts it', async () => {
  await using live = await startLive();
  live.usePassword('wrong');
  await live.sync.follow(live.account());
  await until(async () =>
    expect((await view(live)).state).toMatchObject({ phase: 'stopped', failure: { kind: 'auth.invalid_credentials' } }),
  );
  expect(live.uses).toMatchObject([{ kind: 'auth.invalid_credentials' }]);
  await live.sync.follow(live.account('failed'));
  await until(async () => expect(await phase(live)).toBe('off'));
  live.usePassword('pw-ann');
  await live.sync.follow(live.account('checking'));
  await live.sync.follow(live.account());
  await until(async () => expect(await phase(live)).toBe('live'));
});

test('a leg that was verified again gets new connections at once', async () => {
  await using live = await startLive();
  await live.sync.follow(live.account());
  await until(async () => expect(await phase(live)).toBe('live'));
  const before = live.gate.connections();
  await live.sync.follow(live.account('checking'));
  expect(live.gate.connections()).toBe(before);
  await live.sync.follow(live.account());
  await until(async () => expect(live.gate.connections()).toBe(before + 1));
  await until(async () => expect(await phase(live)).toBe('live'));
});

test('paused means no connection, resumed goes on; removed means that nothing is left', async () => {
  await using live = await startLive();
  await deliver(live, 'one');
  await live.sync.follow(live.account());
  await until(async () => expect(await inbox(live)).toMatchObject({ stored: 1 }));
  expect(await live.sync.pause({ accountId, paused: true })).toMatchObject({ state: { phase: 'paused' } });
  await live.sync.follow(live.account());
  expect(await phase(live)).toBe('paused');
  await live.sync.pause({ accountId, paused: false });
  await until(async () => expect(await phase(live)).toBe('live'));
  const account = (await live.sync.account(accountId))!;
  await live.sync.forget(accountId);
  expect(await live.sync.list()).toEqual([]);
  expect(account.read().mailboxes).toEqual([]);
});

test('what is fetched can be chosen: how far back, and which mailboxes; what is no longer wanted is removed here, not there', async () => {
  await using live = await startLive();
  const other = await live.mail.connectOther();
  const dayMs = 24 * 60 * 60_000;
  await other.append('INBOX', 'Subject: old\r\n\r\nx\r\n', [], new Date(Date.now() - 100 * dayMs));
  await other.append('INBOX', 'Subject: new\r\n\r\nx\r\n', [], new Date(Date.now() - 2 * dayMs));
  await other.append('Sent', 'Subject: sent\r\n\r\nx\r\n');
  await live.sync.follow(live.account());
  const stored = async (role: string) => (await view(live)).mailboxes.find((mailbox) => mailbox.role === role)?.stored;
  await until(async () => expect([await stored('inbox'), await stored('sent')]).toEqual([2, 1]));
  const sent = (await view(live)).mailboxes.find(({ role }) => role === 'sent')!.id;
  await live.sync.choose({ accountId, choice: { included: [], excluded: [sent], sinceDays: 30 } });
  await until(async () => expect([await stored('inbox'), await stored('sent')]).toEqual([1, 0]));
  // New mail and deletions go on being seen.
  await other.append('INBOX', 'Subject: newer\r\n\r\nx\r\n');
  await until(async () => expect(await stored('inbox')).toBe(2));
  // With the sync paused as well.
  await live.sync.pause({ accountId, paused: true });
  await live.sync.choose({ accountId, choice: { included: [], excluded: [], sinceDays: 60 } });
  expect(await stored('inbox')).toBe(0);
  await live.sync.pause({ accountId, paused: false });
  await live.sync.choose({ accountId, choice: { included: [], excluded: [], sinceDays: null } });
  await isEqual(live);
  await other.logout();
});
