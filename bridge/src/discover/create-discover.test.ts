import { expect, test } from 'vitest';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import type { DiscoverDeps, Fetched, FetchDocument } from './source-contract.ts';
import { createDiscover } from './create-discover.ts';

const nobody: DiscoverDeps = {
  fetchDocument: async () => fail('not-found'),
  dns: { srv: async () => [], mx: async () => [], txt: async () => [], ns: async () => [], addresses: async () => [] },
  probe: async () => undefined,
  askTokens: async () => ({ takesTokens: false }),
  listenerOf: async () => 'own',
  trustedKey: () => undefined,
  baseUrls: {},
  allowsPrivate: false,
};
const file = (host: string): Fetched => ({
  body: Buffer.from(
    `<clientConfig><emailProvider id="x"><incomingServer type="imap"><hostname>${host}</hostname><port>993</port><socketType>SSL</socketType></incomingServer>` +
      `<outgoingServer type="smtp"><hostname>${host}</hostname><port>465</port><socketType>SSL</socketType></outgoingServer></emailProvider></clientConfig>`,
  ),
  contentType: 'text/xml',
});
/** The domain's own autoconfig answers when `own` resolves; Thunderbird's database at once. */
const ownAfter =
  (own: Promise<unknown>): FetchDocument =>
  async ({ url }) => {
    if (url.hostname === 'autoconfig.thunderbird.net') return succeed(file('database.own.test'));
    if (url.pathname !== '/mail/config-v1.1.xml') return fail('not-found');
    await own;
    return succeed(file('own.own.test'));
  };
const request = { address: 'me@own.test', allowHttp: false };
const never = new Promise<never>(() => undefined);

test('a known provider is answered without asking anybody', async () => {
  const asked: string[] = [];
  const noteAnd =
    <Value>(name: string, value: Value) =>
    async () => {
      asked.push(name);
      return value;
    };
  const discover = createDiscover({
    ...nobody,
    fetchDocument: noteAnd('fetch', fail('unreachable' as const)),
    probe: noteAnd('probe', undefined),
    dns: { srv: noteAnd('srv', []), mx: noteAnd('mx', []), txt: noteAnd('txt', []), ns: noteAnd('ns', []), addresses: noteAnd('a', []) },
  });
  const found = await discover({ address: 'me@gmail.com', allowHttp: false });
  expect(found).toMatchObject({
    provider: { id: 'gmail' },
    smtp: { server: { host: 'smtp.gmail.com', port: 465, username: 'me@gmail.com' }, source: 'provider-facts', consent: false },
    imap: { server: { host: 'imap.gmail.com', port: 993 } },
    prepare: [{ need: 'app-password' }],
  });
  expect(asked).toEqual([]);
});

test('the best source decides, not the quickest', async () => {
  const slow = Promise.withResolvers<void>();
  const search = createDiscover({ ...nobody, fetchDocument: ownAfter(slow.promise) })(request);
  slow.resolve();
  expect((await search)?.imap).toMatchObject({ server: { host: 'own.own.test' }, source: 'autoconfig' });
});

test('a better source that does not answer is given up for one that has', async () => {
  const discover = createDiscover({ ...nobody, fetchDocument: ownAfter(never) }, { patienceMs: 20 });
  expect(await discover(request)).toMatchObject({
    imap: { server: { host: 'database.own.test' }, source: 'ispdb' },
    sources: expect.arrayContaining([expect.objectContaining({ source: 'autoconfig', state: 'timed-out' })]),
  });
});

test('a fault in asking one place is that place’s alone, also while an earlier one is still awaited', async () => {
  const fetchDocument: FetchDocument = async ({ url }) => {
    if (url.hostname === 'autoconfig.thunderbird.net' && url.pathname.endsWith('own.test')) return succeed(file('database.own.test'));
    if (url.pathname === '/.well-known/mail-v1.xml') return never;
    throw new RangeError('a fault');
  };
  const mx = async () => [{ exchange: 'mx.a.test', priority: 1 }];
  const found = await createDiscover({ ...nobody, dns: { ...nobody.dns, mx }, fetchDocument }, { patienceMs: 20 })(request);
  expect(found).toMatchObject({
    imap: { server: { host: 'database.own.test' } },
    sources: expect.arrayContaining([
      expect.objectContaining({ source: 'pacc', state: 'failed', detail: 'fault' }),
      expect.objectContaining({ source: 'autoconfig', state: 'timed-out' }),
    ]),
  });
});

test('a worse source is not waited for', async () => {
  const found = await createDiscover(
    { ...nobody, fetchDocument: ownAfter(Promise.resolve()), probe: () => never },
    { localPorts: [] },
  )(request);
  expect(found?.imap).toMatchObject({ source: 'autoconfig' });
});

test('every source hears that the search is over', async () => {
  const signals: AbortSignal[] = [];
  const discover = createDiscover({
    ...nobody,
    fetchDocument: async (_request, signal) => {
      signals.push(signal);
      return fail('not-found');
    },
  });
  await discover(request);
  expect(signals.length).toBeGreaterThan(3);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
});

test.each([
  ['root@own.test', ['administrator-address']],
  ['Info@own.test', ['shared-address']],
  ['me@own.test', []],
  ['me@gmail.com', []],
])('%s is advised %j', async (address, advice) => {
  expect((await createDiscover(nobody)({ address, allowHttp: false }))?.advice).toEqual(advice);
});

test('what is no address is not looked for', async () => {
  expect(await createDiscover(nobody)({ address: 'me@[127.0.0.1]', allowHttp: false })).toBeUndefined();
});

test('a mailbox of its own is advised where the own domain has servers', async () => {
  const found = await createDiscover({ ...nobody, fetchDocument: ownAfter(Promise.resolve()) })(request);
  expect(found?.advice).toEqual(['own-mailbox-user']);
});

test.each([
  ['no DNS', undefined, true],
  ['a domain without records', [], undefined],
])('%s: could not look is %j', async (_what, answer, couldNotLook) => {
  const ask = async () => answer;
  const dns = { srv: ask, mx: ask, txt: ask, ns: ask, addresses: ask };
  const found = await createDiscover({ ...nobody, dns }, { localPorts: [] })(request);
  expect([found?.imap.state, found?.couldNotLook]).toEqual(['unknown', couldNotLook]);
});

test('a slip of the keys is answered with the domain that was meant', async () => {
  expect(await createDiscover(nobody)({ address: 'me@gmial.com', allowHttp: false })).toMatchObject({ didYouMean: 'gmail.com' });
});
