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

test('the dialogue of RFC 7677', async () => {
  const exchange = start();
  expect(exchange.initial?.toString()).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
  expect((await exchange.respond(Buffer.from(vector.serverFirst))).toString()).toBe(vector.clientFinal);
  expect((await exchange.respond(Buffer.from(vector.serverFinal))).toString()).toBe('');
  exchange.finish?.();
});

test.each([
  ['another nonce', 'r=evil,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096'],
  ['a nonce of days of work', vector.serverFirst.replace('4096', '999999999')],
  ['one round more than is done', vector.serverFirst.replace('4096', '600001')],
  ['more rounds than there are numbers', vector.serverFirst.replace('4096', '9'.repeat(50_000))],
  ['no rounds', vector.serverFirst.replace('4096', '0')],
  ['fewer rounds than none', vector.serverFirst.replace('4096', '-1')],
  ['no salt', 'r=rOprNGfwEbeRWgbNEkqO1,i=4096'],
])('a server that sends %s gets nothing', async (_, challenge) => {
  await expect(async () => start().respond(Buffer.from(challenge))).rejects.toThrow('NOT_THE_PROTOCOL');
});

test('the most rounds that are done do not hold the event loop, not even for many servers at once', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const challenge = Buffer.from(vector.serverFirst.replace('4096', '600000'));
  const [one, other] = await Promise.all([start().respond(challenge), start().respond(challenge)]);
  clearInterval(timer);
  expect(one.toString()).toBe(other.toString());
  expect(turns).toBeGreaterThan(5);
});

test('a server that does not know the password is found out, also when it says success without a proof', async () => {
  const exchange = start();
  await exchange.respond(Buffer.from(vector.serverFirst));
  expect(() => exchange.finish?.()).toThrow('NOT_THE_PROTOCOL');
  await expect(async () => exchange.respond(Buffer.from(`v=${Buffer.alloc(32).toString('base64')}`))).rejects.toThrow('NOT_THE_PROTOCOL');
  expect(base64('biws')).toBe('n,,');
});

test('names are prepared and escaped', () => {
  expect(createScramSha256('a=b,c\u00ad', 'x', 'n').initial?.toString()).toBe('n,,n=a=3Db=2Cc,r=n');
});
