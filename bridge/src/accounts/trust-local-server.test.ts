import { expect, test } from 'vitest';
import type { TrustedCertificate } from '@kurrier/shared/api/certificates';
import { createTrustLocalServer } from './trust-local-server.ts';

const certificate = (spki: string, names = ['127.0.0.1']) => ({
  subject: 'CN=127.0.0.1',
  issuer: 'CN=127.0.0.1',
  names,
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  fingerprint: `fingerprint of ${spki}`,
  spki,
});

interface Case {
  host?: string;
  shown?: string;
  now?: string | undefined;
  before?: string;
}

/** What is trusted after saving with the key `shown`, while the server shows the key `now`. */
const trustAfter = async ({ host = '127.0.0.1', shown = 'one', now, before }: Case) => {
  const trusted: TrustedCertificate[] = before
    ? [{ host, port: 1143, certificate: certificate(before), despiteNames: false, trustedAt: 1 }]
    : [];
  const looked: string[] = [];
  await createTrustLocalServer({
    certificates: {
      find: (at, port) => trusted.find((one) => one.host === at && one.port === port),
      keys: () => [],
      list: () => trusted,
      trust: async (one) => void trusted.push(one),
      forget: async () => false,
    },
    lookAtLocal: async (target) => (looked.push(`${target.host}:${target.port}`), now === undefined ? undefined : certificate(now)),
    now: () => 2,
  })('imap', { host, port: 1143, username: 'ada', secure: true, allowUnencrypted: false }, shown);
  return { keys: trusted.map((one) => `${one.host}:${one.port} ${one.certificate.spki}`), looked };
};

test.each<[string, Case, string[]]>([
  ['the key that was shown is shown now', { now: 'one' }, ['127.0.0.1:1143 one']],
  ['anywhere in 127.0.0.0/8', { host: '127.0.0.53', now: 'one' }, ['127.0.0.53:1143 one']],
  ['at ::1', { host: '::1', now: 'one' }, ['::1:1143 one']],
  ['another key is shown by now', { now: 'two' }, []],
  ['nobody, or another user, is there by now', {}, []],
  ['another key was trusted before', { before: 'old', now: 'one' }, ['127.0.0.1:1143 old']],
])('%s', async (_what, given, keys) => expect((await trustAfter(given)).keys).toEqual(keys));

test.each([
  'mail.test',
  'localhost',
  '127.0.0.1.evil.test',
  'evil.127.0.0.1',
  '::ffff:127.0.0.1',
  '127.1',
  '128.0.0.1',
  '192.168.0.1',
  '::ffff:192.0.2.1',
  '0.0.0.0',
  '127.0.0.256',
])('%s is never trusted with an account, nor even looked at', async (host) =>
  expect(await trustAfter({ host, now: 'one' })).toEqual({ keys: [], looked: [] }),
);

test('a certificate for other names is trusted as such: the address leads nowhere else', async () => {
  const trusted: TrustedCertificate[] = [];
  await createTrustLocalServer({
    certificates: {
      find: () => undefined,
      keys: () => [],
      list: () => trusted,
      trust: async (one) => void trusted.push(one),
      forget: async () => false,
    },
    lookAtLocal: async () => certificate('one', ['debian.lan']),
    now: () => 2,
  })('imap', { host: '127.0.0.1', port: 993, username: 'ada', secure: true, allowUnencrypted: false }, 'one');
  expect(trusted).toMatchObject([{ despiteNames: true, trustedAt: 2 }]);
});
