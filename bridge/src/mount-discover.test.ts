import { expect, test } from 'vitest';
import type { Discovery } from '@kurrier/shared/discovery';
import { mountDiscover } from './mount-discover.ts';
import { createApp } from './server/mount.ts';

const found = (address: string): Discovery => ({
  address,
  domain: 'own.test',
  smtp: { state: 'unknown' },
  imap: { state: 'unknown' },
  prepare: [],
  documentation: [],
  advice: [],
  localServers: [],
  refused: [],
  sources: [],
  tookMs: 0,
});
const createCaller = (discover: Parameters<typeof mountDiscover>[1]) => {
  const app = createApp({ report: (error) => expect.unreachable(String(error)) });
  mountDiscover(app, discover, async () => undefined);
  return async (name: string, body: object, deviceId = 'a') =>
    (await app.request(`/${name}`, { method: 'POST', body: JSON.stringify(body) }, { deviceId, isLocked: true })).json();
};

test('a newer search of the same device ends the older one; other devices search on', async () => {
  const signals = new Map<string, AbortSignal>();
  const releases = new Map<string, () => void>();
  const call = createCaller(async ({ address }, signal) => {
    signals.set(address, signal!);
    await new Promise<void>((resolve) => releases.set(address, resolve));
    return found(address);
  });
  const begun = (address: string) => expect.poll(() => signals.has(address)).toBe(true);
  const searches = [call('discover.servers', { address: 'one@own.test' })];
  await begun('one@own.test');
  searches.push(call('discover.servers', { address: 'other@own.test' }, 'b'));
  await begun('other@own.test');
  searches.push(call('discover.servers', { address: 'two@own.test' }));
  await begun('two@own.test');
  expect([...signals].map(([address, { aborted }]) => [address, aborted])).toEqual([
    ['one@own.test', true],
    ['other@own.test', false],
    ['two@own.test', false],
  ]);
  for (const release of releases.values()) release();
  expect(await Promise.all(searches)).toMatchObject([{ ok: true }, { ok: true }, { ok: true, value: { address: 'two@own.test' } }]);
});

test('what is no address and what is no domain are refused', async () => {
  const call = createCaller(async () => undefined);
  expect(await call('discover.servers', { address: 'me@localhost' })).toEqual({ ok: true, value: { refused: 'not-an-address' } });
  expect(await call('doctor.examine', { domain: 'localhost' })).toEqual({ ok: true, value: { refused: 'not-a-domain' } });
});
