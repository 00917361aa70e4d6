import { expect, test } from 'vitest';
import { assignRoles } from './special-use.ts';

type Listed = [path: string, ...attributes: string[]];
const rolesOf = (mailboxes: Listed[], delimiter: string | null = '/') =>
  Object.fromEntries(assignRoles(mailboxes.map(([path, ...attributes]) => ({ path, delimiter, attributes }))));

test.each<[string, Listed[], string | null, Record<string, string>]>([
  ['attributes', [['INBOX'], ['Out', '\\HasNoChildren', '\\Sent'], ['X', '\\JUNK']], '/', { INBOX: 'inbox', Out: 'sent', X: 'junk' }],
  ['attributes before names', [['Sent'], ['Gesendet', '\\Sent']], '/', { Gesendet: 'sent' }],
  [
    'names, where there are no attributes',
    [['Gesendet'], ['Papierkorb'], ['Entwürfe']],
    '/',
    { Gesendet: 'sent', Papierkorb: 'trash', Entwürfe: 'drafts' },
  ],
  ['below INBOX', [['INBOX'], ['INBOX.Sent'], ['INBOX.spam']], '.', { INBOX: 'inbox', 'INBOX.Sent': 'sent', 'INBOX.spam': 'junk' }],
  ['not further down', [['Projects/Sent'], ['INBOX/a/Trash']], '/', {}],
  ['one mailbox for a role by name', [['Sent'], ['Sent Items']], '/', { Sent: 'sent' }],
  [
    'two mailboxes for a role that the server gave',
    [
      ['A', '\\Archive'],
      ['B', '\\Archive'],
    ],
    '/',
    { A: 'archive', B: 'archive' },
  ],
  [
    'names in other scripts and in decomposed letters',
    [['送信済み'], ['Корзина'], ['Entwu\u0308rfe']],
    null,
    { 送信済み: 'sent', Корзина: 'trash', 'Entwu\u0308rfe': 'drafts' },
  ],
])('%s', (_, mailboxes, delimiter, expected) => {
  expect(rolesOf(mailboxes, delimiter)).toEqual(expected);
});
