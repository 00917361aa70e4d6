import { bridgePrefix } from './share-accounts.ts';
import type { SharedPlace } from './open-shared-place.ts';

/** Whether another bridge is on the store, as its server says now. */
export const hasOtherBridges = async ({ database, holder }: Pick<SharedPlace, 'database' | 'holder'>): Promise<boolean> =>
  (await database.leases()).some(({ name, holder: who, isExpired }) => name.startsWith(bridgePrefix) && !isExpired && who !== holder);
