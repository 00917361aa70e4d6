import { expect, test } from 'vitest';
import { parseConnectTo } from './connect-to.ts';
import { isLoopback, toNetworkHost } from './network-host.ts';
import { interleaveFamilies } from './look-up-addresses.ts';

test.each([
  ['Mail.Example.com.', 'mail.example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['[::1]', '::1'],
  ['192.0.2.1', '192.0.2.1'],
  ['a b.example', ''],
])('host %s is asked for as %j', (typed, host) => expect(toNetworkHost(typed)).toBe(host));

test.each([
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['128.127.0.1', false],
  ['::2', false],
  [undefined, false],
])('address %s is this computer: %s', (address, expected) => expect(isLoopback(address)).toBe(expected));

test.each([
  [
    ['2001:db8::1', '2001:db8::2', '192.0.2.1'],
    ['2001:db8::1', '192.0.2.1', '2001:db8::2'],
  ],
  [
    ['192.0.2.1', '2001:db8::1', '2001:db8::2', '2001:db8::3'],
    ['192.0.2.1', '2001:db8::1', '2001:db8::2', '2001:db8::3'],
  ],
  [['192.0.2.1'], ['192.0.2.1']],
])('families alternate: %j', (addresses, order) => expect(interleaveFamilies(addresses)).toEqual(order));

test('redirections are read as curl writes them', () => {
  const connectTo = parseConnectTo(['Mail.test:465:127.0.0.1:10465', 'mail.test:993:[::1]:10993']);
  expect(connectTo('mail.test', 465)).toEqual({ host: '127.0.0.1', port: 10465 });
  expect(connectTo('MAIL.test', 993)).toEqual({ host: '::1', port: 10993 });
  expect(connectTo('mail.test', 25)).toBeUndefined();
  expect(() => parseConnectTo(['mail.test:465'])).toThrow(/HOST:PORT:ADDRESS:PORT/);
});
