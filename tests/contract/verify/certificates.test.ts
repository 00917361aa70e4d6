import { createHash, X509Certificate } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createCa, type ServerCertificate, type TestCa } from '../../servers/create-ca.ts';
import { acceptSender, ehlo } from '../../servers/script.ts';
import { startScriptedServer, type ScriptedServerOptions } from '../../servers/start-scripted-server.ts';
import { checkLeg, summarize, type CheckedLeg, type LegCheck } from './check-leg.ts';

let ca: TestCa;
beforeAll(async () => {
  ca = await createCa();
});

const check = async (
  certificate: ServerCertificate,
  overrides: Partial<LegCheck> = {},
  options: ScriptedServerOptions = {},
): Promise<CheckedLeg> => {
  const script = [{ server: '220 hi' }, ...ehlo('PIPELINING', 'AUTH PLAIN'), { client: /^AUTH/ }, { server: '235 ok' }, ...acceptSender];
  await using server = await startScriptedServer(script, { certificate, implicitTls: true, ...options });
  return await checkLeg({ leg: 'smtp', port: 465, server, ca, ...overrides });
};

const spkiOf = ({ cert }: ServerCertificate) =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');

test('a failure shows the facts by which a person can judge the certificate', async () => {
  const overrides = {
    names: ['mail.test', '*.other.test', '192.0.2.7'],
    validFrom: new Date('2025-01-01T00:00:00Z'),
    validTo: new Date('2037-01-01T00:00:00Z'),
  };
  const certificate = await ca.issue({ ...overrides, selfSigned: true });
  const { verdict } = await check(certificate);
  expect(verdict).toMatchObject({
    state: 'failed',
    failure: {
      kind: 'tls.self_signed',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      certificate: {
        subject: 'CN=mail.test',
        names: overrides.names,
        validFrom: '2025-01-01T00:00:00.000Z',
        validTo: '2037-01-01T00:00:00.000Z',
        fingerprint: new X509Certificate(certificate.cert).fingerprint256.replaceAll(':', '').toLowerCase(),
        spki: spkiOf(certificate),
      },
    },
  });
});

test.each([
  ['the trusted key of a self-signed certificate', { selfSigned: true }, {}, 'verified · implicit-tls'],
  [
    'the trusted key of an expired certificate',
    { validFrom: new Date('2020-01-01'), validTo: new Date('2021-01-01') },
    {},
    'verified · implicit-tls',
  ],
  ['a key that is trusted on another port', { selfSigned: true }, { port: 993 }, 'tls.self_signed · tls'],
  ['a key that is trusted for another host', { selfSigned: true }, { host: 'other.test' }, 'tls.self_signed · tls'],
  ['another key than the trusted one', { selfSigned: true }, { spki: '00'.repeat(32) }, 'tls.self_signed · tls'],
  ['the trusted key under another name', { selfSigned: true, names: ['other.test'] }, {}, 'tls.hostname_mismatch · tls'],
  [
    'the trusted key under another name, that was typed',
    { selfSigned: true, names: ['other.test'] },
    { despiteNames: true },
    'verified · implicit-tls',
  ],
] as const)('%s', async (_, overrides, pin, expected) => {
  const certificate = await ca.issue(overrides);
  const trusted = { host: 'mail.test', port: 465, spki: spkiOf(certificate), ...pin };
  expect(summarize(await check(certificate, { trustedKeys: [trusted] }))).toBe(expected);
});

test.each([
  ['mail.test', ['mail.test'], true],
  ['MAIL.test.', ['mail.test'], true],
  ['imap.mail.test', ['*.mail.test'], true],
  ['a.imap.mail.test', ['*.mail.test'], false],
  ['127.0.0.1', ['127.0.0.1'], true],
  ['127.0.0.1', ['mail.test'], false],
  ['[::1]', ['::1'], true],
  ['::1', ['::2'], false],
  ['bücher.test', ['xn--bcher-kva.test'], true],
] as const)('the typed host %s and a certificate for %j: %s', async (host, names, fits) => {
  const checked = await check(await ca.issue({ names }), { settings: { host } });
  expect(summarize(checked)).toBe(fits ? 'verified · implicit-tls' : 'tls.hostname_mismatch · tls');
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s is spoken', async (version) => {
  const { verdict } = await check(await ca.issue(), {}, { tls: { minVersion: version, maxVersion: version } });
  expect(verdict.steps.find(({ rung }) => rung === 'tls')?.detail).toMatch(new RegExp(`^${version}, CN=mail.test, until `));
});
