import { expect, test } from 'vitest';
import type { FoundServer } from '@kurrier/shared/discovery/discovery';
import { combineOffers, type SourcedOffer } from './combine-offers.ts';
import { parseMailAddress } from '../mail-address.ts';

const address = parseMailAddress('me@own.test')!;
const server = (host: string, more: Partial<FoundServer> = {}): FoundServer => ({
  host,
  port: 993,
  security: 'implicit-tls',
  username: 'me@own.test',
  password: true,
  oauth2: false,
  ...more,
});
const offer = (source: SourcedOffer['source'], more: Partial<SourcedOffer['offer']>): SourcedOffer => ({
  source,
  offer: { prepare: [], documentation: [], ...more },
});

test('each leg is decided by the best source that speaks of it; the rest are alternatives, each once', () => {
  const combined = combineOffers(
    [
      offer('autoconfig', { imap: [server('a.own.test'), server('b.own.test')] }),
      offer('ispdb', { imap: [server('b.own.test'), server('c.own.test')], smtp: [server('s.own.test', { port: 465 })] }),
    ],
    address,
  );
  expect(combined.imap).toMatchObject({
    server: { host: 'a.own.test' },
    source: 'autoconfig',
    alternatives: [
      { source: 'autoconfig', server: { host: 'b.own.test' } },
      { source: 'ispdb', server: { host: 'c.own.test' } },
    ],
  });
  expect(combined.smtp).toMatchObject({ server: { host: 's.own.test' }, source: 'ispdb' });
});

test('a source that says there is no IMAP outranks a lower one that has some', () => {
  const combined = combineOffers([offer('ispdb', { imap: [] }), offer('probe', { imap: [server('imap.own.test')] })], address);
  expect(combined.imap).toEqual({ state: 'not-offered', source: 'ispdb' });
  expect(combined.prepare).toEqual([{ need: 'no-imap', legs: ['imap'] }]);
});

test.each([
  ['srv', 'mail.own.test', false],
  ['srv', 'mail.hoster.test', true],
  ['mx', 'mail.hoster.test', true],
  ['probe', 'mail.hoster.test', true],
  ['autodiscover', 'mail.hoster.test', true],
  ['autoconfig-http', 'mail.hoster.test', true],
  ['autoconfig', 'mail.hoster.test', false],
  ['ispdb', 'mail.hoster.test', false],
  ['pacc', 'mail.hoster.test', false],
] as const)('%s naming %s needs consent: %s', (source, host, consent) => {
  expect(combineOffers([offer(source, { imap: [server(host)] })], address).imap).toMatchObject({ consent });
});

test('servers of a known provider bring its facts, whoever named them', () => {
  const combined = combineOffers(
    [offer('srv', { imap: [server('imap.gmail.com')], smtp: [server('smtp.gmail.com', { port: 465 })] })],
    address,
  );
  expect(combined.provider).toMatchObject({ id: 'gmail' });
  expect(combined.prepare).toMatchObject([{ need: 'app-password', legs: ['smtp', 'imap'] }]);
});

test('a leg at Microsoft takes no password, even if an old file says so; the other leg keeps its own', () => {
  const combined = combineOffers(
    [offer('autoconfig', { imap: [server('outlook.office365.com')], smtp: [server('smtp.own.test', { port: 465 })] })],
    address,
  );
  expect(combined.imap).toMatchObject({ server: { password: false, oauth2: true } });
  expect(combined.smtp).toMatchObject({ server: { password: true } });
  expect(combined.prepare).toMatchObject([{ need: 'oauth-only', legs: ['imap'] }]);
});

test('servers that take OAuth2 only say so without any facts', () => {
  const oauth = { password: false, oauth2: true };
  const combined = combineOffers(
    [offer('ispdb', { imap: [server('imap.own.test', oauth)], smtp: [server('smtp.own.test', oauth)] })],
    address,
  );
  expect(combined.prepare).toEqual([{ need: 'oauth-only', legs: ['smtp', 'imap'] }]);
});

test('nothing known is nothing said', () => {
  expect(combineOffers([], address)).toEqual({ smtp: { state: 'unknown' }, imap: { state: 'unknown' }, prepare: [], documentation: [] });
});
