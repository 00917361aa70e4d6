import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImapSession } from '../../bridge/src/imap/imap-session.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { readStore } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { startGate } from './start-gate.ts';
import { capabilitySets, startMail, user, type Mail } from './start-mail.ts';

const names = ['a', 'b', 'c', 'd'];
const seed = Number(process.env.KURRIER_SEED ?? 20261130);
const cuts = process.env.KURRIER_SOAK ? 60 : 6;

let mail: Mail;
let other: ImapFlow;
const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-quiet-'));
beforeAll(async () => {
  mail = await startMail({ capabilities: capabilitySets.poor });
  other = await mail.connectOther();
});
afterAll(async () => {
  await other.logout();
  await mail[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

const inMailbox = async (name: string, run: () => Promise<unknown>): Promise<void> => {
  const lock = await other.getMailboxLock(name);
  await run().finally(() => lock.release());
};

const raiseUidNext = async (name: string, uidNext: number): Promise<void> => {
  await mail.doveadm('mailbox', 'update', '--min-next-uid', String(uidNext), '-u', user, name);
};

const fill = async (name: string, firstUid = 1): Promise<void> => {
  await other.mailboxCreate(name);
  if (firstUid > 1) await raiseUidNext(name, firstUid);
  for (const subject of [1, 2, 3]) await other.append(name, `Subject: ${name}${subject}\r\n\r\nx`);
};

/** Whether what is answered to a command is lost on the way. */
type Swallow = (command: string, response: string) => boolean;

/** The line of one message in the second of the mailboxes, the first time. */
const swallowOne = (command: RegExp, sequence: number): Swallow => {
  let seen = 0;
  return (sent, response) => command.test(sent) && response.startsWith(`* ${sequence} FETCH`) && ++seen === 2;
};

/** Of each mailbox; of two of them none has messages with the same UIDs. */
const differentUids: Record<string, number> = { a: 31, b: 21, c: 11, d: 41 };

/** An account of four mailboxes with three messages each that was synced; `sync` has something happen before the first of them is opened. */
const startSynced = async (title: string, happenFirst?: () => Promise<void>, swallow?: Swallow, firstUids: Record<string, number> = {}) => {
  for (const name of names) await other.mailboxDelete(name).catch(() => undefined);
  for (const name of names) await fill(name, firstUids[name]);
  const store = openStore({ file: path.join(dir, `${title}.sqlite`), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  const sync = async (happen?: () => Promise<void>, swallow?: Swallow) => {
    const opened = await mail.openSession();
    const sent: string[] = [];
    /** How many commands were under way at once. */
    let [underWay, most] = [0, 0];
    let ready: Promise<void> | undefined;
    const session: ImapSession = {
      ...opened,
      async command(parts, options) {
        const text = [parts].flat().join('');
        sent.push(text);
        if (text.startsWith('EXAMINE')) ready ??= happen?.();
        await ready;
        most = Math.max(most, ++underWay);
        const hear = options?.onUntagged;
        const onUntagged = hear && ((response: Buffer) => (swallow?.(text, response.toString()) ? undefined : hear(response)));
        return opened.command(parts, { ...options, ...(onUntagged && { onUntagged }) }).finally(() => underWay--);
      },
    };
    const synced = await syncOnce(prepareConnection(session), account);
    opened.close();
    const count = (command: RegExp) => sent.filter((text) => command.test(text)).length;
    return { synced, most, flags: count(/^UID FETCH 1:\* \(UID FLAGS\)$/), fetches: count(/^UID FETCH .*ENVELOPE/) };
  };
  const first = await sync(happenFirst, swallow);
  expect(first.synced.ok).toBe(true);
  const cursorOf = async (path: string) =>
    (await account.mailbox(account.read().mailboxes.find((mailbox) => mailbox.path === path)!.id)).cursor();
  return { sync, first, stored: () => readStore(account), cursorOf, close: () => store.close() };
};

test('without CONDSTORE, all mailboxes in which only flags can have changed are looked at in one flight', async () => {
  const { sync, stored, close } = await startSynced('flags');
  await inMailbox('a', () => other.messageFlagsAdd('2', ['\\Seen', 'Later']));
  await inMailbox('d', () => other.messageFlagsAdd('1:3', ['\\Flagged']));
  const { synced, most, flags } = await sync();
  expect(synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(await stored()).toEqual(await mail.read());
  expect(flags).toBe(names.length);
  expect(most).toBeGreaterThanOrEqual(2 * names.length);
  close();
});

test.each<[what: string, happen: () => Promise<void>]>([
  ['a message comes', async () => void (await other.append('b', 'Subject: news\r\n\r\nx'))],
  ['a message goes', () => inMailbox('b', () => other.messageDelete('2'))],
  [
    'one comes for one that goes',
    async () => {
      await inMailbox('b', () => other.messageDelete('2'));
      await other.append('b', 'Subject: news\r\n\r\nx');
    },
  ],
  [
    'another one of the same name takes its place',
    async () => {
      await other.mailboxDelete('b');
      await fill('b');
      await mail.setUidValidity('b', 77);
    },
  ],
  ['flags change', () => inMailbox('b', () => other.messageFlagsAdd('1:2', ['\\Answered']))],
])('what happens between the list of mailboxes and the look at them is seen: %s', async (what, happen) => {
  const { sync, stored, close } = await startSynced(what.replaceAll(' ', '-'));
  await inMailbox('c', () => other.messageFlagsAdd('3', ['\\Seen']));
  expect((await sync(happen)).synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(await stored()).toEqual(await mail.read());
  close();
});

test('one that is gone when it is opened keeps nothing from the others, and is told', async () => {
  const { sync, stored, close } = await startSynced('gone');
  await inMailbox('c', () => other.messageFlagsAdd('3', ['\\Seen']));
  const { synced } = await sync(async () => void (await other.mailboxDelete('b')));
  expect(synced).toMatchObject({ ok: true, value: { failures: [{ failure: {} }] } });
  expect((await sync()).synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(await stored()).toEqual(await mail.read());
  close();
});

test('new mailboxes with little in them, and empty ones, are fetched in one flight', async () => {
  const { stored, first, close } = await startSynced('new');
  expect(await stored()).toEqual(await mail.read());
  expect(first.most).toBeGreaterThanOrEqual(3 * (names.length - 1));
  close();
});

test('new mailboxes are fetched once each, though none has the UIDs of another', async () => {
  const { stored, first, close } = await startSynced('uids', undefined, undefined, differentUids);
  expect(await stored()).toEqual(await mail.read());
  expect(first.fetches).toBe(names.length);
  close();
});

test.each(names)('where the server leaves out the next UID of a mailbox, it is found, and not that of another one: %s', async (name) => {
  const leaveOut: Swallow = (sent, response) => new RegExp(`^(?:EXAMINE|SELECT) "${name}"`).test(sent) && response.includes('[UIDNEXT');
  const raiseOthers = async () => {
    for (const each of names) if (each !== name) await raiseUidNext(each, differentUids[each]!);
  };
  const { stored, cursorOf, close } = await startSynced(`next-${name}`, raiseOthers, leaveOut);
  expect(await stored()).toEqual(await mail.read());
  for (const each of names) expect(await cursorOf(each), each).toMatchObject({ uidNext: each === name ? 4 : differentUids[each] });
  close();
});

test.each<[what: string, happen: () => Promise<void>]>([
  ['a message comes', async () => void (await other.append('b', 'Subject: news\r\n\r\nx'))],
  ['a message goes', () => inMailbox('b', () => other.messageDelete('2'))],
  ['all of them go', () => inMailbox('b', () => other.messageDelete('1:*'))],
  [
    'it is another one',
    async () => {
      await other.mailboxDelete('b');
      await fill('b');
      await mail.setUidValidity('b', 78);
    },
  ],
])('what happens to a new mailbox before it is opened: %s', async (what, happen) => {
  const { sync, stored, close } = await startSynced(`new-${what.replaceAll(' ', '-')}`, happen);
  expect((await sync()).synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(await stored()).toEqual(await mail.read());
  close();
});

test.each([1, 2, 3])(
  'a line that is lost on the way is no sign that a message is gone or was not there: the %i. of 3',
  async (sequence) => {
    const lost = swallowOne(/^UID FETCH 1:\* .*ENVELOPE/, sequence);
    const { sync, stored, close } = await startSynced(`lost-${sequence}`, undefined, lost);
    expect(await stored()).toEqual(await mail.read());
    await inMailbox('b', () => other.messageFlagsAdd('1:3', ['\\Flagged']));
    await sync(undefined, swallowOne(/^UID FETCH 1:\* \(UID FLAGS\)/, sequence));
    expect(await stored()).toEqual(await mail.read());
    close();
  },
);

test('a flight that is cut anywhere leaves nothing missing, doubled or suspected', async () => {
  const random = createRandom(seed);
  let failed = 0;
  for (let cut = 0; cut < cuts; cut++) {
    await using gate = await startGate(mail);
    // Beyond the sign-in, which takes some two thousand.
    gate.cutAfter(random.int(3_000, 9_000));
    const store = openStore({ file: path.join(dir, `cut-${cut}.sqlite`), durability: 'normal' });
    const account = await openMailAccountStore('a', store.namespace);
    const session = await mail.openSession({ port: gate.port });
    if (!(await syncOnce(prepareConnection(session), account)).ok) failed++;
    session.close();
    const again = await mail.openSession();
    const what = `seed ${seed}, cut ${cut}`;
    expect(await syncOnce(prepareConnection(again), account), what).toMatchObject({ ok: true, value: { failures: [] } });
    again.close();
    expect(await readStore(account), what).toEqual(await mail.read());
    for (const { id } of account.read().mailboxes) expect((await account.mailbox(id)).trouble().suspicion, what).toBeNull();
    store.close();
  }
  // Most of them were cut in the midst of it.
  expect(failed).toBeGreaterThan(cuts / 2);
});
