import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DiscoverySource } from '@kurrier/shared/discovery/discovery';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { DiscoverDeps, Fetched, FetchProblem } from '../source-contract.ts';
import { createDiscover } from '../create-discover.ts';
import { paccDigestRecord } from '../sources/read-pacc.ts';

type Asked = Exclude<DiscoverySource, 'provider-facts' | 'local-server'>;

const file = (source: string): Fetched => ({
  body: Buffer.from(
    `<clientConfig><emailProvider id="x"><incomingServer type="imap"><hostname>${source}.own.test</hostname><port>993</port><socketType>SSL</socketType></incomingServer>` +
      `<outgoingServer type="smtp"><hostname>${source}.own.test</hostname><port>465</port><socketType>SSL</socketType></outgoingServer></emailProvider></clientConfig>`,
  ),
  contentType: 'text/xml',
});
const pacc = Buffer.from(JSON.stringify({ protocols: { imap: { host: 'pacc.own.test' }, submit: { host: 'pacc.own.test' } } }));
const tenant: Fetched = { body: Buffer.from('{"Url":"https://outlook.office365.com/x"}'), contentType: 'application/json' };

/** What each web address says, and on whose behalf. */
const sourceOfUrl = ({ protocol, hostname, pathname }: URL): Asked | undefined => {
  if (protocol === 'http:') return 'autoconfig-http';
  if (hostname === 'ua-auto-config.own.test') return 'pacc';
  if (hostname === 'autodiscover-s.outlook.com') return 'autodiscover';
  if (hostname === 'autoconfig.own.test') return 'autoconfig';
  if (hostname !== 'autoconfig.thunderbird.net') return undefined;
  return ({ '/v1.1/own.test': 'ispdb', '/v1.1/exchanger.test': 'mx', '/v1.1/operator.test': 'ns' } as const)[pathname];
};

/** A domain of which these sources know something; all others answer that they know nothing. `slow` speaks a while after the rest. */
const search = (speaking: readonly Asked[], slow: Asked) => {
  const late = new Promise<void>((resolve) => setTimeout(resolve, 1000));
  const speak = async <Answer>(source: Asked | undefined, answer: Answer, nothing: Answer): Promise<Answer> => {
    if (source === slow) await late;
    return source !== undefined && speaking.includes(source) ? answer : nothing;
  };
  const deps: DiscoverDeps = {
    fetchDocument: ({ url }) => {
      const source = sourceOfUrl(url);
      const document =
        source === 'pacc' ? { body: pacc, contentType: 'application/json' } : source === 'autodiscover' ? tenant : file(source ?? 'nobody');
      return speak<Outcome<Fetched, FetchProblem>>(source, succeed(document), fail('not-found'));
    },
    dns: {
      srv: (name) => speak('srv', name.includes('._tcp.') ? [{ name: 'srv.own.test', port: 993, priority: 0, weight: 0 }] : [], []),
      mx: async () => (speaking.includes('mx') ? [{ exchange: 'mx.exchanger.test', priority: 1 }] : []),
      txt: async () => [paccDigestRecord(pacc)],
      ns: async () => ['ns1.operator.test'],
      addresses: async () => [],
    },
    probe: ({ host, port }) =>
      speak(
        'probe',
        host === 'mail.own.test' && [993, 465].includes(port) ? { security: 'implicit-tls', greeting: '', trust: 'trusted' } : undefined,
        undefined,
      ),
    askTokens: async () => ({ takesTokens: false }),
    listenerOf: async () => 'unknown',
    trustedKey: () => undefined,
    baseUrls: {},
    allowsPrivate: false,
  };
  return createDiscover(deps, { localPorts: [] })({ address: 'me@own.test', allowHttp: true });
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ranks: [Asked, Asked][] = [
  ['pacc', 'autoconfig'],
  ['autoconfig', 'ispdb'],
  ['ispdb', 'srv'],
  ['srv', 'mx'],
  ['mx', 'autodiscover'],
  ['autodiscover', 'autoconfig-http'],
  ['autoconfig-http', 'probe'],
  ['probe', 'ns'],
];

test.each(ranks)('%s outranks %s, even where it is slower', async (better, worse) => {
  const found = search([better, worse], better);
  await vi.advanceTimersByTimeAsync(1500);
  const { imap, smtp } = (await found)!;
  expect([imap, smtp]).toMatchObject([{ source: better }, { source: better }]);
});

test.each(ranks)('without %s, %s decides', async (better, worse) => {
  const found = search([worse], better);
  await vi.advanceTimersByTimeAsync(1500);
  expect((await found)!.imap).toMatchObject({ source: worse });
});

const hanging: DiscoverDeps = {
  fetchDocument: () => new Promise(() => undefined),
  dns: {
    srv: async () => [],
    mx: async () => [],
    txt: async () => [],
    ns: async () => [],
    addresses: async () => [],
  },
  probe: async () => undefined,
  askTokens: async () => ({ takesTokens: false }),
  listenerOf: async () => 'unknown',
  trustedKey: () => undefined,
  baseUrls: {},
  allowsPrivate: false,
};

test('nothing is waited for longer than eight seconds', async () => {
  let isOver = false;
  void createDiscover(hanging, { localPorts: [] })({ address: 'me@own.test', allowHttp: false }).then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(8000);
  expect(isOver).toBe(true);
});

test('with an answer for both legs, no better one is waited for longer than three seconds', async () => {
  const deps = { ...hanging, dns: { ...hanging.dns, srv: async () => [{ name: 'srv.own.test', port: 993, priority: 0, weight: 0 }] } };
  let isOver = false;
  void createDiscover(deps, { localPorts: [] })({ address: 'me@own.test', allowHttp: false }).then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(3000);
  expect(isOver).toBe(true);
});

test('a search that is cancelled ends without waiting for anybody', async () => {
  const cancel = new AbortController();
  let isOver = false;
  void createDiscover(hanging, { localPorts: [] })({ address: 'me@own.test', allowHttp: false }, cancel.signal).then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(10);
  cancel.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(isOver).toBe(true);
});
