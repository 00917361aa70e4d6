import { expect, test } from 'vitest';
import { paccDigestRecord } from '../../bridge/src/discover/sources/read-pacc.ts';
import { createCa } from '../servers/create-ca.ts';
import { autoconfig, brief, reportOf, startWorld } from './start-world.ts';

const own = autoconfig({ imap: 'imap.own.test 993 SSL', smtp: 'smtp.own.test 465 SSL' });

/** A PACC document of about this size, right in every other way. */
const pacc = (bytes: number): string =>
  JSON.stringify({
    protocols: { imap: { host: 'imap.own.test' }, submit: { host: 'smtp.own.test' } },
    authentication: { password: true },
    padding: ' '.repeat(bytes),
  });
const publish = (body: string) => ({
  sites: { 'ua-auto-config.own.test': () => ({ body, type: 'application/json' }) },
  zone: { '_ua-auto-config.own.test': { TXT: [paccDigestRecord(Buffer.from(body))] } },
});

test.each([
  [290 * 1024, 'found'],
  [310 * 1024, 'failed too-large'],
])('a document of %i bytes: %s', async (bytes, report) => {
  await using world = await startWorld(publish(pacc(bytes)));
  expect(reportOf(await world.find('me@own.test'), 'pacc')).toBe(report);
});

test('a certificate of an authority that nobody trusts is as good as none', async () => {
  const stranger = await createCa();
  await using world = await startWorld({ sites: { 'autoconfig.own.test': () => ({ body: own }) }, webCa: stranger });
  const found = await world.find('me@own.test');
  expect([brief(found.imap), reportOf(found, 'autoconfig')]).toEqual(['unknown', 'failed certificate']);
});

test('a fourth redirect is one too many', async () => {
  await using world = await startWorld({
    sites: {
      'autoconfig.own.test': (path) => {
        const hop = Number(/^\/(\d)$/.exec(path)?.[1] ?? 0);
        return hop === 4 ? { body: own } : { location: `/${hop + 1}` };
      },
    },
  });
  expect(reportOf(await world.find('me@own.test'), 'autoconfig')).toBe('failed too-many-redirects');
});
