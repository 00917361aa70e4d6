import { examineDomain } from '@kurrier/shared/api/doctor';
import { readPageSettings } from '@kurrier/shared/api/page-settings';
import { discoverServers, stopDiscovery } from '@kurrier/shared/api/discover';
import type { Discover } from '../discover/create-discover.ts';
import { createRunningSearches } from '../discover/running-searches.ts';
import type { Doctor } from '../discover/doctor/create-doctor.ts';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';

/** Discovery and the domain doctor, which need no unlocked vault. Searches are stopped by the device that began them. */
export const mountDiscover = (table: EndpointTable, discover: Discover, doctor: Doctor): void => {
  const searches = createRunningSearches();
  mount(
    table,
    discoverServers,
    async ({ search, ...request }, { deviceId, signal }) => {
      const running = searches.begin(deviceId, search);
      try {
        const found = await discover(request, AbortSignal.any([signal, running.signal]));
        if (running.signal.aborted) return { refused: 'cancelled' as const };
        return found ?? { refused: 'not-an-address' as const };
      } finally {
        running.end();
      }
    },
    { whileLocked: true },
  );
  mount(table, stopDiscovery, ({ search }, { deviceId }) => ({ stopped: searches.stop(deviceId, search) }), { whileLocked: true });
  mount(table, readPageSettings, async (request) => (await import('./read-settings-of-page.ts')).readSettingsOfPage(request));
  mount(table, examineDomain, async ({ domain }, { signal }) => (await doctor(domain, signal)) ?? { refused: 'not-a-domain' as const }, {
    whileLocked: true,
  });
};
