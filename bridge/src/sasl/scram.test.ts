import { expect, test } from 'vitest';
import { createScramSha256 } from './scram.ts';

const base64 = (text: string) => Buffer.from(text, 'base64').toString();

/** RFC 7677 §3. */
const vector = {
  nonce: 'rOprNGfwEbeRWgbNEkqO',
  serverFirst: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  clientFinal: 'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
};
const start = () => createScramSha256('user', 'pencil', vector.nonce);

test('the dialogue of RFC 7677', () => {
  const exchange = start();
  expect(exchange.initial?.toString()).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
  expect(exchange.respond(Buffer.from(vector.serverFirst)).toString()).toBe(vector.clientFinal);
  expect(exchange.respond(Buffer.from(vector.serverFinal)).toString()).toBe('');
  exchange.finish?.();
});

test.each([
  ['another nonce', 'r=evil,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096'],
  ['a nonce of days of work', vector.serverFirst.replace('4096', '999999999')],
  ['no salt', 'r=rOprNGfwEbeRWgbNEkqO1,i=4096'],
])('a server that sends %s gets nothing', (_, challenge) => {
  expect(() => start().respond(Buffer.from(challenge))).toThrow('NOT_THE_PROTOCOL');
});

test('a server that does not know the password is found out, also when it says success without a proof', () => {
  const exchange = start();
  exchange.respond(Buffer.from(vector.serverFirst));
  expect(() => exchange.finish?.()).toThrow('NOT_THE_PROTOCOL');
  expect(() => exchange.respond(Buffer.from(`v=${Buffer.alloc(32).toString('base64')}`))).toThrow('NOT_THE_PROTOCOL');
  expect(base64('biws')).toBe('n,,');
});

test('names are prepared and escaped', () => {
  expect(createScramSha256('a=b,c\u00ad', 'x', 'n').initial?.toString()).toBe('n,,n=a=3Db=2Cc,r=n');
});
