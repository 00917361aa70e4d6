import { expect, test } from 'vitest';
import { parseUntagged } from './untagged-responses.ts';

const mailbox = { path: 'Entwürfe', name: 'Entw&APw-rfe', delimiter: '/', attributes: ['\\HasNoChildren', '\\Drafts'], mailboxId: null };

test.each([
  ['* LIST (\\HasNoChildren \\Drafts) "/" Entw&APw-rfe', { type: 'list', mailbox }],
  ['* LIST (\\HasNoChildren \\Drafts) "/" {12}\r\nEntw&APw-rfe', { type: 'list', mailbox }],
  [
    '* LIST () NIL "in\\"box" ("CHILDINFO" ("SUBSCRIBED"))',
    { type: 'list', mailbox: { path: 'in"box', name: 'in"box', delimiter: null, attributes: [], mailboxId: null } },
  ],
  ['* LIST () "/" inbox', { type: 'list', mailbox: { path: 'INBOX', name: 'inbox', delimiter: '/', attributes: [], mailboxId: null } }],
  ['* LIST () "/"', { type: 'unreadable', word: 'LIST' }],
  [
    '* STATUS "A b" (MESSAGES 3 UIDNEXT 4294967295 UIDVALIDITY 7 UNSEEN 1 HIGHESTMODSEQ 9223372036854775807 MAILBOXID (F1))',
    {
      type: 'status',
      name: 'A b',
      mailboxId: 'F1',
      status: { messages: 3, uidNext: 4294967295, uidValidity: 7, unseen: 1, highestModSeq: 9223372036854775807n },
    },
  ],
  ['* STATUS x (HIGHESTMODSEQ 0 MESSAGES x)', { type: 'status', name: 'x', mailboxId: null, status: {} }],
  ['* STATUS x MESSAGES', { type: 'unreadable', word: 'STATUS' }],
  ['* SEARCH 3 1 2', { type: 'search', uids: [[1, 3]] }],
  ['* SEARCH', { type: 'search', uids: [] }],
  ['* SEARCH 2 (MODSEQ 917162500)', { type: 'search', uids: [[2, 2]] }],
  ['* SEARCH 1:5', { type: 'search', uids: [[1, 5]] }],
  [
    '* ESEARCH (TAG "k3") UID ALL 1:3,5',
    {
      type: 'search',
      uids: [
        [1, 3],
        [5, 5],
      ],
    },
  ],
  ['* ESEARCH (TAG "k3") UID', { type: 'search', uids: [] }],
  [
    '* VANISHED (EARLIER) 300:310,405',
    {
      type: 'vanished',
      isEarlier: true,
      uids: [
        [300, 310],
        [405, 405],
      ],
    },
  ],
  ['* VANISHED 7', { type: 'vanished', isEarlier: false, uids: [[7, 7]] }],
  ['* VANISHED 0', { type: 'unreadable', word: 'VANISHED' }],
  ['* 23 EXISTS', { type: 'exists', messages: 23 }],
  ['* 4 EXPUNGE', { type: 'expunge' }],
  ['* 4 FETCH (FLAGS ())', { type: 'fetch' }],
  ['* OK [UIDVALIDITY 3857529045] UIDs valid', { type: 'code', code: 'UIDVALIDITY', argument: '3857529045' }],
  ['* OK [NOMODSEQ] none', { type: 'code', code: 'NOMODSEQ', argument: '' }],
  ['* OK Still here', null],
  ['* 99999999999 EXISTS', null],
  ['+ idling', null],
  ['', null],
])('%s', (text, expected) => {
  expect(parseUntagged(Buffer.from(`${text}\r\n`))).toEqual(expected);
});
