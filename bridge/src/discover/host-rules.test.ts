import { expect, test } from 'vitest';
import { isPrivateAddress, parseRemoteHost } from './host-rules.ts';

test.each([
  '0.0.0.0',
  '10.255.0.1',
  '100.64.0.1',
  '127.0.0.53',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:192.168.1.1',
  'not an address',
])('%s is not public', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '192.0.2.1', '2001:db8::1', '2606:4700::1111', '::ffff:8.8.8.8'])(
  '%s is public',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);

test.each([
  ['Mail.Example.COM.', { host: 'mail.example.com' }],
  ['bücher.example', { host: 'xn--bcher-kva.example' }],
  ['_dmarc.example.com', { host: '_dmarc.example.com' }],
  ['8.8.8.8', { host: '8.8.8.8' }],
  ['[2606:4700::1111]', { host: '2606:4700::1111' }],
  ['localhost', { problem: 'private-address' }],
  ['a.localhost', { problem: 'private-address' }],
  ['printer.local', { problem: 'private-address' }],
  ['router.home.arpa', { problem: 'private-address' }],
  ['127.1', { problem: 'private-address' }],
  ['0x7f000001', { problem: 'private-address' }],
  ['2130706433', { problem: 'private-address' }],
  ['[::1]', { problem: 'private-address' }],
  ['mailserver', { problem: 'not-a-host' }],
  ['mail example.com', { problem: 'not-a-host' }],
  ['mail.example.com:993', { problem: 'not-a-host' }],
  ['user@mail.example.com', { problem: 'not-a-host' }],
  ['mail.example.com/path', { problem: 'not-a-host' }],
  ['-mail.example.com', { problem: 'not-a-host' }],
  ['mail..example.com', { problem: 'not-a-host' }],
  [`${'a'.repeat(64)}.example.com`, { problem: 'not-a-host' }],
  ['*.example.com', { problem: 'not-a-host' }],
  ['', { problem: 'not-a-host' }],
])('%j', (text, parsed) => {
  expect(parseRemoteHost(text)).toEqual(parsed);
});
