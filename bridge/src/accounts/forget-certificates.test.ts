import { expect, test } from 'vitest';
import type { AccountRecord } from './account-record.ts';
import { forgetUnusedCertificates } from './forget-certificates.ts';

const record = (id: string, ...servers: [leg: 'smtp' | 'imap', host: string, port: number][]) =>
  ({
    id,
    ...Object.fromEntries(servers.map(([leg, host, port]) => [leg, { settings: { host, port } }])),
  }) as unknown as AccountRecord;

const forgetAfter = async (former: AccountRecord, ...left: AccountRecord[]): Promise<string[]> => {
  const trusted = new Set(['mail.test:993', 'mail.test:465', 'other.test:993']);
  const keyOf = (host: string, port: number) => `${host.toLowerCase()}:${port}`;
  await forgetUnusedCertificates(former, {
    records: { list: () => Promise.resolve(left) } as never,
    certificates: {
      find: (host: string, port: number) => (trusted.has(keyOf(host, port)) ? {} : undefined),
      forget: (host: string, port: number) => Promise.resolve(trusted.delete(keyOf(host, port))),
    } as never,
  });
  return [...trusted];
};
const both = record('a', ['smtp', 'mail.test', 465], ['imap', 'Mail.Test', 993]);

test.each<[string, AccountRecord[], string[]]>([
  ['no account is left', [], ['other.test:993']],
  ['another account uses one of its servers', [record('b', ['imap', 'MAIL.test', 993])], ['mail.test:993', 'other.test:993']],
  ['another account uses the same host on another port', [record('b', ['imap', 'mail.test', 143])], ['other.test:993']],
  [
    'it moved to another server itself',
    [record('a', ['smtp', 'mail.test', 465], ['imap', 'other.test', 993])],
    ['mail.test:465', 'other.test:993'],
  ],
  ['it was saved as it is', [both], ['mail.test:993', 'mail.test:465', 'other.test:993']],
])('the trust in a server’s certificate ends with its last account: %s', async (_, left, trusted) => {
  expect(await forgetAfter(both, ...left)).toEqual(trusted);
});
