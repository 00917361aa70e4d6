import { examineDomain } from '@kurrier/shared/api/doctor';
import { discoverServers } from '@kurrier/shared/api/discover';
import type { Discover } from './discover/create-discover.ts';
import type { Doctor } from './discover/create-doctor.ts';
import { mount, type App } from './server/mount.ts';

/** Discovery, one search at a time for each device: the form asks again with every change of the address. It needs no unlocked vault. */
export const mountDiscover = (app: App, discover: Discover, doctor: Doctor): void => {
  const running = new Map<string, AbortController>();
  mount(
    app,
    discoverServers,
    async (request, { deviceId, signal }) => {
      running.get(deviceId)?.abort();
      const newest = new AbortController();
      running.set(deviceId, newest);
      try {
        return (await discover(request, AbortSignal.any([signal, newest.signal]))) ?? { refused: 'not-an-address' as const };
      } finally {
        if (running.get(deviceId) === newest) running.delete(deviceId);
      }
    },
    { whileLocked: true },
  );
  mount(app, examineDomain, async ({ domain }, { signal }) => (await doctor(domain, signal)) ?? { refused: 'not-a-domain' as const }, {
    whileLocked: true,
  });
};
