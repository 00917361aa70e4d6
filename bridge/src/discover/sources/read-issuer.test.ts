import { expect, test } from 'vitest';
import { readIssuer, readProtectedResource } from './read-issuer.ts';

test.for([
  ['https://login.example.org', 'https://login.example.org'],
  ['https://login.example.org/realms/mail', 'https://login.example.org/realms/mail'],
  ['https://login.example.org:8443/', 'https://login.example.org:8443/'],
  ['accounts.example.com', 'https://accounts.example.com'],
  ['http://login.example.org', undefined],
  ['https://127.0.0.1/', undefined],
  ['https://192.168.1.1/', undefined],
  ['https://[::1]/', undefined],
  ['https://localhost', undefined],
  ['https://router.local/', undefined],
  ['https://ann:pw@login.example.org', undefined],
  ['https://login.example.org/?next=1', undefined],
  ['https://login.example.org/#x', undefined],
  ['javascript://x', undefined],
  ['not a host', undefined],
  [`https://${'a'.repeat(600)}.example.org`, undefined],
] as const)('an issuer named %s is %s', ([text, expected]) => {
  expect(readIssuer(text)).toBe(expected);
});

const metadata = (resource: string, ...servers: string[]) => Buffer.from(JSON.stringify({ resource, authorization_servers: servers }));

test('metadata of a protected resource count for their own host only', () => {
  expect(readProtectedResource(metadata('https://imap.example.org', 'https://login.example.org'), 'imap.example.org')).toBe(
    'https://login.example.org',
  );
  expect(readProtectedResource(metadata('https://imap.example.org/', 'https://a.example', 'https://b.example'), 'imap.example.org')).toBe(
    'https://a.example',
  );
  expect(readProtectedResource(metadata('https://evil.example', 'https://login.example.org'), 'imap.example.org')).toBeUndefined();
  expect(readProtectedResource(metadata('https://imap.example.org'), 'imap.example.org')).toBeUndefined();
  expect(readProtectedResource(Buffer.from('<html>'), 'imap.example.org')).toBeUndefined();
  expect(readProtectedResource(metadata('https://imap.example.org', 'http://login.example.org'), 'imap.example.org')).toBeUndefined();
});
