import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { createMailboxScheduler } from '../../bridge/src/sync/engine/mailbox-scheduler.ts';
import { syncMailbox } from '../../bridge/src/sync/engine/sync-mailbox.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { fetchFlags } from '../../bridge/src/imap/fetch-flags.ts';
import type { ImapSession } from '../../bridge/src/imap/imap-session.ts';
import { runCommand, withMailbox } from '../../bridge/src/imap/run-command.ts';
import { fromIndexPage } from '../../bridge/src/mail-store/page-format.ts';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { createProgressMeter } from '../../bridge/src/sync/progress.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { Secret } from '@kurrier/shared/secret';
import type { MailServer } from './mail-server.ts';
import { readStore } from './read-server.ts';
import { startImapMailbox } from '../servers/imap-mailbox.ts';
import { capabilitySets, startMail } from './start-mail.ts';

const isSoak = process.env.KURRIER_SOAK !== undefined;

/** The clock of the sync alone: the servers have theirs. */
let now = 0;
const pass = (seconds: number): void => void vi.setSystemTime((now += seconds * 1_000));
afterEach(() => void vi.useRealTimers());

/** Counted from here on. */
const startClock = (): void => {
  vi.useFakeTimers({ toFake: ['Date'] });
  now = Date.now();
};

/** A sync that is up to date, and what it asked since it was last looked at. */
const startSync = async (mail: MailServer) => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-flags-'));
  const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  const session = await mail.openSession();
  let asked: string[] = [];
  const connection = prepareConnection({
    ...session,
    command(parts, options) {
      asked.push(typeof parts === 'string' ? parts : parts.map(String).join(''));
      return session.command(parts, options);
    },
  });
  const scheduler = createMailboxScheduler(account, {
    meter: createProgressMeter(),
    onChange: () => {},
    openMore: async () => null,
    report: (problem) => console.error(problem),
  });
  const { signal } = new AbortController();
  expect(await scheduler.catchUp(connection, signal)).toBeNull();
  return {
    tracking: connection.tracking,
    account,
    async flagsOf(box: string): Promise<Map<number, string>> {
      const { id } = account.read().mailboxes.find(({ path: name }) => name === box)!;
      const flags = new Map<number, string>();
      for await (const page of (await account.mailbox(id)).readIndex())
        for (const line of fromIndexPage(page)) flags.set(line.uid, line.flags);
      return flags;
    },
    async poll(): Promise<string[]> {
      asked = [];
      expect(await scheduler.syncOthers(connection, { thorough: false }, signal)).toBeNull();
      return asked;
    },
    async [Symbol.asyncDispose]() {
      await scheduler.end();
      session.close();
      store.close();
      rmSync(dir, { recursive: true });
    },
  };
};

/** As the server tells them. */
const readFlags = async (session: ImapSession, box: string): Promise<Map<number, string>> => {
  await runCommand(session, withMailbox('EXAMINE', box));
  const fetched = await fetchFlags(session, { from: 1, expected: 10_000 });
  if (!fetched.ok) throw new Error(JSON.stringify(fetched.failure));
  return fetched.value.flags;
};

const servers: Record<string, () => Promise<MailServer>> = {
  'Dovecot with ESEARCH and LIST-STATUS': () => startMail({ capabilities: `${capabilitySets.poor} ESEARCH LIST-EXTENDED LIST-STATUS` }),
  ...(isSoak && { 'Dovecot with plain SEARCH': () => startMail({ capabilities: capabilitySets.poor }) }),
};

/** More than is looked at as a whole. */
const large = 5_200;

test.for(Object.entries(servers))(
  'every system flag changed by another program is found within a poll, %s',
  { timeout: 120_000 },
  async ([, start]) => {
    await using mail = await start();
    await mail.fill(large, 1);
    const other = await mail.connectOther();
    await other.mailboxCreate('Lists');
    for (let i = 0; i < 3; i++) await other.append('Lists', `Subject: ${i}\r\n\r\nx\r\n`);
    await other.mailboxOpen('INBOX');
    await other.messageFlagsAdd('1:40', ['\\Seen', '\\Flagged', '\\Draft']);
    await other.mailboxClose();
    startClock();
    await using sync = await startSync(mail);
    expect(sync.tracking).toBe('compare');
    const judge = await mail.openSession();
    const all: string[] = [];
    const changes: [box: string, change: () => Promise<unknown>][] = [
      ['INBOX', () => other.messageFlagsAdd('7,900:950,5200', ['\\Seen'])],
      ['INBOX', () => other.messageFlagsRemove('3:5', ['\\Seen', '\\Flagged'])],
      ['INBOX', () => other.messageFlagsAdd('77', ['\\Answered', '\\Deleted'])],
      ['INBOX', () => other.messageFlagsRemove('8', ['\\Draft'])],
      // As many unread messages as before: no number shows it.
      ['INBOX', async () => (await other.messageFlagsAdd('100', ['\\Seen'])) && other.messageFlagsRemove('900', ['\\Seen'])],
      ['INBOX', () => other.messageFlagsAdd('12,4000', ['$Forwarded'])],
      ['INBOX', async () => (await other.messageFlagsRemove('12', ['$Forwarded'])) && other.messageFlagsAdd('13', ['$Label1'])],
      ['Lists', () => other.messageFlagsAdd('2', ['\\Flagged'])],
    ];
    for (const [box, change] of changes) {
      await other.mailboxOpen(box);
      await change();
      // Some servers write only now what others then see.
      await other.mailboxOpen(box === 'INBOX' ? 'Lists' : 'INBOX', { readOnly: true });
      pass(31);
      const asked = await sync.poll();
      all.push(...asked);
      expect(await sync.flagsOf(box), asked.join('\n')).toEqual(await readFlags(judge, box));
    }
    expect(all.some((command) => /^UID SEARCH .*FLAGGED$/.test(command))).toBe(true);
    expect(await readStore(sync.account)).toEqual(await mail.read());
    judge.close();
    other.close();
  },
);

test('of many keywords each is found in its turn', { timeout: 120_000 }, async () => {
  await using mail = await startMail({ capabilities: `${capabilitySets.poor} ESEARCH LIST-EXTENDED LIST-STATUS` });
  await mail.fill(large, 1);
  const keywords = Array.from({ length: 14 }, (_, i) => `tag${i}`);
  const other = await mail.connectOther();
  await other.mailboxCreate('Lists');
  await other.mailboxOpen('INBOX');
  await other.messageFlagsAdd('1', keywords);
  startClock();
  await using sync = await startSync(mail);
  for (const [i, keyword] of keywords.entries()) await other.messageFlagsAdd(String(100 + i), [keyword]);
  await other.mailboxOpen('Lists', { readOnly: true });
  const asked = new Set<string>();
  for (let rounds = 0; rounds < 3; rounds++) {
    pass(31);
    for (const command of await sync.poll()) if (command.includes(' KEYWORD ')) asked.add(command.split(' ').at(-1)!);
  }
  expect([...asked].sort()).toEqual([...keywords].sort());
  const judge = await mail.openSession();
  expect(await sync.flagsOf('INBOX')).toEqual(await readFlags(judge, 'INBOX'));
  judge.close();
  other.close();
});

test.each([
  ['many messages', 150, 'ALL 1:150', 5],
  ['few messages', 90, 'ALL 1:90', 10],
  ['messages that cannot be', 150, 'ALL 19564493749', 10],
])('a SEARCH that names %s falsely changes nothing, and is given up where it costs much', async (_, messages, named, searches) => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-flags-'));
  const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  let asked = 0;
  await using server = await startImapMailbox(
    ({ tag, text, say }) => {
      if (!/UID SEARCH .*(?:UNSEEN|FLAGGED|ANSWERED|DELETED|DRAFT)/.test(text)) return false;
      asked++;
      say(`* ESEARCH (TAG "${tag}") UID ${text.endsWith('UNSEEN') ? `ALL 1:${messages}` : named}`);
      say(`${tag} OK done`);
      return true;
    },
    { messages, uidNext: messages + 1, uidValidity: 7 },
  );
  const opened = await createOpenImapSession(createProtocolDeps())(
    {
      settings: { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false },
      password: new Secret('x'),
    },
    { signal: new AbortController().signal },
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const connection = prepareConnection(opened.value);
  expect((await syncOnce(connection, account)).ok).toBe(true);
  const before = await readStore(account);
  const work = {
    connection,
    name: 'INBOX',
    objectId: null,
    store: await account.mailbox(account.read().mailboxes[0]!.id),
    thorough: false,
    searched: true,
    since: null,
    onProgress: () => {},
  };
  for (let times = 0; times < 2; times++) expect((await syncMailbox(work)).ok).toBe(true);
  expect(asked).toBe(searches);
  expect(await readStore(account)).toEqual(before);
  opened.value.close();
  store.close();
  rmSync(dir, { recursive: true });
});
