import type { Discovery, LegDiscovery } from '@kurrier/shared/discovery/discovery';
import { expect, test } from 'vitest';
import { createFindServers } from './find-servers.ts';

const server = (host: string) => ({ host, port: 993, security: 'implicit-tls', username: 'ann', password: true, oauth2: false }) as const;
const found = (consent: boolean): LegDiscovery => ({
  state: 'found',
  server: server('imap.host.net'),
  source: 'autoconfig',
  consent,
  alternatives: [{ server: server('mail.host.net'), source: 'srv' }],
});
const findWith = (imap: LegDiscovery) => {
  const asked: object[] = [];
  const find = createFindServers((request) => {
    asked.push(request);
    return Promise.resolve({ imap, smtp: { state: 'unknown' } } as unknown as Discovery);
  });
  return { asked, find: (address: string) => find('imap', address, new AbortController().signal) };
};

test('what discovery knows is offered, and nobody is told the address', async () => {
  const { asked, find } = findWith(found(false));
  expect(await find('ann@own-domain.net')).toEqual([
    { host: 'imap.host.net', port: 993 },
    { host: 'mail.host.net', port: 993 },
  ]);
  expect(asked).toEqual([{ address: 'ann@own-domain.net', allowHttp: false, tellAddress: false }]);
});

test('what would need consent, or is not known, is not offered', async () => {
  expect(await findWith(found(true)).find('ann@own-domain.net')).toEqual([]);
  expect(await findWith({ state: 'unknown' }).find('ann@own-domain.net')).toEqual([]);
});

test.for(['ann@mail.test', 'ann@example.org', 'ann@x.invalid', 'ann@sub.localhost'])('%s is nobody’s: nobody is asked', async (address) => {
  const { asked, find } = findWith(found(false));
  expect(await find(address)).toEqual([]);
  expect(asked).toEqual([]);
});
