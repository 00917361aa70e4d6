import { expect, test } from 'vitest';
import { createDnsClient } from '../../bridge/src/discover/dns-client.ts';
import { startDnsServer } from '../servers/start-dns-server.ts';

const signal = new AbortController().signal;

test('absence is an empty list, failure is undefined, and silence ends with the signal', async () => {
  await using server = await startDnsServer({ 'own.test': { TXT: ['a'.repeat(200)] } }, { silent: /^silent/ });
  const dns = createDnsClient(server.address);
  expect(await dns.txt('own.test', signal)).toEqual(['a'.repeat(200)]);
  expect([await dns.mx('own.test', signal), await dns.srv('_imaps._tcp.none.test', signal)]).toEqual([[], []]);
  expect(await dns.addresses('silent.test', AbortSignal.timeout(50))).toBeUndefined();
  expect(await dns.addresses('own.test', AbortSignal.abort())).toBeUndefined();
});

test('both families, asked for once however often a search needs them', async () => {
  await using server = await startDnsServer({ 'mail.own.test': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] } });
  const dns = createDnsClient(server.address);
  const answers = await Promise.all([1, 2, 3].map(() => dns.addresses('Mail.own.test', signal)));
  expect(answers).toEqual(Array.from({ length: 3 }, () => ['192.0.2.1', '2001:db8::1']));
  expect(server.questions().sort()).toEqual(['A mail.own.test', 'AAAA mail.own.test']);
  expect(await dns.addresses('192.0.2.7', signal)).toEqual(['192.0.2.7']);
});
