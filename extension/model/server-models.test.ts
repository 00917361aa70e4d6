import { expect, test } from 'vitest';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { Call } from './call.ts';
import { isForHost, isTrustable, spellFingerprint } from './accounts/certificate-facts.ts';
import { createCertificatesModel } from './settings/certificates-model.ts';
import { createDoctorModel, domainOf, sortFindings, textOf } from './doctor/doctor-model.ts';
import { createExtraPortModel } from './settings/extra-port-model.ts';

test.each([
  ['tls.self_signed', true],
  ['tls.untrusted_chain', true],
  ['tls.hostname_mismatch', true],
  ['tls.expired', false],
  ['tls.handshake_failed', false],
  ['auth.invalid_credentials', false],
] as const)('%s can be trusted by hand: %s', (kind, isPossible) => expect(isTrustable(sampleFailures[kind])).toBe(isPossible));

test('nothing can be trusted that was not shown', () => {
  const { certificate: _, ...unseen } = sampleFailures['tls.self_signed'];
  expect(isTrustable(unseen)).toBe(false);
});

test.each([
  ['mail.example.org', true],
  ['MAIL.example.org', true],
  ['imap.hosting.example', true],
  ['a.imap.hosting.example', false],
  ['hosting.example', false],
  ['other.example', false],
])('the certificate is for %s: %s', (host, isFor) => {
  const certificate = { ...sampleFailures['tls.self_signed'].certificate!, names: ['mail.example.org', '*.hosting.example'] };
  expect(isForHost(certificate, host)).toBe(isFor);
});

test('a fingerprint is spelled in fours', () => expect(spellFingerprint('5f1c0a5d7a')).toBe('5F1C 0A5D 7A'));

test.each([
  ['example.org', 'example.org'],
  [' ada@example.org ', 'example.org'],
  ['https://example.org/mail?x', 'example.org'],
  ['', ''],
])('%j asks for the domain %j', (typed, domain) => expect(domainOf(typed)).toBe(domain));

test('what is wrong stands first, and the order of the report stays otherwise', () => {
  const findings = (['good', 'missing', 'wrong', 'missing'] as const).map((state, place) => ({
    check: 'srv' as const,
    state,
    subject: String(place),
  }));
  expect(sortFindings(findings).map(({ subject }) => subject)).toEqual(['2', '1', '3', '0']);
});

test('a record is copied as one line of a zone file, a file byte for byte', () => {
  expect(textOf({ kind: 'dns', name: '_imaps._tcp.a.example.', type: 'SRV', value: '0 1 993 m.a.example.' })).toBe(
    '_imaps._tcp.a.example. IN SRV 0 1 993 m.a.example.',
  );
  expect(textOf({ kind: 'file', url: 'https://a.example/', contentType: 'text/xml', body: '<a>\n' })).toBe('<a>\n');
});

test('the report of the domain asked for last is shown, whichever comes first', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const model = createDoctorModel({ call: () => new Promise((resolve) => answers.push(resolve as never)) });
  const first = model.examine('a.example');
  const second = model.examine('b.example');
  answers[1]?.({ ok: true, value: { domain: 'b.example' } });
  answers[0]?.({ ok: true, value: { domain: 'a.example' } });
  await Promise.all([first, second]);
  expect(model.state.value).toMatchObject({ phase: 'done', report: { domain: 'b.example' } });
});

test('after a certificate was forgotten, the list shows what the bridge holds', async () => {
  const asked: string[] = [];
  const call = ((name: string) => {
    asked.push(name);
    return Promise.resolve({ ok: true, value: name === 'certificates.list' ? { certificates: [] } : { forgotten: true } });
  }) as Call;
  const model = createCertificatesModel({ call });
  await model.forget({ host: 'mail.example.org', port: 993 });
  expect([asked, model.state.value]).toEqual([['certificates.forget', 'certificates.list'], { phase: 'listed', certificates: [] }]);
});

test.each([
  ['4143', 4143],
  ['7', null],
  ['0', null],
  ['65536', null],
  ['', null],
  ['4143 ', 4143],
])('a page that was opened with the port %j proposes it and keeps nothing by itself', async (named, proposed) => {
  let port: number | null = 7;
  const model = createExtraPortModel({ read: () => Promise.resolve(port), keep: async (next) => void (port = next) });
  await model.propose(named);
  expect([model.proposed.value, port]).toEqual([proposed, 7]);
  model.decline();
  await model.accept();
  expect([model.proposed.value, port]).toEqual([null, 7]);
  await model.propose(named);
  await model.accept();
  expect([model.proposed.value, port]).toEqual([null, proposed ?? 7]);
});

test.each([
  ['4143', true, 4143],
  ['', true, null],
  ['0', false, 7],
  ['x', false, 7],
])('the extra port typed as %j', async (typed, isSaved, kept) => {
  let port: number | null = 7;
  const model = createExtraPortModel({ read: () => Promise.resolve(port), keep: async (next) => void (port = next) });
  await model.load();
  expect([await model.save(typed), model.port.value, port]).toEqual([isSaved, kept, kept]);
});
