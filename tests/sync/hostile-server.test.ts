import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Secret } from '@kurrier/shared/secret';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { openStore, type Store } from '../../bridge/src/store/open-store.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { measureHeldMemory } from '../attack/measure-memory.ts';
import { readStore } from './read-server.ts';
import { honestMailbox, startImapMailbox, type FalseAnswer } from '../servers/imap-mailbox.ts';

let dir: string;
let store: Store;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-hostile-'));
  store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true });
});

const openSession = createOpenImapSession(createProtocolDeps());

const syncWith = async (answer: FalseAnswer, box = honestMailbox) => {
  await using server = await startImapMailbox(answer, box);
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false };
  const opened = await openSession({ settings, password: new Secret('x') }, { signal: new AbortController().signal });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const account = await openMailAccountStore('a', store.namespace);
  const { result: synced, grownMb } = await measureHeldMemory(() => syncOnce(prepareConnection(opened.value), account));
  opened.value.close();
  return { synced, stored: (await readStore(account)).INBOX ?? [], grownMb };
};

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const settle = (): void => {
      socket.off('drain', settle);
      socket.off('close', settle);
      resolve();
    };
    socket.on('drain', settle);
    socket.on('close', settle);
  });

/** Writes as long as somebody reads. */
const flood = async (socket: Socket, piece: (n: number) => string): Promise<true> => {
  for (let n = 0; socket.writable; n++) if (!socket.write(piece(n))) await drained(socket);
  return true;
};
/** Every second UID, as a sequence-set of so many. */
const every = (count: number): string => Array.from({ length: count }, (_, i) => i * 2 + 1).join(',');
const many = (line: (n: number) => string) => (n: number) => Array.from({ length: 200 }, (_, i) => `${line(n * 200 + i)}\r\n`).join('');

test.for<[string, FalseAnswer, string]>([
  [
    'endless responses on opening',
    ({ text, socket }) =>
      text.startsWith('EXAMINE') &&
      flood(
        socket,
        many(() => '* OK still here'),
      ),
    'TOO_MANY_RESPONSES',
  ],
  [
    'endless messages',
    ({ text, socket }) =>
      text.startsWith('UID FETCH') &&
      flood(
        socket,
        many((n) => `* ${n} FETCH (UID ${n} FLAGS ())`),
      ),
    'TOO_MANY_RESPONSES',
  ],
  [
    'a million mailboxes',
    ({ text, socket }) =>
      text.startsWith('LIST') &&
      flood(
        socket,
        many((n) => `* LIST () "/" box${n}`),
      ),
    'TOO_MANY_MAILBOXES',
  ],
  [
    'endless vanished messages',
    ({ text, socket }) => text.startsWith('EXAMINE') && flood(socket, () => `* VANISHED (EARLIER) ${every(10_000)}\r\n`),
    'TOO_MANY_UIDS',
  ],
  [
    'a literal of ten gigabytes',
    ({ text, say, socket }) => {
      if (!text.startsWith('UID FETCH')) return false;
      say('* 1 FETCH (UID 1 INTERNALDATE "01-Jan-2026 00:00:00 +0000" ENVELOPE (NIL {10737418240}');
      return flood(socket, () => 'x'.repeat(16_384));
    },
    'LINE_TOO_LONG',
  ],
  [
    'a line without end',
    ({ text, socket }) => text.startsWith('UID SEARCH') && flood(socket, (n) => (n === 0 ? '* SEARCH 1' : ' 1'.repeat(8_000))),
    'LINE_TOO_LONG',
  ],
  [
    'four thousand million UIDs',
    ({ tag, text, say }) => {
      if (!text.startsWith('UID SEARCH')) return false;
      say(`* ESEARCH (TAG "${tag}") UID ALL 1:4294967295`);
      say(`${tag} OK done`);
      return true;
    },
    'TOO_MANY_UIDS',
  ],
])('%s: a named failure, in bounded memory', async ([, answer, code]) => {
  const { synced, grownMb } = await syncWith(answer);
  const failure = synced.ok ? synced.value.failures[0]?.failure : synced.failure;
  expect(failure).toMatchObject({ kind: 'server.protocol_violation', code });
  expect(grownMb).toBeLessThan(150);
});

test('UIDs that nobody asked for, twice, and none at all: only what was asked for is stored, once', async () => {
  const { synced, stored } = await syncWith(({ tag, text, say }) => {
    if (!text.startsWith('UID FETCH')) return false;
    for (const uid of ['900', '2', '0', '99999999999', 'x', '2', '1'])
      say(
        `* 1 FETCH (UID ${uid} FLAGS () INTERNALDATE "01-Jan-2026 00:00:00 +0000" RFC822.SIZE 10 ENVELOPE (NIL "m" NIL NIL NIL NIL NIL NIL NIL NIL))`,
      );
    say(`${tag} OK done`);
    return true;
  });
  expect(synced.ok).toBe(true);
  expect(stored).toEqual(['UIDVALIDITY 7', '1 [] 10 m', '2 [] 10 m']);
});

test('one message that the server stumbles over is taken without its headers, the others whole', async () => {
  const { synced, stored } = await syncWith(({ tag, text, say }) => {
    if (!/^UID FETCH .*ENVELOPE/.test(text) || !/^UID FETCH (?:1:\*|1:3|2|2:3|1:2) /.test(text)) return false;
    say(`${tag} NO [SERVERBUG] Internal error occurred`);
    return true;
  });
  expect(synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(stored).toEqual(['UIDVALIDITY 7', '1 [] 10 message 1', '2 [] 0 ', '3 [] 10 message 3']);
});

test('UIDs that go backwards: what was stored is thrown away, and fetched anew', async () => {
  await syncWith(() => false);
  const { stored } = await syncWith(() => false, { messages: 2, uidNext: 3, uidValidity: 7 });
  expect(stored).toEqual(['UIDVALIDITY 7', '1 [] 10 message 1', '2 [] 10 message 2']);
});

test('a mailbox that the server refuses does not stop the others', async () => {
  const { synced } = await syncWith(({ tag, text, say }) => {
    if (!text.startsWith('EXAMINE')) return false;
    say(`${tag} NO [NOPERM] you may not`);
    return true;
  });
  expect(synced).toMatchObject({ ok: true, value: { failures: [{ failure: { reply: { responseCode: 'NOPERM' } } }] } });
});

test('names of mailboxes and flags that are there to fill the memory are left out', async () => {
  const long = 'x'.repeat(400_000);
  const { synced, stored } = await syncWith(({ tag, text, say }) => {
    if (text.startsWith('LIST')) {
      for (let n = 0; n < 10; n++) say(`* LIST () "/" ${n}${long}`);
      say('* LIST () "/" INBOX');
      say('* STATUS INBOX (MESSAGES 3 UIDNEXT 4 UIDVALIDITY 7 UNSEEN 0)');
    } else if (text.startsWith('UID FETCH'))
      for (const uid of [1, 2, 3])
        say(
          `* ${uid} FETCH (UID ${uid} FLAGS (\\Seen ${uid}${long} ${long}) INTERNALDATE "01-Jan-2026 00:00:00 +0000" RFC822.SIZE 10 ENVELOPE (NIL "m" NIL NIL NIL NIL NIL NIL NIL NIL))`,
        );
    else return false;
    say(`${tag} OK done`);
    return true;
  });
  expect(synced).toMatchObject({ ok: true, value: { mailboxes: 1, messages: 3 } });
  expect(stored.slice(1)).toEqual([1, 2, 3].map((uid) => `${uid} [\\Seen] 10 m`));
});
