import { expect, test } from 'vitest';
import type { Discovery, LocalServer } from '@kurrier/shared/discovery/discovery';
import { emptyFields, type FormFields } from '../accounts/form-fields.ts';
import { firstChoices } from './use-found-servers.ts';
import { groupLocalServers, keysToTrust, localServersInUse } from './local-servers.ts';

const key = 'a'.repeat(64);
const certificate = {
  subject: 'CN=127.0.0.1',
  issuer: 'CN=127.0.0.1',
  names: ['127.0.0.1'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2046-01-01T00:00:00.000Z',
  fingerprint: 'f'.repeat(64),
  spki: key,
};
const local = (change: Partial<LocalServer> = {}): LocalServer => ({
  product: 'proton-bridge',
  leg: 'imap',
  host: '127.0.0.1',
  port: 1143,
  security: 'starttls',
  listener: 'own',
  trust: 'new',
  certificate,
  ...change,
});
const found = (host: string, port: number): Discovery['imap'] => ({
  state: 'found',
  server: { host, port, security: 'starttls', username: 'ada@proton.me', password: true, oauth2: false },
  source: 'local-server',
  consent: false,
  alternatives: [],
});
const discovery = (localServers: LocalServer[], change: Partial<Discovery> = {}): Discovery => ({
  address: 'ada@proton.me',
  domain: 'proton.me',
  smtp: { state: 'unknown' },
  imap: found('127.0.0.1', 1143),
  prepare: [],
  documentation: [],
  advice: [],
  localServers,
  refused: [],
  sources: [],
  tookMs: 1,
  ...change,
});
const fields = (host: string, port: string): FormFields => ({ ...emptyFields(), imap: { ...emptyFields().imap, host, port } });

test.each<[string, LocalServer, FormFields, string | undefined]>([
  ['a new key at the place of the form', local(), fields('127.0.0.1', '1143'), key],
  ['another port was typed', local(), fields('127.0.0.1', '143'), undefined],
  ['another host was typed', local(), fields('mail.example.org', '1143'), undefined],
  ['the place of the other leg', local({ leg: 'smtp' }), fields('127.0.0.1', '1143'), undefined],
  ['a key that is trusted already', local({ trust: 'trusted' }), fields('127.0.0.1', '1143'), undefined],
  ['a key that has changed', local({ trust: 'changed' }), fields('127.0.0.1', '1143'), undefined],
  ['one that an authority vouches for', local({ trust: 'vouched' }), fields('127.0.0.1', '1143'), undefined],
])('%s', (_what, server, typed, expected) => expect(keysToTrust(discovery([server]), typed)).toEqual(expected ? { imap: expected } : {}));

test('whatever saving trusts has been said', () => {
  const both = [local(), local({ leg: 'smtp', port: 1025 })];
  for (const typed of [fields('127.0.0.1', '1143'), fields('127.0.0.1', '1025'), fields('mail.example.org', '993')]) {
    const said = localServersInUse(discovery(both), typed, firstChoices).map(({ certificate: shown }) => shown?.spki);
    for (const trusted of Object.values(keysToTrust(discovery(both), typed))) expect(said).toContain(trusted);
  }
});

test('a server that waits for consent is spoken of before it fills the form; one that nobody means is not', () => {
  const consent = { ...found('127.0.0.1', 1143), consent: true } as Discovery['imap'];
  expect(localServersInUse(discovery([local(), local({ port: 143 })], { imap: consent }), emptyFields(), firstChoices)).toEqual([local()]);
});

test('servers that are run and trusted alike are spoken of together', () => {
  const sending = local({ leg: 'smtp', port: 1025 });
  const trusted = local({ leg: 'smtp', port: 587, trust: 'trusted' });
  expect(groupLocalServers([local(), sending, trusted])).toEqual([[local(), sending], [trusted]]);
});
