import { expect, test } from 'vitest';
import { hashOf, parseRoute, type Route } from './route.ts';

test.each<[string, Route]>([
  ['#/providers/edit/%zz', { page: 'edit-account', accountId: '%zz' }],
  ['#/providers/edit/%', { page: 'edit-account', accountId: '%' }],
  ['#/providers/edit/%E0%A4%A', { page: 'edit-account', accountId: '%E0%A4%A' }],
  ['#/providers/edit/a%2Fb', { page: 'edit-account', accountId: 'a/b' }],
  ['#/providers/edit/', { page: 'providers' }],
  ['#/providers/edit', { page: 'providers' }],
  ['#/mail/%zz/%ff', { page: 'mail', accountId: '%zz', mailboxId: '%ff' }],
  [
    '#/mail/a/m?open=a/m/7/9',
    { page: 'mail', accountId: 'a', mailboxId: 'm', open: { accountId: 'a', mailboxId: 'm', uidValidity: 7, uid: 9 } },
  ],
  [
    '#/mail?open=a/b%2Fc/7/9',
    { page: 'mail', accountId: null, mailboxId: null, open: { accountId: 'a', mailboxId: 'b/c', uidValidity: 7, uid: 9 } },
  ],
  ['#/mail?open=a/m/x/9', { page: 'mail', accountId: null, mailboxId: null }],
  ['#/mail?open=%zz', { page: 'mail', accountId: null, mailboxId: null }],
  ['#/mail/a%3Fopen=b?open=', { page: 'mail', accountId: 'a?open=b', mailboxId: null }],
  ['#/failures', { page: 'failures', kind: null }],
  ['#/failures/', { page: 'failures', kind: null }],
  ['#/failures/net.refused', { page: 'failures', kind: 'net.refused' }],
  ['#/failures/%zz', { page: 'failures', kind: '%zz' }],
  ['#%zz', { page: 'providers' }],
  ['#/%', { page: 'providers' }],
  ['', { page: 'providers' }],
])('%s is a page, whatever was typed', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

test('no hash throws, and every page is read back from its own hash', () => {
  const pieces = [
    '#',
    '/',
    '//',
    '%',
    '%zz',
    '%00',
    '%E0',
    '%2F',
    '\u202E',
    '\uD800',
    '😀',
    '__proto__',
    'mail',
    'providers',
    'edit',
    'settings',
    ' ',
  ];
  for (const a of pieces)
    for (const b of pieces)
      for (const c of pieces) {
        for (const hash of [`#/${a}/${b}/${c}`, `#/providers/edit/${a}${b}${c}`, `#/mail/${a}${b}/${c}`, `${a}${b}${c}`]) {
          const route = parseRoute(hash);
          const canonical = hashOf(route);
          expect(hashOf(parseRoute(canonical))).toBe(canonical);
        }
      }
});
