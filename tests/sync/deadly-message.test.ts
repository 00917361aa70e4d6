import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { openStore, type Store } from '../../bridge/src/store/open-store.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { createCharsetGuesses } from '../../bridge/src/messages/charset-guesses.ts';
import { createMessageReader } from '../../bridge/src/messages/message-reader.ts';
import { createReadingThread } from '../../bridge/src/messages/reading/reading-thread.ts';
import { createOnDemandConnections } from '../../bridge/src/imap/on-demand/on-demand-connections.ts';
import { createFinders } from '../../bridge/src/messages/find-message.ts';
import { createMessageLists } from '../../bridge/src/messages/lists/message-lists.ts';
import type { ImapSession } from '../../bridge/src/imap/imap-session.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { syncPatiently } from '../../bridge/src/sync/engine/sync-with-reconnects.ts';
import { expandRanges, parseUidSet } from '../../bridge/src/imap/grammar/uid-set.ts';
import { readStore } from './read-server.ts';
import { fetchLine, startImapMailbox, type FalseAnswer } from '../servers/imap-mailbox.ts';

/** A store of its own for each test: they run side by side, for they wait more than they work. */
const openTemporaryStore = () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-deadly-'));
  const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  return {
    namespace: store.namespace,
    [Symbol.dispose]() {
      store.close();
      rmSync(dir, { recursive: true });
    },
  };
};

const openSession = createOpenImapSession(createProtocolDeps());

interface Scene {
  box: { messages: number; uidNext: number; uidValidity: number };
  /** Fetching the headers of this message ends the connection. */
  deadly: number | null;
  end: (command: { tag: string; say: (line: string) => void; socket: Socket }) => void;
  /** What was sent before is lost with the connection. */
  isBuffered?: boolean;
  /** Even flags cannot be had. */
  isRotten?: boolean;
  capabilities?: string;
  /** For a server that says nothing any more; others are given the time that a busy machine takes. */
  silenceMs?: number;
}

const answerOf = (scene: Scene): FalseAnswer => {
  return ({ tag, text, say, socket }) => {
    const set = /^UID FETCH (\S+) /.exec(text)?.[1];
    if (!set || scene.deadly === null || !(text.includes('ENVELOPE') || (scene.isRotten && text.includes('INTERNALDATE')))) return false;
    const uids = expandRanges(parseUidSet(set.replace('*', `${scene.box.messages}`))!);
    if (!uids.includes(scene.deadly)) return false;
    if (!scene.isBuffered) for (const uid of uids.filter((one) => one < scene.deadly!)) say(fetchLine(uid, text));
    scene.end({ tag, say, socket });
    return true;
  };
};

/** Syncs again and again, each time over a new connection, until one gets to the end. */
const syncUntilComplete = async (store: Pick<Store, 'namespace'>, scene: Scene) => {
  await using server = await startImapMailbox(answerOf(scene), scene.box, scene.capabilities);
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false };
  const account = await openMailAccountStore('a', store.namespace);
  for (let connections = 1; connections <= 40; connections++) {
    const opened = await openSession({ settings, password: new Secret('x') }, { signal: new AbortController().signal });
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const session: ImapSession = {
      ...opened.value,
      command: (parts, options) => opened.value.command(parts, { ...options, silenceMs: scene.silenceMs ?? 10_000 }),
    };
    const synced = await syncOnce(prepareConnection(session), account);
    session.close();
    if (!synced.ok) continue;
    const inbox = await account.mailbox(account.read().mailboxes[0]!.id);
    return { connections, synced: synced.value, lines: (await readStore(account)).INBOX!, inbox };
  }
  throw new Error('it never came to an end');
};

const box = { messages: 200, uidNext: 201, uidValidity: 7 };
const close: Scene['end'] = ({ socket }) => socket.destroySoon();

/** All 200, one of them without its headers. */
const without = (deadly: number): string[] => [
  'UIDVALIDITY 7',
  ...Array.from({ length: 200 }, (_, i) => (i + 1 === deadly ? `${deadly} [] 0 ` : `${i + 1} [] 10 message ${i + 1}`)),
];

test.concurrent.each<{ name: string; scene: Partial<Scene>; kind: string }>([
  { name: 'the socket is closed', scene: {}, kind: 'net.reset' },
  { name: 'what was sent before is lost, too', scene: { isBuffered: true }, kind: 'net.reset' },
  { name: 'the newest', scene: { deadly: 200 }, kind: 'net.reset' },
  { name: 'the oldest', scene: { deadly: 1, isBuffered: true }, kind: 'net.reset' },
  { name: 'BYE', scene: { end: ({ socket }) => void socket.end('* BYE Internal error occurred\r\n') }, kind: 'server.temporary_failure' },
  { name: 'no answer', scene: { end: () => {}, silenceMs: 500 }, kind: 'net.timeout' },
  // Each of several connections is given five seconds in which what came may still be a response.
  { name: 'no IMAP', scene: { end: ({ say }) => say('HTTP/1.1 500 Oops') }, kind: 'server.protocol_violation' },
  {
    name: 'a literal of ten gigabytes',
    scene: { end: ({ socket }) => void socket.write(`* 9 FETCH (UID 9 ENVELOPE (NIL {10737418240}\r\n${'x'.repeat(9_000)}`) },
    kind: 'server.protocol_violation',
  },
  { name: 'even its flags cannot be had', scene: { isRotten: true }, kind: 'net.reset' },
])('one message of 200 ends every connection, the others are all there: $name', { timeout: 60_000 }, async ({ scene, kind }) => {
  using store = openTemporaryStore();
  const deadly = scene.deadly ?? 77;
  const { connections, synced, lines, inbox } = await syncUntilComplete(store, { box, deadly, end: close, ...scene });
  expect(synced.failures).toEqual([]);
  expect(lines).toEqual(without(deadly));
  expect(inbox.trouble().unreadable).toMatchObject([{ uid: deadly, failure: { kind } }]);
  expect(connections).toBeLessThanOrEqual(15);
});

test.concurrent.each([true, false])(
  'one message of 60, which are asked for while their mailbox is opened, likewise; what was sent before is lost: %s',
  async (isBuffered) => {
    using store = openTemporaryStore();
    const small = { messages: 60, uidNext: 61, uidValidity: 7 };
    const { lines, inbox, connections } = await syncUntilComplete(store, { box: small, deadly: 33, end: close, isBuffered });
    expect(lines).toEqual(without(33).slice(0, 61));
    expect(inbox.trouble().unreadable).toMatchObject([{ uid: 33 }]);
    expect(connections).toBeLessThanOrEqual(15);
  },
);

test.concurrent.each([' CONDSTORE', ''])(
  'one that arrives, among others, likewise; and it stops nothing afterwards:%s',
  async (capabilities) => {
    using store = openTemporaryStore();
    const before = { messages: 150, uidNext: 151, uidValidity: 7 };
    await syncUntilComplete(store, { box: before, deadly: null, end: close, capabilities });
    const { lines } = await syncUntilComplete(store, { box, deadly: 177, end: close, isBuffered: true, capabilities });
    expect(lines).toEqual(without(177));
    const again = await syncUntilComplete(store, { box, deadly: 177, end: close, capabilities });
    expect(again.connections).toBe(1);
  },
);

test.concurrent('one command that syncs once gets to the end by itself, over as many connections as it takes', async () => {
  using store = openTemporaryStore();
  await using server = await startImapMailbox(answerOf({ box, deadly: 50, end: close }), box);
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false };
  const { signal } = new AbortController();
  let connections = 0;
  const open = () => {
    connections++;
    return openSession({ settings, password: new Secret('x') }, { signal });
  };
  const account = await openMailAccountStore('a', store.namespace);
  expect(await syncPatiently(open, account, { signal, pauseMs: 0 })).toMatchObject({ ok: true, value: { messages: 200, failures: [] } });
  expect((await readStore(account)).INBOX).toEqual(without(50));
  expect(connections).toBeLessThanOrEqual(15);
});

test.concurrent('a day later it is tried once more, and taken whole when it can be had', async () => {
  using store = openTemporaryStore();
  const { inbox } = await syncUntilComplete(store, { box, deadly: 5, end: close });
  const [entry] = inbox.trouble().unreadable;
  await inbox.noteTrouble({ unreadable: [{ ...entry!, triedAt: Date.now() - 25 * 60 * 60_000 }] });
  const still = await syncUntilComplete(store, { box, deadly: 5, end: close });
  expect(still.connections).toBe(2);
  expect(still.lines).toEqual(without(5));
  await still.inbox.noteTrouble({ unreadable: [{ ...entry!, triedAt: Date.now() - 25 * 60 * 60_000 }] });
  const mended = await syncUntilComplete(store, { box, deadly: null, end: close });
  expect(mended.connections).toBe(1);
  expect(mended.lines).toEqual(without(0));
  expect(mended.inbox.trouble().unreadable).toEqual([]);
});

test.concurrent('opening it tries it again, beside the sync: the failure is said, or the message is there', async () => {
  using store = openTemporaryStore();
  const { inbox } = await syncUntilComplete(store, { box, deadly: 5, end: close });
  const account = await openMailAccountStore('a', store.namespace);
  const [mailbox] = account.read().mailboxes;
  const ref = { accountId: 'a', mailboxId: mailbox!.id, uidValidity: 7, uid: 5 };
  const scene: Scene = { box, deadly: 5, end: close };
  await using server = await startImapMailbox(answerOf(scene), box);
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false };
  const onDemand = createOnDemandConnections(() =>
    openSession({ settings, password: new Secret('x') }, { signal: new AbortController().signal }),
  );
  const thread = createReadingThread();
  const guesses = createCharsetGuesses(thread);
  const reader = createMessageReader({ ...createFinders(async () => account), onDemand, thread, guesses });
  const { list } = createMessageLists({ accounts: async () => [{ accountId: 'a', account }], guesses });
  const rowOf = async (subject: string) => (await list({ offset: 0, limit: 200 })).rows.find((row) => row.subject === subject);
  expect(await rowOf('')).toMatchObject({ isUnreadable: true, receivedAt: Date.UTC(2026, 0, 1) });
  expect(await reader.open({ ref })).toMatchObject({ failed: { kind: 'net.reset' } });
  expect(inbox.trouble().unreadable).toHaveLength(1);
  scene.deadly = null;
  expect(await reader.open({ ref })).toMatchObject({ row: { subject: 'message 5', isUnreadable: false } });
  expect(await rowOf('message 5')).toMatchObject({ isUnreadable: false });
  expect((await account.mailbox(mailbox!.id)).trouble().unreadable).toEqual([]);
  onDemand.close();
  thread.close();
});

test.concurrent('a server that ends every connection when anything is fetched is no reason to skip messages', async () => {
  using store = openTemporaryStore();
  await syncUntilComplete(store, { box: { messages: 150, uidNext: 151, uidValidity: 7 }, deadly: null, end: close });
  let kills = 0;
  const all: FalseAnswer = ({ text, socket }) => {
    if (!/^UID FETCH .*ENVELOPE/.test(text)) return false;
    if (++kills > 25) return false;
    socket.destroySoon();
    return true;
  };
  await using server = await startImapMailbox(all, box);
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false };
  const account = await openMailAccountStore('a', store.namespace);
  for (let isComplete = false; !isComplete;) {
    const opened = await openSession({ settings, password: new Secret('x') }, { signal: new AbortController().signal });
    isComplete = opened.ok && (await syncOnce(prepareConnection(opened.value), account)).ok;
    if (opened.ok) opened.value.close();
  }
  expect(kills).toBeGreaterThan(25);
  expect((await readStore(account)).INBOX).toEqual(without(0));
});
