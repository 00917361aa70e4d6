import { storeState, type SharedStoreState } from '@kurrier/shared/bridge/store-state';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';

/** Makes the endpoint of the shared store callable; it answers while the vault is locked, too. `look` is null where there is no such store. */
export const mountStore = (table: EndpointTable, look: (() => SharedStoreState) | null): void => {
  mount(table, storeState, () => ({ shared: look?.() ?? null }), { whileLocked: true, whileBlocked: true });
};
