import { expect, test } from 'vitest';
import { parseMailAddress } from '../mail-address.ts';
import { paccDigestRecord, readPacc } from './read-pacc.ts';

const address = parseMailAddress('me@own.test')!;
const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));
const read = (document: unknown, txt = [paccDigestRecord(bytes(document))]) => readPacc(bytes(document), txt, address);
const both = { imap: { host: 'imap.own.test' }, submit: { host: 'smtp.own.test' } };

test('hosts on the ports of TLS at once', () => {
  expect(read({ protocols: both, authentication: { password: true } })).toMatchObject({
    ok: true,
    value: {
      imap: [{ host: 'imap.own.test', port: 993, security: 'implicit-tls', username: 'me@own.test', password: true, oauth2: false }],
      smtp: [{ host: 'smtp.own.test', port: 465, security: 'implicit-tls' }],
    },
  });
});

test('the older name of submission', () => {
  expect(read({ protocols: { smtp: { host: 'smtp.own.test' } } })).toMatchObject({
    value: { smtp: [{ host: 'smtp.own.test' }], imap: [] },
  });
});

test('OAuth only takes no password', () => {
  const authentication = { password: false, 'oauth-public': { issuer: 'https://login.own.test' } };
  expect(read({ protocols: both, authentication })).toMatchObject({ value: { imap: [{ password: false, oauth2: true }] } });
});

test.each([
  ['another digest', [paccDigestRecord(Buffer.from('x'))], 'digest-mismatch'],
  ['no record', [], 'digest-missing'],
  ['records of other kinds', ['v=spf1 -all', 'v=UAAC1; a=md5; d=AAAA', 'v=UAAC1; a=sha256; d=%%%'], 'digest-missing'],
])('%s', (_what, txt, failure) => {
  expect(read({ protocols: both }, txt)).toEqual({ ok: false, failure });
});

test('one right digest among several, in any case and order', () => {
  const right = paccDigestRecord(bytes({ protocols: both })).split('d=')[1]!;
  expect(read({ protocols: both }, ['v=spf1 -all', paccDigestRecord(Buffer.from('old')), `A=SHA256;V=uaac1;d=${right}`]).ok).toBe(true);
});

test.each(['[]', '{}', '{"protocols":{"imap":{"host":1}}}', 'not JSON', '\xff'])('%j is malformed', (text) => {
  const body = Buffer.from(text, 'latin1');
  expect(readPacc(body, [paccDigestRecord(body)], address)).toEqual({ ok: false, failure: 'malformed' });
});

test.each([
  ['https://help.own.test/mail', [{ url: 'https://help.own.test/mail', title: 'help.own.test' }]],
  ['https://', []],
  ['https:// example.com', []],
  ['https://[::1', []],
])('a page about the settings at %j', (documentation, links) => {
  expect(read({ protocols: both, info: { help: { documentation } } })).toMatchObject({ ok: true, value: { documentation: links } });
});

test('the issuer of tokens is taken along, unless nobody must be sent there', () => {
  const withIssuer = (issuer: string) => read({ protocols: both, authentication: { 'oauth-public': { issuer } } });
  expect(withIssuer('https://login.own.test/realms/mail')).toMatchObject({ value: { issuer: 'https://login.own.test/realms/mail' } });
  for (const issuer of ['http://login.own.test', 'https://127.0.0.1', 'https://login.own.test/?a=1'])
    expect(withIssuer(issuer)).not.toHaveProperty('value.issuer');
});
