import type { LookupOptions } from 'node:dns';
import { expect, test } from 'vitest';
import type { DnsClient } from '../source-contract.ts';
import { createNodeLookup } from './look-up-public.ts';

const lookUp = (found: string[], { allowsPrivate = false, ...options }: LookupOptions & { allowsPrivate?: boolean } = {}) =>
  new Promise((resolve) => {
    const dns = { addresses: async () => found } as unknown as DnsClient;
    const lookup = createNodeLookup(dns, allowsPrivate, new AbortController().signal);
    lookup('own.test', options, (error, address, family) => resolve(error ? error.code : [address, family]));
  });

test('public addresses only', async () => {
  expect(await lookUp(['127.0.0.1', '192.0.2.1', 'fe80::1', '2001:db8::1'], { all: true })).toEqual([
    [
      { address: '192.0.2.1', family: 4 },
      { address: '2001:db8::1', family: 6 },
    ],
    undefined,
  ]);
  expect(await lookUp(['10.0.0.1', '192.0.2.1'])).toEqual(['192.0.2.1', 4]);
});

test('why there is none', async () => {
  expect(await lookUp(['127.0.0.1', '::1'])).toBe('EPRIVATE');
  expect(await lookUp([])).toBe('ENOTFOUND');
});

test('private ones too, where they are allowed', async () => {
  expect(await lookUp(['127.0.0.1'], { allowsPrivate: true })).toEqual(['127.0.0.1', 4]);
});
