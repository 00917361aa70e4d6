import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImapSession } from '../../bridge/src/imap/imap-session.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { countHelpers } from '../../bridge/src/sync/engine/share-mailboxes.ts';
import { syncOnce, type SyncOnceOptions } from '../../bridge/src/sync/engine/sync-once.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { succeed } from '@kurrier/shared/failure/outcome';
import { readStore } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { startGate } from './start-gate.ts';
import { capabilitySets, startMail, type Mail } from './start-mail.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261130);
const cuts = process.env.KURRIER_SOAK ? 60 : 8;
const mailboxes = 24;

let mail: Mail;
const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-many-'));
beforeAll(async () => {
  mail = await startMail();
  const other = await mail.connectOther();
  for (let index = 0; index < mailboxes; index++) {
    const name = `Folder ${index}`;
    await other.mailboxCreate(name);
    for (let message = 0; message <= index % 4; message++) await other.append(name, `Subject: ${index}.${message}\r\n\r\nx`);
  }
  await other.append('INBOX', 'Subject: first\r\n\r\nx');
  await other.logout();
});
afterAll(async () => {
  await mail[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

/** Syncs a new account on a connection and two more, which come through `port`; resolves with what is stored, as the server has it. */
const syncNew = async (name: string, openMore: (opened: number, signal: AbortSignal) => Promise<ImapSession | null>) => {
  const store = openStore({ file: path.join(dir, `${name}.sqlite`), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  // With a limit of age no mailbox is done with what is asked of many in one flight, so that all of them are shared.
  await account.update({ choice: { included: [], excluded: [], sinceDays: 3_650 } });
  let opened = 0;
  const options: SyncOnceOptions = {
    async openMore(signal) {
      const session = await openMore(opened++, signal);
      return session && succeed(session);
    },
    decideHelpers: () => 2,
  };
  const sync = async () => {
    const session = await mail.openSession();
    const synced = await syncOnce(prepareConnection(session), account, options);
    session.close();
    return synced;
  };
  return { sync, stored: () => readStore(account), close: () => store.close() };
};

test('mailboxes that are shared among connections are as on the server, each message once', async () => {
  const used: ImapSession[] = [];
  const { sync, stored, close } = await syncNew('shared', async () => {
    const session = await mail.openSession();
    used.push(session);
    return session;
  });
  expect(await sync()).toMatchObject({ ok: true, value: { failures: [] } });
  expect(await stored()).toEqual(await mail.read());
  expect(used).toHaveLength(2);
  for (const session of used) expect((await session.command('NOOP')).ok, 'closed in the end').toBe(false);
  close();
});

test('connections that are cut anywhere leave their mailboxes to the first: nothing is missing, doubled or suspected', async () => {
  const random = createRandom(seed);
  const expected = await mail.read();
  for (let cut = 0; cut < cuts; cut++) {
    const gates = [await startGate(mail), await startGate(mail)];
    for (const gate of gates) gate.cutAfter(random.int(5_000, 20_000));
    const { sync, stored, close } = await syncNew(`cut-${cut}`, async (opened) => {
      try {
        return await mail.openSession({ port: gates[opened]!.port });
      } catch {
        // It was cut before it was signed in.
        return null;
      }
    });
    expect(await sync(), `seed ${seed}, cut ${cut}`).toMatchObject({ ok: true, value: { failures: [] } });
    expect(await stored(), `seed ${seed}, cut ${cut}`).toEqual(expected);
    close();
    for (const gate of gates) await gate[Symbol.asyncDispose]();
  }
});

test.each([
  ['qresync', 'nothing'],
  ['condstore', 'nothing'],
  ['poor', 'all flags'],
] as const)(
  'with %s, a mailbox of few messages is fetched in the flight that opens it, and without a change %s is asked for',
  async (set, asked) => {
    await using server = await startMail({ capabilities: capabilitySets[set] });
    const other = await server.connectOther();
    for (const name of ['a', 'b', 'c']) {
      await other.mailboxCreate(name);
      for (const subject of [1, 2, 3]) await other.append(name, `Subject: ${name}${subject}\r\n\r\nx`);
    }
    await other.logout();
    const store = openStore({ file: path.join(dir, `few-${set}.sqlite`), durability: 'normal' });
    const account = await openMailAccountStore('a', store.namespace);
    const listen = async () => {
      const opened = await server.openSession();
      const sent: string[] = [];
      const session: ImapSession = {
        ...opened,
        command(parts, options) {
          sent.push([parts].flat().join(''));
          return opened.command(parts, options);
        },
      };
      expect(await syncOnce(prepareConnection(session), account)).toMatchObject({ ok: true, value: { failures: [] } });
      expect(await readStore(account)).toEqual(await server.read());
      opened.close();
      return sent.filter((command) => command.startsWith('UID FETCH'));
    };
    expect(await listen()).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/^UID FETCH 1:\* .*ENVELOPE/) as string));
    expect(await listen()).toEqual(asked === 'nothing' ? [] : Array.from({ length: 3 }, () => 'UID FETCH 1:* (UID FLAGS)'));
    store.close();
  },
);

const untilAborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));

test.each([
  ['refused', async () => null],
  ['never answered', (_: number, signal: AbortSignal) => untilAborted(signal)],
])('further connections that are %s keep nothing from being synced', async (how, openMore) => {
  const { sync, stored, close } = await syncNew(how, openMore);
  expect(await sync()).toMatchObject({ ok: true, value: { failures: [] } });
  expect(await stored()).toEqual(await mail.read());
  close();
});

test.each([
  [42, 100, 2],
  [42, 30, 2],
  [42, 12, 1],
  [42, 5, 0],
  [10_000, 1, 2],
  [11, 50, 1],
  [10, 100_000, 0],
  [0, 100, 0],
])('%i mailboxes at %i ms are worth %i more connections', (count, roundTripMs, helpers) => {
  expect(countHelpers(count, roundTripMs)).toBe(helpers);
});
