import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import { expect, test, vi } from 'vitest';
import { deliverByLmtp } from './deliver-by-lmtp.ts';
import { accountId, startLive, type Live } from './start-live.ts';
import { createRandomSteps } from './random-steps.ts';
import { readStore } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { capabilitySets, user } from './start-mail.ts';
import { until } from '../setup/until.ts';

const view = async ({ sync }: Live): Promise<AccountSync> => (await sync.list())[0]!;
const named = async (live: Live, name: string) => (await view(live)).mailboxes.find((mailbox) => mailbox.path === name);
const message = 'Subject: one\r\n\r\nx\r\n';

const seed = Number(process.env.KURRIER_SEED ?? 20261125);
const soak = process.env.KURRIER_SOAK !== undefined;

/** Far below the minute after which a mailbox is polled. */
const soonMs = 5_000;

const startListening = async (live: Live, connections: number): Promise<void> => {
  await live.sync.follow(live.account());
  await until(async () => expect(live.gate.open()).toBe(connections));
};

/** Stores a message without an IMAP connection. */
const save = async (live: Live, mailbox: string): Promise<void> => {
  const file = path.join(live.mail.dovecot.dir, 'message');
  writeFileSync(file, message);
  await live.mail.doveadm('save', '-u', user, '-m', mailbox, file);
};

test.concurrent.each<[string, string]>([
  ['with QRESYNC', capabilitySets.qresync],
  ['with CONDSTORE', capabilitySets.condstore],
  ['poor, but with IDLE', `${capabilitySets.poor} IDLE`],
])('news in another mailbox than INBOX are there within seconds, %s', async (_, capabilities) => {
  await using live = await startLive({ capabilities });
  await startListening(live, 3);
  const other = await live.mail.connectOther();
  await other.append('Sent', message);
  await until(async () => expect(await named(live, 'Sent')).toMatchObject({ stored: 1, unseen: 1 }), soonMs);
  const lock = await other.getMailboxLock('Sent');
  await other.messageFlagsAdd('1', ['\\Seen']);
  await until(async () => expect(await named(live, 'Sent')).toMatchObject({ stored: 1, unseen: 0 }), soonMs);
  await other.messageDelete('1');
  await until(async () => expect(await named(live, 'Sent')).toMatchObject({ stored: 0 }), soonMs);
  lock.release();
  await other.logout();
  expect((await view(live)).state).toEqual({ phase: 'live' });
});

test.concurrent('the connections move to where mail comes to, and no new ones are made for that', async () => {
  await using live = await startLive();
  await startListening(live, 3);
  const other = await live.mail.connectOther();
  await other.mailboxCreate('Lists');
  await other.append('Lists', message);
  await live.sync.syncNow({ accountId });
  await until(async () => expect(await named(live, 'Lists')).toMatchObject({ stored: 1 }));
  for (const stored of [2, 3]) {
    await other.append('Lists', message);
    await until(async () => expect(await named(live, 'Lists')).toMatchObject({ stored }), soonMs);
  }
  await other.logout();
  expect(live.gate.connections()).toBe(3);
});

test.concurrent('a server that allows two connections: INBOX is listened to undisturbed, the rest is polled, and nothing is said of it', async () => {
  await using live = await startLive({ extra: 'mail_max_userip_connections = 2\n' });
  await live.sync.follow(live.account());
  // The third is refused, and the second given back.
  await until(async () => expect([live.gate.connections(), live.gate.open()]).toEqual([3, 1]));
  await deliverByLmtp(live.mail.dovecot.ports.lmtp, user, message);
  await until(async () => expect(await named(live, 'INBOX')).toMatchObject({ stored: 1 }), 2_000);
  await save(live, 'Sent');
  await live.sync.syncNow({ accountId });
  await until(async () => expect(await named(live, 'Sent')).toMatchObject({ stored: 1 }));
  expect(await view(live)).toMatchObject({ state: { phase: 'live' }, failures: [] });
  expect(live.published.map(({ state }) => state.phase)).not.toContain('waiting');
  expect(live.uses).toEqual([null]);
  expect([live.gate.connections(), live.gate.open()]).toEqual([3, 1]);
});

test.concurrent('whoever needs a connection gets one in the place of those that only listen', async () => {
  await using live = await startLive({ extra: 'mail_max_userip_connections = 3\n' });
  await startListening(live, 3);
  // A connection is open before its sign-in counts: the limit holds only once the server has counted them all.
  const signedIn = async () => (await live.mail.doveadm('who', '-1')).split('\n').filter((line) => line.startsWith(user));
  await until(async () => expect(await signedIn()).toHaveLength(3));
  const opened = await live.openNeeded();
  expect(opened.ok).toBe(true);
  await until(async () => expect(live.gate.open()).toBe(2));
  if (opened.ok) opened.value.close();
  expect((await view(live)).state).toEqual({ phase: 'live' });
});

test.concurrent('they end with a pause, and while the leg is being checked', async () => {
  await using live = await startLive();
  await startListening(live, 3);
  await live.sync.follow(live.account('checking'));
  await until(async () => expect(live.gate.open()).toBe(1));
  await live.sync.follow(live.account());
  await until(async () => expect(live.gate.open()).toBe(3));
  await live.sync.pause({ accountId, paused: true });
  await until(async () => expect(live.gate.open()).toBe(0));
});

test(
  'whatever happens in all mailboxes at once: what is stored equals the server in the end',
  { timeout: soak ? 1_200_000 : 60_000 },
  async () => {
    await using live = await startLive();
    await startListening(live, 3);
    const random = createRandom(seed);
    const others = await createRandomSteps(random, live.mail, { usualTimes: 3 });
    const history: string[] = [];
    for (let round = 0; round < (soak ? 100 : 3); round++) {
      for (let step = 0; step < 10; step++) {
        history.push(await others.step());
        if (random.chance(0.1)) await live.sync.syncNow({ accountId });
      }
      // With the open mailbox removed, the server may have ended any of the connections.
      await vi.waitFor(
        async () => {
          await live.sync.syncNow({ accountId });
          const stored = await readStore((await live.sync.account(accountId))!);
          expect(stored, `seed ${seed}, ${history.join('; ')}`).toEqual(await live.mail.read());
        },
        { timeout: 20_000, interval: 300 },
      );
    }
    await others.end();
  },
);

test.concurrent('where the server tells of all mailboxes on one connection there is no other', async () => {
  await using live = await startLive({ listIndex: true });
  await live.sync.follow(live.account());
  await until(async () => expect((await view(live)).state).toEqual({ phase: 'live' }));
  const other = await live.mail.connectOther();
  await other.append('Sent', message);
  await until(async () => expect(await named(live, 'Sent')).toMatchObject({ stored: 1 }), soonMs);
  await other.logout();
  expect(live.gate.connections()).toBe(1);
});
