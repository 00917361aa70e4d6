import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { createDnsClient } from '../../bridge/src/discover/network/dns-client.ts';
import { createLookUpInHosts } from '../../bridge/src/discover/network/hosts-file.ts';
import { startDnsServer } from '../servers/start-dns-server.ts';
import { until } from '../setup/until.ts';

/** Stands in for the system's DNS server. */
let systemServer: string | undefined;
vi.mock(import('node:dns/promises'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    Resolver: class extends original.Resolver {
      constructor(...options: ConstructorParameters<typeof original.Resolver>) {
        super(...options);
        if (systemServer !== undefined) this.setServers([systemServer]);
      }
    },
  };
});

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

test('what nobody waits for any more is not asked again; what somebody waits for is', async () => {
  let isSilent = true;
  const zone = { 'own.test': { A: ['192.0.2.1'] } };
  await using server = await startDnsServer(zone, { silent: { test: () => isSilent } });
  const dns = createDnsClient(server.address);
  const end = new AbortController();
  const givenUp = [dns.addresses('given-up.test', end.signal), dns.mx('given-up.test', end.signal), dns.addresses('own.test', end.signal)];
  const kept = dns.addresses('own.test', signal);
  await until(() => expect(server.questions()).toHaveLength(5));
  end.abort();
  expect(await Promise.all(givenUp)).toEqual([undefined, undefined, undefined]);
  isSilent = false;
  expect(await kept).toEqual(['192.0.2.1']);
  expect(server.questions().filter((question) => question.endsWith('given-up.test'))).toHaveLength(3);
  expect(await dns.addresses('given-up.test', signal)).toEqual([]);
});

test('the system’s DNS server is asked without a thread of the system’s lookups, which others wait for', async () => {
  await using server = await startDnsServer({ 'own.test': { A: ['192.0.2.1'] } }, { silent: /^dead/ });
  systemServer = server.address;
  const dns = createDnsClient(undefined, async () => undefined);
  const end = new AbortController();
  const dead = [1, 2, 3, 4, 5].map((number) => dns.addresses(`dead${number}.test`, end.signal));
  await until(() => expect(server.questions()).toHaveLength(10));
  expect(process.getActiveResourcesInfo()).not.toContain('GetAddrInfoReqWrap');
  expect(await dns.addresses('own.test', signal)).toEqual(['192.0.2.1']);
  end.abort();
  await Promise.all(dead);
});

test('the hosts file counts before DNS, unless the person named a resolver', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hosts-'));
  const file = path.join(folder, 'hosts');
  await writeFile(
    file,
    '# moving\r\n192.0.2.9\tWWW.own.test mail.own.test # soon\r\n2001:db8::9 mail.own.test\r\nnonsense mail.own.test\r\n',
  );
  await using server = await startDnsServer({ 'mail.own.test': { A: ['192.0.2.1'] } });
  systemServer = server.address;
  const hosts = createLookUpInHosts(file);
  expect(await createDnsClient(undefined, hosts).addresses('Mail.own.test', signal)).toEqual(['192.0.2.9', '2001:db8::9']);
  expect(await createDnsClient(server.address, hosts).addresses('mail.own.test', signal)).toEqual(['192.0.2.1']);
  const without = createLookUpInHosts(path.join(folder, 'none'));
  expect(await createDnsClient(undefined, without).addresses('mail.own.test', signal)).toEqual(['192.0.2.1']);
  await rm(folder, { recursive: true });
});
