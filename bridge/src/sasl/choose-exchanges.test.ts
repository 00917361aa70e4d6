import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import { chooseExchanges } from './choose-exchanges.ts';

const password = { username: 'tim', password: new Secret('tanstaaftanstaaf') };
const token = { username: 'tim@mail.test', accessToken: new Secret('ya29') };
const choose = (offered: string[], credentials: Parameters<typeof chooseExchanges>[1], encrypted = true) =>
  chooseExchanges(new Set(offered), credentials, { encrypted }).map((create) => create());

test('the order: fewest round trips under TLS, the password hidden without it', () => {
  const offered = ['GSSAPI', 'CRAM-MD5', 'LOGIN', 'PLAIN', 'SCRAM-SHA-256', 'XOAUTH2'];
  expect(choose(offered, password).map(({ mechanism }) => mechanism)).toEqual(['PLAIN', 'LOGIN', 'SCRAM-SHA-256', 'CRAM-MD5']);
  expect(choose(offered, password, false).map(({ mechanism }) => mechanism)).toEqual(['SCRAM-SHA-256', 'CRAM-MD5', 'PLAIN', 'LOGIN']);
  expect(choose(offered, token).map(({ mechanism }) => mechanism)).toEqual(['XOAUTH2']);
});

test('CRAM-MD5 as in RFC 2195', async () => {
  const [exchange] = choose(['CRAM-MD5'], password);
  const answer = await exchange!.respond(Buffer.from('<1896.697170952@postoffice.reston.mci.net>'));
  expect(answer.toString()).toBe('tim b913a602c7eda7a495b4e6e7334d3890');
});

test.each([
  ['PLAIN', password, '\0tim\0tanstaaftanstaaf'],
  ['XOAUTH2', token, 'user=tim@mail.test\u0001auth=Bearer ya29\u0001\u0001'],
  ['OAUTHBEARER', token, 'n,a=tim@mail.test,\u0001auth=Bearer ya29\u0001\u0001'],
] as const)('%s begins with its message', (mechanism, credentials, message) => {
  expect(choose([mechanism], credentials)[0]?.initial?.toString()).toBe(message);
});
