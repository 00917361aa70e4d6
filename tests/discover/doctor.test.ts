import { expect, test } from 'vitest';
import type { DomainReport } from '../../shared/src/discovery/domain-report.ts';
import { createCa } from '../servers/create-ca.ts';
import type { DnsRecords } from '../servers/start-dns-server.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import type { Page } from '../servers/start-web-server.ts';
import { brief, startWorld } from './start-world.ts';

const notGood = ({ findings }: DomainReport) =>
  findings.filter(({ state }) => state !== 'good').map(({ check, state }) => `${check} ${state}`);

test('what the doctor says to publish, published, leaves nothing to say, and an address is enough', async () => {
  const ca = await createCa();
  const certificate = await ca.issue({ names: ['mail.own.test'] });
  await using imap = await startScriptedServer([{ server: '* OK IMAP4rev1 ready' }], { certificate, implicitTls: true });
  await using smtp = await startScriptedServer([{ server: '220 mail.own.test ESMTP' }], { certificate, implicitTls: true });
  const mail = { 'mail.own.test:993': imap.port, 'mail.own.test:465': smtp.port };
  const zone: Record<string, DnsRecords> = { 'own.test': { MX: [{ exchange: 'mail.own.test', preference: 10 }] } };

  await using before = await startWorld({ ca, mail, zone });
  const first = (await before.examine('own.test'))!;
  expect(notGood(first)).toEqual(['autoconfig missing', 'srv missing', 'srv missing', 'pacc missing']);

  const sites: Record<string, (path: string) => Page | undefined> = {};
  for (const item of first.publish) {
    if (item.kind === 'file') {
      const url = new URL(item.url);
      sites[url.host] = (path) => (path.startsWith(url.pathname) ? { body: item.body, type: item.contentType } : undefined);
    } else {
      const [, , port, target] = item.value.split(' ');
      zone[item.name.slice(0, -1)] =
        item.type === 'TXT' ? { TXT: [item.value.slice(1, -1)] } : { SRV: [{ target: target!.slice(0, -1), port: Number(port) }] };
    }
  }
  await using after = await startWorld({ ca, mail, zone, sites });
  const second = (await after.examine('own.test'))!;
  expect([notGood(second), second.publish]).toEqual([[], []]);
  expect(brief((await after.find('me@own.test')).imap)).toBe('mail.own.test 993 implicit-tls by pacc');
});

test('what is no domain is not examined', async () => {
  await using world = await startWorld({});
  for (const text of ['localhost', '127.0.0.1', 'me@own.test', 'own.test/x']) expect(await world.examine(text)).toBeUndefined();
});
