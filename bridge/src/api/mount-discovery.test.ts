import { expect, test } from 'vitest';
import type { Discovery } from '@kurrier/shared/discovery/discovery';
import { mountDiscover } from './mount-discovery.ts';
import { createEndpointTable } from '../http/endpoint-table.ts';

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
  const table = createEndpointTable({ report: (error) => expect.unreachable(String(error)) });
  mountDiscover(table, discover, async () => undefined);
  return async (name: string, body: object, deviceId = 'a') =>
    table.call(name, body, {
      deviceId,
      isLocked: true,
      bytes: new Uint8Array(0),
      signal: new AbortController().signal,
      attach: () => expect.unreachable(),
    });
};

/** Searches that go on until they are ended, by the address that they are for. */
const startSearches = () => {
  const signals = new Map<string, AbortSignal>();
  const call = createCaller(async ({ address }, signal) => {
    signals.set(address, signal!);
    await new Promise((resolve) => signal!.addEventListener('abort', resolve));
    return found(address);
  });
  return {
    call,
    begin: async (address: string, search: string, deviceId?: string): Promise<{ answer: Promise<unknown> }> => {
      const answer = call('discover.servers', { address, search }, deviceId);
      await expect.poll(() => signals.has(address)).toBe(true);
      return { answer };
    },
    underWay: () => [...signals].flatMap(([address, { aborted }]) => (aborted ? [] : [address])),
  };
};
const cancelled = { ok: true, value: { refused: 'cancelled' } };

test('a search ends as cancelled when it is stopped, by its device and its name alone', async () => {
  const { call, begin, underWay } = startSearches();
  const popup = await begin('popup@own.test', 'one');
  await begin('page@own.test', 'two');
  await begin('other@own.test', 'one', 'b');
  expect(await call('discover.stop', { search: 'one' })).toEqual({ ok: true, value: { stopped: true } });
  expect(await popup.answer).toEqual(cancelled);
  expect(underWay()).toEqual(['page@own.test', 'other@own.test']);
  expect(await call('discover.stop', { search: 'one' })).toEqual({ ok: true, value: { stopped: false } });
});

test('a search of the same name ends the older one; of a fifth at once, the oldest ends', async () => {
  const { begin, underWay } = startSearches();
  const first = await begin('first@own.test', '1');
  await begin('again@own.test', '1');
  expect(await first.answer).toEqual(cancelled);
  for (const search of ['2', '3', '4', '5']) await begin(`${search}@own.test`, search);
  await begin('other@own.test', '6', 'b');
  expect(underWay()).toEqual(['2@own.test', '3@own.test', '4@own.test', '5@own.test', 'other@own.test']);
});

test('a search that is over leaves nothing to stop', async () => {
  const call = createCaller(async ({ address }) => found(address));
  expect(await call('discover.servers', { address: 'me@own.test', search: 'one' })).toMatchObject({ value: { address: 'me@own.test' } });
  expect(await call('discover.stop', { search: 'one' })).toEqual({ ok: true, value: { stopped: false } });
});

test('what is no address and what is no domain are refused', async () => {
  const call = createCaller(async () => undefined);
  expect(await call('discover.servers', { address: 'me@localhost' })).toEqual({ ok: true, value: { refused: 'not-an-address' } });
  expect(await call('doctor.examine', { domain: 'localhost' })).toEqual({ ok: true, value: { refused: 'not-a-domain' } });
});
