import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Secret } from '@kurrier/shared/secret';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { openStore, type Store } from '../../bridge/src/store/open-store.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { readStore } from './read-server.ts';
import { fetchLine, honestMailbox, startImapMailbox, type FalseAnswer } from '../servers/imap-mailbox.ts';

let dir: string;
let store: Store;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-lenient-'));
  store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true });
});

/** One sync over one connection; what it asked, what it brought, and when the messages came. */
const syncWith = async (answer: FalseAnswer, box = honestMailbox, capabilities = '') => {
  const asked: string[] = [];
  await using server = await startImapMailbox(
    (command) => {
      asked.push(command.text);
      return answer(command);
    },
    box,
    capabilities,
  );
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false };
  const opened = await createOpenImapSession(createProtocolDeps())(
    { settings, password: new Secret('x') },
    { signal: new AbortController().signal },
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const account = await openMailAccountStore('a', store.namespace);
  const synced = await syncOnce(prepareConnection(opened.value), account);
  opened.value.close();
  const inbox = account.read().mailboxes.find(({ path: name }) => name === 'INBOX');
  const times: string[] = [];
  if (inbox)
    for await (const page of (await account.mailbox(inbox.id)).readIndex())
      times.push(...page.dates.map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 10)));
  return { synced, asked, times, stored: await readStore(account), paths: account.read().mailboxes.map((mailbox) => mailbox.path) };
};

const whole = ['UIDVALIDITY 7', '1 [] 10 message 1', '2 [] 10 message 2', '3 [] 10 message 3'];
const isHeaders = (text: string): boolean => /^UID FETCH .*ENVELOPE/.test(text);
const envelopeOf = (subject: string): string => `(NIL ${subject} NIL NIL NIL NIL NIL NIL NIL NIL)`;
const structure = '("TEXT" "PLAIN" NIL NIL NIL "7BIT" 10 1)';
const date = 'INTERNALDATE "01-Jan-2026 00:00:00 +0000"';
const fields = (uid: number): string => `Subject: message ${uid}\r\nFrom: ann@mail.test\r\n\r\n`;

/** Answers a question for header fields; false for any other. */
const giveFields: FalseAnswer = ({ tag, text, say }) => {
  const set = /^UID FETCH (\S+) .*HEADER\.FIELDS/.exec(text)?.[1];
  if (!set) return false;
  for (const uid of [1, 2, 3].filter((one) =>
    set.split(',').some((range) => one >= Number(range.split(':')[0]) && one <= Number(range.split(':').at(-1))),
  ))
    say(
      `* ${uid} FETCH (UID ${uid} FLAGS () ${date} RFC822.SIZE 10 BODY[HEADER.FIELDS (SUBJECT)]<0> {${fields(uid).length}}\r\n${fields(uid)})`,
    );
  say(`${tag} OK done`);
  return true;
};

/** Answers for headers with these lines in the place of the second message's. */
const withSecond =
  (lines: (text: string) => string[]): FalseAnswer =>
  (command) => {
    const { tag, text, say } = command;
    if (!isHeaders(text)) return giveFields(command);
    for (const uid of [1, 2, 3]) for (const line of uid === 2 ? lines(text) : [fetchLine(uid, text)]) say(line);
    say(`${tag} OK done`);
    return true;
  };

test.each<[why: string, lines: (text: string) => string[]]>([
  ['a blank line before it', (text) => ['', fetchLine(2, text)]],
  ['blank lines around it', (text) => ['', ' ', fetchLine(2, text), '\t', '']],
  ['blanks at its end', (text) => [`${fetchLine(2, text)}  `]],
  ['small letters', (text) => [fetchLine(2, text).replace('FETCH', 'fetch').replace('UID', 'uid').replace('FLAGS', 'flags')]],
  ['an unknown response before it', (text) => ['* XYZZY 5 (what "ever")', '* 2 RECENT', fetchLine(2, text)]],
  ['a line that is nothing before it', (text) => ['what is this?', fetchLine(2, text)]],
  [
    'nothing between a literal and what follows',
    () => [
      `* 2 FETCH (UID 2 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE (NIL {9}\r\nmessage 2NIL NIL NIL NIL NIL NIL NIL NIL) BODYSTRUCTURE ${structure})`,
    ],
  ],
  [
    'a blank line behind a literal',
    () => [
      `* 2 FETCH (UID 2 FLAGS () ${date} RFC822.SIZE 10 BODYSTRUCTURE ${structure} ENVELOPE (NIL {9}\r\nmessage 2\r\n NIL NIL NIL NIL NIL NIL NIL NIL))`,
    ],
  ],
  [
    'parentheses around it (Lotus Domino)',
    () => [`* 2 FETCH ((UID 2 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE ${envelopeOf('"message 2"')} BODYSTRUCTURE ${structure}))`],
  ],
])('%s: everything is read in one go, and nothing asked again', async (_, lines) => {
  const { synced, stored, asked } = await syncWith(withSecond(lines));
  expect(synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(stored.INBOX).toEqual(whole);
  expect(asked.filter((text) => text.startsWith('UID FETCH'))).toHaveLength(1);
});

test.each<[why: string, lines: string[]]>([
  [
    'quotes inside a subject',
    [`* 2 FETCH (UID 2 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE ${envelopeOf('"the "big" one"')} BODYSTRUCTURE ${structure})`],
  ],
  [
    'one quote inside a subject',
    [`* 2 FETCH (UID 2 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE ${envelopeOf('"5" screens"')} BODYSTRUCTURE ${structure})`],
  ],
  [
    'an address that is none',
    [
      `* 2 FETCH (UID 2 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE (NIL "message 2" (("Ann" NIL "ann "mail.test")) NIL NIL NIL NIL NIL NIL NIL) BODYSTRUCTURE ${structure})`,
    ],
  ],
  ['a field too few', [`* 2 FETCH (UID 2 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE (NIL "message 2" NIL NIL) BODYSTRUCTURE ${structure})`]],
  [
    'a structure that is none',
    [`* 2 FETCH (UID 2 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE ${envelopeOf('"message 2"')} BODYSTRUCTURE ("TEXT" "PLAIN" "a "b" c"))`],
  ],
  [
    'a structure that a line break tears apart',
    [
      `* 2 FETCH (UID 2 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE ${envelopeOf('"message 2"')} BODYSTRUCTURE ("TEXT" "PLAIN" ("NAME" "a`,
      `b.txt") NIL NIL "7BIT" 10 1))`,
    ],
  ],
  [
    'a parenthesis too few',
    [`* 2 FETCH (UID 2 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE ${envelopeOf('"message 2"')} BODYSTRUCTURE ("TEXT" "PLAIN" (`],
  ],
  [
    'a UID that is none',
    [`* 2 FETCH (UID two FLAGS () ${date} RFC822.SIZE 10 ENVELOPE ${envelopeOf('"message 2"')} BODYSTRUCTURE ${structure})`],
  ],
  [
    'the UID of another one',
    [`* 2 FETCH (UID 3 FLAGS () ${date} RFC822.SIZE 10 ENVELOPE ${envelopeOf('"message 2"')} BODYSTRUCTURE ${structure})`],
  ],
])('%s: its header fields are read instead, on the same connection', async (_, lines) => {
  const { synced, stored } = await syncWith(withSecond(() => lines));
  expect(synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(stored.INBOX).toEqual(whole);
});

test.each([
  ['one digit for the day', '"8-Mar-2023 12:16:47 +0800"', '2023-03-08'],
  ['as in a header', '"Mon, 09 Feb 2026 10:11:12 +0000"', '2026-02-09'],
  ['no zone', '"08-Mar-2023 12:16:47"', '2023-03-08'],
  ['GMT', '"08-Mar-2023 12:16:47 GMT"', '2023-03-08'],
  ['a literal', '{26}\r\n08-Mar-2023 12:16:47 +0800', '2023-03-08'],
  ['the 0th of January (Lotus Domino), and a Date header', '"00-Jan-0000 00:00:00 +0000"', '2024-05-06'],
  ['the beginning of time, and a Date header', '"01-Jan-1970 00:00:00 +0000"', '2024-05-06'],
  ['NIL, and a Date header', 'NIL', '2024-05-06'],
])('a time that is written otherwise, %s', async (_, time, day) => {
  const line = `* 2 FETCH (UID 2 FLAGS () INTERNALDATE ${time} RFC822.SIZE 10 ENVELOPE ("Mon, 6 May 2024 07:08:09 +0000" "message 2" NIL NIL NIL NIL NIL NIL NIL NIL) BODYSTRUCTURE ${structure})`;
  const { times, stored } = await syncWith(withSecond(() => [line]));
  expect(stored.INBOX).toEqual(whole);
  expect(times).toEqual(['2026-01-01', day, '2026-01-01']);
});

test('a time that nothing tells is that of the message before it', async () => {
  const line = `* 2 FETCH (UID 2 FLAGS () INTERNALDATE "00-Jan-0000 00:00:00 +0000" RFC822.SIZE 10 ENVELOPE ("never" "message 2" NIL NIL NIL NIL NIL NIL NIL NIL) BODYSTRUCTURE ${structure})`;
  const { times } = await syncWith(withSecond(() => [line]));
  expect(times).toEqual(['2026-01-01', '2026-01-01', '2026-01-01']);
});

test.each<[why: string, line: string]>([
  ['a number too large', '* SEARCH 1 2 3 19564493749'],
  ['a word', '* SEARCH 1 two 2 3'],
  ['nothing at all (GNU mailutils)', '* SEARCH'],
  ['fewer than there are', '* SEARCH 1 3'],
  ['another response', '* OK searching'],
])('SEARCH answers with %s: all messages are there, and nothing fails', async (_, line) => {
  const { synced, stored } = await syncWith(({ tag, text, say }) => {
    if (!text.startsWith('UID SEARCH')) return false;
    say(line);
    say(`${tag} OK done`);
    return true;
  });
  expect(synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(stored.INBOX).toEqual(whole);
});

test('a server that says there are more messages than it names, however it is asked, is said to contradict itself', async () => {
  const { synced, stored } = await syncWith(({ tag, text, say }) => {
    if (!/^(?:EXAMINE|LIST)/.test(text)) return false;
    if (text.startsWith('LIST')) {
      say('* LIST () "/" INBOX');
      say('* STATUS INBOX (MESSAGES 9 UIDNEXT 10 UIDVALIDITY 7 UNSEEN 0)');
    } else {
      say('* 9 EXISTS');
      say('* OK [UIDVALIDITY 7] valid');
      say('* OK [UIDNEXT 10] next');
    }
    say(`${tag} OK done`);
    return true;
  });
  expect(stored.INBOX).toEqual(whole);
  expect(synced).toMatchObject({
    ok: true,
    value: { failures: [{ failure: { kind: 'server.protocol_violation', code: 'CONTRADICTING_COUNTS' } }] },
  });
});

/** Answers LIST with these lines; every mailbox is as the honest one. */
const listing =
  (...lines: string[]): FalseAnswer =>
  ({ tag, text, say }) => {
    if (!text.startsWith('LIST')) return false;
    for (const line of lines) say(line);
    say(`${tag} OK done`);
    return true;
  };

test('mailboxes that are listed otherwise than the standard has it are there; a line that says nothing is named', async () => {
  const { synced, paths, asked } = await syncWith(
    listing(
      '* LIST () "\\" Sent Items',
      '* LIST () "\\" Sent Mail',
      '* LIST () "/" "the "big" one"',
      '* LIST () "/" Da\tOggetto',
      '* LIST () "/" {8}\r\nBrace{5}',
      '* LIST () "/" NIL',
      '* LIST () "/"',
    ),
  );
  expect(paths).toEqual(['Sent Items', 'Sent Mail', 'the "big" one', 'Da\tOggetto', 'Brace{5}', 'NIL', 'INBOX']);
  expect(synced).toMatchObject({
    ok: true,
    value: { failures: [{ mailboxId: '* LIST () "/"', failure: { code: 'UNREADABLE_MAILBOX' } }] },
  });
  expect(asked.filter((text) => text.startsWith('EXAMINE'))).toContain('EXAMINE "the \\"big\\" one"');
});

test('a mailbox whose line cannot be read any more keeps its messages', async () => {
  await syncWith(listing('* LIST () "/" INBOX', '* LIST () "/" Work'));
  const { stored } = await syncWith(listing('* LIST () "/" INBOX', '* LIST () Work'));
  expect(stored.Work).toEqual(whole);
});

test.each([
  ['another UIDVALIDITY', '* OK [UIDVALIDITY 8] valid', '* OK [UIDNEXT 4] next'],
  ['UIDs that went back', '* OK [UIDVALIDITY 7] valid', '* OK [UIDNEXT 2] next'],
])('%s that is said once only makes nothing worthless', async (_, uidValidity, uidNext) => {
  await syncWith(() => false);
  let times = 0;
  const { stored, asked } = await syncWith(({ tag, text, say }) => {
    if (text.startsWith('LIST'))
      return listing('* LIST () "/" INBOX', '* STATUS INBOX (MESSAGES 3 UIDNEXT 5 UIDVALIDITY 7 UNSEEN 0)')({ tag, text, say } as never);
    if (!text.startsWith('EXAMINE') || times++ > 0) return false;
    say('* 3 EXISTS');
    say(uidValidity);
    say(uidNext);
    say(`${tag} OK done`);
    return true;
  });
  expect(stored.INBOX).toEqual(whole);
  expect(asked.filter(isHeaders)).toEqual([]);
});
