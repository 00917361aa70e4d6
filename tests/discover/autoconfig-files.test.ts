import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseMailAddress } from '../../bridge/src/discover/mail-address.ts';
import { parseAutoconfig } from '../../bridge/src/discover/sources/parse-autoconfig.ts';
import type { FoundServer } from '../../shared/src/discovery/discovery.ts';

const folder = new URL('./autoconfig/', import.meta.url);
const address = parseMailAddress('some.one@own.test')!;

const describe = ({ host, port, security, username, password, oauth2 }: FoundServer): string =>
  [host, port, security, username, ...(password ? ['password'] : []), ...(oauth2 ? ['oauth2'] : [])].join(' ');

const imap = 'imap.own.test 993 implicit-tls some.one@own.test password';
const smtp = 'smtp.own.test 465 implicit-tls some.one@own.test password';

/** File → its servers in the order of preference. */
const expected: Record<string, { imap?: string[]; smtp?: string[] }> = {
  'tls-before-starttls': {
    imap: [imap, 'imap.own.test 143 starttls some.one@own.test password'],
    smtp: [smtp, 'smtp.own.test 587 starttls some.one@own.test password'],
  },
  'starttls-preferred': {
    imap: ['imap.own.test 143 starttls some.one@own.test password', imap],
    smtp: ['smtp.own.test 587 starttls some.one@own.test password', smtp],
  },
  'local-part': { imap: ['imap.own.test 993 implicit-tls some.one password'], smtp: ['smtp.own.test 465 implicit-tls some.one password'] },
  'username-per-leg': {
    imap: ['imap.own.test 993 implicit-tls some.one password'],
    smtp: ['smtp.own.test 587 starttls some.one@own.test password'],
  },
  'composed-username': {
    imap: ['imap.own.test 993 implicit-tls some.one.own.test password'],
    smtp: ['smtp.own.test 465 implicit-tls own-some.one password'],
  },
  'host-placeholder': { imap: [imap], smtp: ['own.test 465 implicit-tls some.one@own.test password'] },
  'oauth2-only': {
    imap: ['imap.own.test 993 implicit-tls some.one@own.test oauth2'],
    smtp: ['smtp.own.test 587 starttls some.one@own.test oauth2'],
  },
  'oauth2-or-password': { imap: [`${imap} oauth2`], smtp: [`${smtp} oauth2`] },
  'oauth2-server-before-password-server': { imap: [imap, 'modern.own.test 993 implicit-tls some.one@own.test oauth2'], smtp: [smtp] },
  'pop-only': { imap: [], smtp: [smtp] },
  'pop-before-imap': { imap: [imap], smtp: [smtp] },
  'no-encryption': {
    imap: ['imap.own.test 143 cleartext some.one@own.test password'],
    smtp: ['smtp.own.test 25 cleartext some.one@own.test password'],
  },
  'version-1-0': { imap: [imap], smtp: [smtp] },
  'documentation-and-enable': { imap: [imap], smtp: [smtp] },
  'no-username': { imap: [imap], smtp: [smtp] },
  'comments-and-cdata': { imap: [imap], smtp: [smtp] },
  'lower-case-modes': { imap: [imap], smtp: ['smtp.own.test 587 starttls some.one@own.test password'] },
  'unusable-servers': {
    imap: ['mail.own.test 993 implicit-tls some.one@own.test password'],
    smtp: ['mail.own.test 587 starttls some.one@own.test password'],
  },
  'unknown-placeholder': { imap: [imap], smtp: [smtp] },
  'imap-alone': { imap: [imap] },
  'exchange-and-imap': { imap: [imap], smtp: ['smtp.own.test 465 implicit-tls some.one@own.test'] },
};

const read = (name: string) => {
  const parsed = parseAutoconfig(readFileSync(new URL(`${name}.xml`, folder), 'utf8'), address);
  if (!parsed.ok) throw new Error(parsed.failure);
  return parsed.value;
};

test('every file has its row', () => {
  expect(readdirSync(folder).map((name) => name.replace('.xml', ''))).toEqual(Object.keys(expected).sort());
});

test.each(Object.entries(expected))('%s', (name, servers) => {
  const offer = read(name);
  expect({ ...(offer.imap && { imap: offer.imap.map(describe) }), ...(offer.smtp && { smtp: offer.smtp.map(describe) }) }).toEqual(servers);
});

test('links are web pages, brought to https; the name is text', () => {
  expect(read('documentation-and-enable')).toMatchObject({
    documentation: [{ url: 'https://help.own.test/imap?a=1&b=2', title: 'Setting up a mail program' }],
    prepare: [{ need: 'enable-imap', legs: ['imap'], url: 'https://webmail.own.test/settings#imap' }],
  });
  expect(read('comments-and-cdata').name).toBe('Example & Sons ✉');
});
