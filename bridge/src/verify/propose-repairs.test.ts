import type { Certificate, Failure, FailureKind, Stage } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { createProposeRepairs, type RepairRequest, type Voice } from './propose-repairs.ts';

const tls: Voice = { speaks: 'implicit-tls', takesSignIn: true };
const startTls: Voice = { speaks: 'starttls', takesSignIn: true };
const nothing: Voice = { speaks: 'nothing' };
const signal = new AbortController().signal;

const propose = async (
  failure: Partial<Failure> & { kind: FailureKind; stage: Stage },
  settings: Partial<RepairRequest['settings']> & { leg?: 'smtp' | 'imap' },
  world: Record<string, Voice> = {},
  same: readonly string[] = [],
  reverse: string[] = [],
) => {
  const { leg = 'smtp', ...typed } = settings;
  const asked: string[] = [];
  const proposals = await createProposeRepairs({
    listen: ({ host, port }) => {
      asked.push(`${host}:${port}`);
      return Promise.resolve(world[`${host}:${port}`] ?? nothing);
    },
    leadToSameAddress: (_, other) => Promise.resolve(same.includes(other)),
    reverseNames: () => Promise.resolve(reverse),
    createId: () => 'id',
  })(
    {
      leg,
      address: 'ann@mail.test',
      settings: { host: 'mail.test', port: 465, username: 'ann@mail.test', secure: true, allowUnencrypted: false, ...typed },
    },
    { confidence: 'certain', ...failure },
    signal,
  );
  return { asked, proposals };
};

test.each([
  ['another port', { kind: 'net.refused', stage: 'connect' }, {}, { changes: { port: 587 }, needsPassword: false }],
  ['relaying refused', { kind: 'recipient.relay_denied', stage: 'recipient' }, {}, undefined],
  ['a sign-in wanted', { kind: 'auth.required', stage: 'sender' }, {}, undefined],
  ['credentials that were never sent', { kind: 'auth.invalid_credentials', stage: 'sender' }, {}, undefined],
] as const)('without a sign-in, %s: no credential is proposed', async (_name, failure, settings, expected) => {
  const world = { 'mail.test:587': { ...startTls, takesSignIn: false } };
  const { proposals } = await propose(failure, { username: '', ...settings }, world);
  expect(proposals[0]).toEqual(expected && expect.objectContaining(expected));
});

const certificate: Certificate = {
  subject: '',
  issuer: '',
  names: ['*.host.test', 'evil.test', 'web7.host.test', '192.0.2.1'],
  validFrom: '',
  validTo: '',
  fingerprint: '',
  spki: '',
};

test('a closed port: the better neighbour is proposed, the closed one is not asked again', async () => {
  const { asked, proposals } = await propose(
    { kind: 'net.refused', stage: 'connect' },
    { port: 25 },
    { 'mail.test:465': tls, 'mail.test:587': startTls },
  );
  expect(asked).toEqual(['mail.test:465', 'mail.test:587']);
  expect(proposals).toEqual([{ id: 'id', changes: { port: 465 }, security: 'implicit-tls', needsPassword: false }]);
});

test('the typed port in its right mode comes before another port', async () => {
  const world = { 'mail.test:993': tls, 'mail.test:143': startTls };
  const { proposals } = await propose(
    { kind: 'tls.implicit_expected', stage: 'greeting' },
    { leg: 'imap', port: 993, secure: false },
    world,
  );
  expect(proposals).toEqual([{ id: 'id', changes: { secure: true }, security: 'implicit-tls', needsPassword: false }]);
});

test.each<[string, Voice]>([
  ['unencrypted', { speaks: 'cleartext' }],
  ['another service', { speaks: 'something-else' }],
  ['a bad certificate', { speaks: 'implicit-tls', takesSignIn: true, certificateProblem: 'CERT_HAS_EXPIRED' }],
  ['no sign-in', { speaks: 'starttls', takesSignIn: false }],
])('a neighbour with %s is none', async (_, voice) => {
  const { proposals } = await propose({ kind: 'net.refused', stage: 'connect' }, {}, { 'mail.test:587': voice });
  expect(proposals).toEqual([]);
});

test('another host is proposed only where it is the same machine, and never without the password', async () => {
  const failure = { kind: 'tls.hostname_mismatch', stage: 'tls', certificate } as const;
  const world = { 'evil.test:465': tls, 'web7.host.test:465': tls };
  const { asked, proposals } = await propose(failure, {}, world, ['web7.host.test']);
  expect(asked).toEqual(['evil.test:465', 'web7.host.test:465']);
  expect(proposals).toEqual([{ id: 'id', changes: { host: 'web7.host.test' }, security: 'implicit-tls', needsPassword: true }]);
});

test('a wildcard names no host: the name of the address does, where the wildcard covers it', async () => {
  const failure: Failure = {
    kind: 'tls.hostname_mismatch',
    stage: 'tls',
    confidence: 'certain',
    certificate: { ...certificate, names: ['*.host.test'] },
  };
  const world = { 'web7.host.test:465': tls, 'web7.rack.host.test:465': tls, 'web7.other.test:465': tls };
  const names = ['web7.other.test', 'web7.rack.host.test', 'web7.host.test'];
  const { asked, proposals } = await propose(failure, {}, world, names, names);
  expect(asked).toEqual(['web7.host.test:465']);
  expect(proposals).toEqual([{ id: 'id', changes: { host: 'web7.host.test' }, security: 'implicit-tls', needsPassword: true }]);
});

test.each([
  ['ann@mail.test', { username: 'ann' }],
  ['ann', { username: 'ann@mail.test' }],
])('user name %s was refused: the other form is proposed', async (username, changes) => {
  const { asked, proposals } = await propose({ kind: 'auth.invalid_credentials', stage: 'sign-in', security: 'starttls' }, { username });
  expect(asked).toEqual([]);
  expect(proposals).toEqual([{ id: 'id', changes, security: 'starttls', needsPassword: true }]);
});

test.each([
  ['auth.app_password_required', 'sign-in'],
  ['net.timeout', 'sign-in'],
  ['net.dns_not_found', 'name'],
  ['server.unavailable', 'greeting'],
  ['sender.not_authorized', 'sender'],
] as const)('%s is no matter of ports: nobody is asked', async (kind, stage) => {
  expect(await propose({ kind, stage }, {}, { 'mail.test:587': startTls })).toEqual({ asked: [], proposals: [] });
});

test('at a known provider the form of the user name is known: nothing is proposed', async () => {
  const { proposals } = await propose(
    { kind: 'auth.invalid_credentials', stage: 'sign-in', security: 'implicit-tls' },
    { host: 'smtp.gmail.com', username: 'ann@gmail.com' },
  );
  expect(proposals).toEqual([]);
});
