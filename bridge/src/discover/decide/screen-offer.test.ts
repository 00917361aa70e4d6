import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FoundServer } from '@kurrier/shared/discovery/discovery';
import type { DiscoverDeps } from '../source-contract.ts';
import { parseMailAddress } from '../mail-address.ts';
import { screenOffer } from './screen-offer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const server = (host: string): FoundServer => ({
  host,
  port: 993,
  security: 'implicit-tls',
  username: 'me',
  password: true,
  oauth2: false,
});

/** Screens an offer of autoconfig where names that stand in no list never get an answer; what is kept of each leg after a second. */
const screen = async (addresses: Record<string, string[]>, imap: string[], smtp: string[]) => {
  const dns = { addresses: (name: string) => (addresses[name] ? Promise.resolve(addresses[name]) : new Promise(() => undefined)) };
  const screened = screenOffer(
    'autoconfig',
    { imap: imap.map(server), smtp: smtp.map(server), prepare: [], documentation: [] },
    parseMailAddress('me@own.test')!,
    { dns, allowsPrivate: false } as unknown as DiscoverDeps,
    new AbortController().signal,
  );
  await vi.advanceTimersByTimeAsync(1000);
  const { offer, refused } = await screened;
  const hosts = (servers: readonly FoundServer[] | undefined) => servers?.map(({ host }) => host);
  return { imap: hosts(offer.imap), smtp: hosts(offer.smtp), refused: refused.map(({ host }) => host) };
};

const zone = { 'good.test': ['192.0.2.1'], 'inside.test': ['192.0.2.1', '10.0.0.1'], 'gone.test': [], 'lost.test': [] };

test.each<[string, string[], string[] | undefined]>([
  ['a name that gets no answer costs only itself', ['dead.test', 'good.test'], ['good.test']],
  ['a leg whose names get no answer is not spoken of', ['dead.test'], undefined],
  ['a name without an address gives way to one that has one', ['gone.test', 'good.test'], ['good.test']],
  ['where no name has an address, verifying says so', ['gone.test', 'lost.test'], ['gone.test', 'lost.test']],
  ['one private address among others is enough', ['inside.test', 'good.test'], ['good.test']],
])('%s', async (_what, imap, kept) => {
  const screened = await screen(zone, imap, ['good.test']);
  expect(screened).toEqual({ imap: kept, smtp: ['good.test'], refused: imap.filter((host) => host === 'inside.test') });
});
