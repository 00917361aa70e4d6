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
import { fetchLine, startImapMailbox, type FalseAnswer } from '../servers/imap-mailbox.ts';

let dir: string;
let store: Store;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-writing-'));
  store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true });
});

const syncWith = async (answer: FalseAnswer) => {
  await using server = await startImapMailbox(answer);
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false };
  const opened = await createOpenImapSession(createProtocolDeps())(
    { settings, password: new Secret('x') },
    { signal: new AbortController().signal },
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const account = await openMailAccountStore('a', store.namespace);
  const synced = await syncOnce(prepareConnection(opened.value), account);
  opened.value.close();
  return { synced, stored: await readStore(account), paths: account.read().mailboxes.map((mailbox) => mailbox.path) };
};

const envelope = '(NIL "message 2" NIL NIL NIL NIL NIL NIL NIL NIL)';
const structure = '("TEXT" "PLAIN" NIL NIL NIL "7BIT" 10 1)';
const date = '"01-Jan-2026 00:00:00 +0000"';

/** The second message as it should be written, in pieces. */
const write = ({
  start = '* 2 FETCH (',
  uid = 'UID 2',
  flags = 'FLAGS ()',
  internalDate = `INTERNALDATE ${date}`,
  size = 'RFC822.SIZE 10',
  envelopeItem = `ENVELOPE ${envelope}`,
  structureItem = `BODYSTRUCTURE ${structure}`,
  end = ')',
} = {}) => `${start}${[uid, flags, internalDate, size, envelopeItem, structureItem].filter(Boolean).join(' ')}${end}`;

const fields = 'Subject: message 2\r\nFrom: ann@mail.test\r\n\r\n';
/** Header fields are given where the envelope cannot be read. */
const answerWith =
  (...lines: string[]): FalseAnswer =>
  ({ tag, text, say }) => {
    if (/^UID FETCH .*HEADER\.FIELDS/.test(text)) {
      say(
        `* 2 FETCH (UID 2 FLAGS () INTERNALDATE ${date} RFC822.SIZE 10 BODY[HEADER.FIELDS (SUBJECT)]<0> {${fields.length}}\r\n${fields})`,
      );
      say(`${tag} OK done`);
      return true;
    }
    if (!/^UID FETCH .*ENVELOPE/.test(text)) return false;
    say(fetchLine(1, text));
    for (const line of lines) say(line);
    say(fetchLine(3, text));
    say(`${tag} OK done`);
    return true;
  };

const whole = (flags = '', size = 10) => ['UIDVALIDITY 7', '1 [] 10 message 1', `2 [${flags}] ${size} message 2`, '3 [] 10 message 3'];

test.each<[why: string, line: string, flags?: string]>([
  ['two blanks behind the asterisk', write({ start: '*  2 FETCH (' })],
  ['two blanks behind the number', write({ start: '* 2  FETCH (' })],
  ['a blank inside of the parenthesis', write({ start: '* 2 FETCH ( ', end: ' )' })],
  ['no blank before the parenthesis', write({ start: '* 2 FETCH(' })],
  ['tabs between items', write().replaceAll(' FLAGS', '\tFLAGS')],
  ['the UID in quotes', write({ uid: 'UID "2"' })],
  ['the UID with zeros before it', write({ uid: 'UID 0002' })],
  ['the UID at the end', write({ uid: '', end: ' UID 2)' })],
  ['flags that are NIL', write({ flags: 'FLAGS NIL' })],
  ['flags without parentheses', write({ flags: 'FLAGS \\Seen' }), '\\Seen'],
  ['flags with two parentheses', write({ flags: 'FLAGS ((\\Seen))' }), '\\Seen'],
  ['flags in small letters', write({ flags: 'FLAGS (\\seen)' }), '\\Seen'],
  ['the same flag twice', write({ flags: 'FLAGS (\\Seen \\Seen)' }), '\\Seen'],
  ['flags that a comma separates', write({ flags: 'FLAGS (\\Seen, \\Flagged)' }), '\\Flagged \\Seen'],
  ['no flags', write({ flags: '' })],
  ['items twice', write({ end: ` RFC822.SIZE 10 INTERNALDATE ${date})` })],
  [
    'items that nobody asked for',
    write({ end: ' EMAILID (M1) SAVEDATE NIL X-GM-MSGID 12345678901234567890 ANNOTATION (/comment (value.priv NIL)))' }),
  ],
  ['an item with a literal that nobody asked for', write({ end: ' X-THING {5}\r\na)b(c)' })],
  ['an empty literal', write({ end: ' X-THING {0}\r\n)' })],
  ['a size in quotes', write({ size: 'RFC822.SIZE "10"' })],
  ['a size with a sign', write({ size: 'RFC822.SIZE +10' })],
  ['a day with a blank before it', write({ internalDate: 'INTERNALDATE " 1-Jan-2026 00:00:00 +0000"' })],
  ['a month in small letters', write({ internalDate: 'INTERNALDATE "01-jan-2026 00:00:00 +0000"' })],
  ['a time as in ISO 8601', write({ internalDate: 'INTERNALDATE "2026-01-01T00:00:00Z"' })],
  ['a zone with a colon', write({ internalDate: 'INTERNALDATE "01-Jan-2026 00:00:00 +00:00"' })],
  ['a time without quotes', write({ internalDate: 'INTERNALDATE 01-Jan-2026' })],
  [
    'a subject as a literal without synchronizing',
    write({ envelopeItem: 'ENVELOPE (NIL {9+}\r\nmessage 2 NIL NIL NIL NIL NIL NIL NIL NIL)' }),
  ],
  ['a subject as a binary literal', write({ envelopeItem: 'ENVELOPE (NIL ~{9}\r\nmessage 2 NIL NIL NIL NIL NIL NIL NIL NIL)' })],
  ['a subject without quotes', write({ envelopeItem: 'ENVELOPE (NIL message-2 NIL NIL NIL NIL NIL NIL NIL NIL)' })],
  ['addresses that are empty lists', write({ envelopeItem: 'ENVELOPE (NIL "message 2" () () () () () () NIL NIL)' })],
  ['addresses that are empty strings', write({ envelopeItem: 'ENVELOPE (NIL "message 2" "" "" "" "" "" "" "" "")' })],
  ['an address of five fields', write({ envelopeItem: 'ENVELOPE (NIL "message 2" (("A" NIL "a" "b" NIL)) NIL NIL NIL NIL NIL NIL NIL)' })],
  ['an address that is not in a list', write({ envelopeItem: 'ENVELOPE (NIL "message 2" ("A" NIL "a" "b") NIL NIL NIL NIL NIL NIL NIL)' })],
  ['an envelope of eleven fields', write({ envelopeItem: 'ENVELOPE (NIL "message 2" NIL NIL NIL NIL NIL NIL NIL NIL NIL)' })],
  ['an envelope that is NIL', write({ envelopeItem: 'ENVELOPE NIL' })],
  ['a structure that is NIL', write({ structureItem: 'BODYSTRUCTURE NIL' })],
  ['a structure that is empty', write({ structureItem: 'BODYSTRUCTURE ()' })],
  ['a structure of no parts', write({ structureItem: 'BODYSTRUCTURE ("MIXED")' })],
  ['a structure with numbers in quotes', write({ structureItem: 'BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" "10" "1")' })],
  ['a structure without numbers', write({ structureItem: 'BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" NIL NIL)' })],
  ['a structure without blanks between its parts', write({ structureItem: `BODYSTRUCTURE (${structure}${structure}"MIXED")` })],
  ['a structure of odd parameters', write({ structureItem: 'BODYSTRUCTURE ("TEXT" "PLAIN" ("CHARSET") NIL NIL "7BIT" 10 1)' })],
  ['a message that is told twice', `${write()}\r\n${write()}`],
  ['a status in between', `* OK\r\n* OK [ALERT]\r\n* NO almost full\r\n* BAD what\r\n* ok still\r\n${write()}`],
  ['lines of a prompt in between', `*\r\n* \r\n+ \r\n)\r\n${write()}`],
  [
    'other untagged responses in between',
    `* FLAGS ()\r\n* CAPABILITY IMAP4REV1\r\n* VANISHED 99\r\n* SEARCH\r\n* LIST () "/" X\r\n${write()}`,
  ],
])('a FETCH with %s: the message is there, and its neighbours', async (_, line, flags = '') => {
  const { synced, stored } = await syncWith(answerWith(line));
  expect(synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(stored.INBOX!.map((text) => text.replace('message-2', 'message 2'))).toEqual(whole(flags));
});

const listing =
  (line: string): FalseAnswer =>
  ({ tag, text, say }) => {
    if (!text.startsWith('LIST')) return false;
    say('* LIST () "/" INBOX');
    say(line);
    say(`${tag} OK done`);
    return true;
  };

test.each([
  ['no blanks between its parts', '* LIST ()"/""Work"', 'Work'],
  ['small letters', '* list () "/" Work', 'Work'],
  ['a blank at its end', '* LIST () "/" Work ', 'Work'],
  ['two blanks before the name', '* LIST () "/"  Work', 'Work'],
  ['tabs', '* LIST\t()\t"/"\tWork', 'Work'],
  ['NIL as a string', '* LIST () "NIL" Work', 'Work'],
  ['small nil', '* LIST () nil Work', 'Work'],
  ['a delimiter as a literal', '* LIST () {1}\r\n/ Work', 'Work'],
  ['attributes that a comma separates', '* LIST (\\HasNoChildren, \\Marked) "/" Work', 'Work'],
  ['no attributes', '* LIST NIL "/" Work', 'Work'],
  ['a name in single quotes', '* LIST () "/" \'Work\'', "'Work'"],
  ['a name in raw UTF-8', '* LIST () "/" "Entwürfe"', 'Entwürfe'],
  ['extended data before its end', '* LIST () "/" Work ("CHILDINFO" ("SUBSCRIBED"))', 'Work'],
  ['a name that ends with the delimiter', '* LIST () "/" Work/', 'Work/'],
])('LIST with %s: the mailbox is there, or the line is named', async (_, line, name) => {
  const { synced, paths } = await syncWith(listing(line));
  expect(synced.ok).toBe(true);
  if (!paths.includes(name)) expect(synced).toMatchObject({ value: { failures: [{ failure: { code: 'UNREADABLE_MAILBOX' } }] } });
  expect(paths).toContain(name);
});

test.each<[why: string, lines: string[]]>([
  ['small letters', ['* 3 exists', '* ok [uidvalidity 7] x', '* ok [uidnext 4] x']],
  ['no words behind the codes', ['* 3 EXISTS', '* OK [UIDVALIDITY 7]', '* OK [UIDNEXT 4]']],
  ['blanks in the codes', ['* 3 EXISTS ', '* OK [UIDVALIDITY 7 ] x', '* OK [ UIDNEXT  4] x']],
  ['another order', ['* OK [UIDNEXT 4] x', '* OK [UIDVALIDITY 7] x', '* 3 EXISTS']],
  ['EXISTS twice, growing', ['* 0 EXISTS', '* OK [UIDVALIDITY 7] x', '* OK [UIDNEXT 4] x', '* 3 EXISTS']],
  ['zeros before numbers', ['* 003 EXISTS', '* OK [UIDVALIDITY 0000000007] x', '* OK [UIDNEXT 0000000004] x']],
])('EXAMINE answered with %s: everything is there', async (_, lines) => {
  const { synced, stored } = await syncWith(({ tag, text, say }) => {
    if (!text.startsWith('EXAMINE')) return false;
    for (const line of lines) say(line);
    say(`${tag} ok`);
    return true;
  });
  expect(synced).toMatchObject({ ok: true, value: { failures: [] } });
  expect(stored.INBOX).toEqual(whole());
});
