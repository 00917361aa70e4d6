import { expect, test } from 'vitest';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { askMx, askNs } from './ask-dns.ts';
import type { Answer } from '../source-contract.ts';
import { parseMailAddress } from '../mail-address.ts';

const address = parseMailAddress('me@own.test')!;
const file = (host: string) =>
  `<clientConfig><emailProvider id="x"><incomingServer type="imap"><hostname>${host}</hostname><port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>`;

interface Zone {
  mx?: string[] | undefined;
  ns?: string[] | undefined;
}

/** A domain with these exchangers and name servers, and a database that knows one hoster. */
const ask = async (source: typeof askMx, { mx = [], ns = [] }: Zone) => {
  const fetched: string[] = [];
  const answer = await source({
    dns: {
      srv: async () => [],
      mx: async () => mx.map((exchange, priority) => ({ exchange, priority })),
      ns: async () => ns,
      txt: async () => [],
      addresses: async () => [],
    },
    fetchDocument: async ({ url }) => {
      fetched.push(`${url.host}${url.pathname}`);
      if (url.pathname !== '/v1.1/hoster.test') return fail('not-found');
      return succeed({ body: Buffer.from(file('imap.hoster.test')), contentType: 'text/xml' });
    },
    baseUrls: {},
  })(address, new AbortController().signal);
  return { answer: briefOf(answer), fetched };
};

const briefOf = (answer: Answer): string => (answer.state === 'found' ? (answer.offer.imap?.[0]?.host ?? 'no imap') : answer.state);

test.each<[string, Zone, { mx: string; ns: string }]>([
  ['the exchanger of a known provider', { mx: ['aspmx.l.google.com'], ns: ['ns1.hoster.test'] }, { mx: 'imap.gmail.com', ns: 'not-asked' }],
  ['an exchanger that the database knows', { mx: ['mx1.hoster.test'], ns: ['ns1.ovh.net'] }, { mx: 'imap.hoster.test', ns: 'not-asked' }],
  ['an exchanger that nobody knows', { mx: ['mx.filter.test'], ns: ['ns1.hoster.test'] }, { mx: 'nothing', ns: 'not-asked' }],
  [
    'an own exchanger beside a foreign one',
    { mx: ['mail.own.test', 'mx.filter.test'], ns: ['ns1.hoster.test'] },
    { mx: 'nothing', ns: 'not-asked' },
  ],
  [
    'an own exchanger, name servers of a known provider',
    { mx: ['mail.own.test'], ns: ['ns1.your-server.de.'] },
    { mx: 'nothing', ns: 'mail.your-server.de' },
  ],
  [
    'an own exchanger, name servers that the database knows',
    { mx: ['mail.own.test'], ns: ['ns1.hoster.test'] },
    { mx: 'nothing', ns: 'imap.hoster.test' },
  ],
  ['no exchanger, name servers that the database knows', { ns: ['ns1.hoster.test'] }, { mx: 'nothing', ns: 'imap.hoster.test' }],
  ['no exchanger, name servers of its own', { ns: ['ns1.own.test'] }, { mx: 'nothing', ns: 'nothing' }],
  [
    'an own exchanger, and a provider that only holds the mail for it',
    { mx: ['mail.own.test', 'fb.mail.gandi.net'] },
    { mx: 'nothing', ns: 'not-asked' },
  ],
  ['an own exchanger, and one that the database knows', { mx: ['mail.own.test', 'mx1.hoster.test'] }, { mx: 'nothing', ns: 'not-asked' }],
  ['a machine rented from a provider', { mx: ['static.9.2.0.192.clients.your-server.de'] }, { mx: 'nothing', ns: 'not-asked' }],
  ['a machine rented from one that the database knows', { mx: ['192-0-2-9.hoster.test'] }, { mx: 'nothing', ns: 'not-asked' }],
  ['a domain that takes no mail', { mx: [''], ns: ['ns1.hoster.test'] }, { mx: 'nothing', ns: 'not-asked' }],
])('%s', async (_what, zone, expected) => {
  expect({ mx: (await ask(askMx, zone)).answer, ns: (await ask(askNs, zone)).answer }).toEqual(expected);
});

test('the operator of an exchanger or a name server learns nothing of the address, and the domain itself is not asked again', async () => {
  for (const source of [askMx, askNs]) {
    const { fetched } = await ask(source, { mx: ['mail.own.test'], ns: ['ns1.dns.hoster.test', 'ns.own.test'] });
    expect(fetched.filter((place) => /own|me@/.test(place))).toEqual([]);
  }
});
