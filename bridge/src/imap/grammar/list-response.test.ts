import { expect, test } from 'vitest';
import { readList } from './list-response.ts';
import { readStatus } from './status-response.ts';

test.each<[why: string, line: string, delimiter: string | null, name: string]>([
  ['an atom', '() "/" Work', '/', 'Work'],
  ['blanks at the end', '(\\HasNoChildren) "." Work  ', '.', 'Work'],
  ['two blanks between', '()  "/"  Work', '/', 'Work'],
  ['a backslash as delimiter, not escaped', '() "\\" INBOX', '\\', 'INBOX'],
  ['a backslash as delimiter, not escaped, and a quoted name', '(\\HasChildren) "\\" "Team\\Plans"', '\\', 'Team\\Plans'],
  [
    'a backslash as delimiter, escaped, and blanks in the name (Lotus Notes)',
    '(\\HasNoChildren) "\\\\" Folder\\Sub 1',
    '\\',
    'Folder\\Sub 1',
  ],
  ['a delimiter without quotes', '() / Work', '/', 'Work'],
  ['an empty delimiter', '() "" Work', null, 'Work'],
  ['no hierarchy', '() NIL Work', null, 'Work'],
  ['a tab inside quotes', '() "/" "Da\tOggetto"', '/', 'Da\tOggetto'],
  ['tabs and no quotes (Exchange)', '(\\HasNoChildren) "/" INBOX/Da\tOggetto\tRicevuto', '/', 'INBOX/Da\tOggetto\tRicevuto'],
  ['quotes inside quotes (GreenMail)', '() "." "ab"cd"', '.', 'ab"cd'],
  ['a word in quotes inside quotes', '() "/" "the "big" one"', '/', 'the "big" one'],
  ['a backslash inside quotes that escapes nothing', '() "/" "a\\\\b"', '/', 'a\\b'],
  ['blanks and no quotes', '() "/" Sent Items', '/', 'Sent Items'],
  ['parentheses and no quotes', '() "/" Newsletters (QuickFile)', '/', 'Newsletters (QuickFile)'],
  ['an opening bracket alone', '() "." b5.[b49c', '.', 'b5.[b49c'],
  ['a mailbox called NIL', '() "/" NIL', '/', 'NIL'],
  ['a mailbox called nil, in quotes', '() "/" "nil"', '/', 'nil'],
  ['a literal', '() "/" {8}\r\nTest "1"', '/', 'Test "1"'],
  ['a literal that ends like one', '() "/" {8}\r\nBrace{5}', '/', 'Brace{5}'],
  ['a literal with a line break inside', '() "/" {5}\r\na\r\nbc', '/', 'a\r\nbc'],
  ['a brace at the beginning of an atom', '() "/" {draft}', '/', '{draft}'],
  ['no attributes at all', '"/" Work', '/', 'Work'],
  ['two pairs of parentheses', '((\\HasNoChildren)) "/" Work', '/', 'Work'],
  ['a backslash among the attributes (Dovecot, XLIST)', '(\\HasNoChildren \\) "/" Work', '/', 'Work'],
  ['extended data', '() "/" "Work" ("CHILDINFO" ("SUBSCRIBED"))', '/', 'Work'],
  ['extended data behind an atom', '() "/" Work (OLDNAME ("Play"))', '/', 'Work'],
  ['UTF-8 that nobody encoded', Buffer.from('() "/" "Entwürfe"').toString('latin1'), '/', 'Entwürfe'],
])('LIST, %s', (_, line, delimiter, name) => {
  expect(readList(line)).toMatchObject({ delimiter, name });
});

test.each(['', '()', '() "/"', '() "/" ""', '() Work', '(\\HasNoChildren "/" Work', '() "/" {99}\r\nWork'])(
  'LIST %j says nothing that is certain',
  (line) => expect(readList(line)).toBeNull(),
);

test.each<[why: string, line: string, expected: object]>([
  [
    'blanks and no quotes (grommunio)',
    'Deleted Items (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3)',
    { name: 'Deleted Items', status: { messages: 1, uidNext: 2, uidValidity: 3 } },
  ],
  ['a mailbox called NIL', 'NIL (MESSAGES 1)', { name: 'NIL', status: { messages: 1 } }],
  ['quotes inside quotes', '"ab"cd" (MESSAGES 1)', { name: 'ab"cd', status: { messages: 1 } }],
  ['a number that is none', 'x (MESSAGES many UIDNEXT 5)', { name: 'x', status: { uidNext: 5 } }],
  ['a number too large', 'x (MESSAGES 99999999999 UIDNEXT 5)', { name: 'x', status: { uidNext: 5 } }],
  ['no closing parenthesis', 'x (MESSAGES 1 UIDNEXT 5', { name: 'x', status: { messages: 1, uidNext: 5 } }],
  ['small letters', 'x (messages 1 uidnext 5)', { name: 'x', status: { messages: 1, uidNext: 5 } }],
  ['a valid id', 'x (MAILBOXID (F2212ea87-6097-4256-9d51) UNSEEN 1)', { mailboxId: 'F2212ea87-6097-4256-9d51', status: { unseen: 1 } }],
  ['an id without parentheses', 'x (MAILBOXID F2 UNSEEN 1)', { mailboxId: 'F2', status: { unseen: 1 } }],
  [
    'freed memory for an id (Cyrus 3.6)',
    'x (MESSAGES 1 MAILBOXID (\x80\x1e)(MNV) UNSEEN 1)',
    { mailboxId: null, status: { messages: 1, unseen: 1 } },
  ],
  ['freed memory with a line break', 'x (MESSAGES 1 UNSEEN 2 MAILBOXID (a\x0b', { mailboxId: null, status: { messages: 1, unseen: 2 } }],
])('STATUS, %s', (_, line, expected) => expect(readStatus(line)).toMatchObject(expected));
