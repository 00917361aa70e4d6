import { demoState, startDemo, stopDemo } from '@kurrier/shared/api/demo';
import type { Demo } from '../demo/demo.ts';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';

/** The endpoints of the demo. */
export const mountDemo = (table: EndpointTable, load: () => Promise<Demo>): void => {
  mount(table, demoState, async () => (await load()).state());
  mount(table, startDemo, async () => (await load()).start());
  mount(table, stopDemo, async () => (await load()).stop());
};
