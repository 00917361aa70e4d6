import * as z from 'zod/mini';
import { defineEndpoint } from '../bridge/endpoint.ts';

/** Whether the demo's mail servers run, and the accounts that are theirs: what stands before the @ and the whole address. */
const DemoState = z.object({
  isRunning: z.boolean(),
  accounts: z.array(z.object({ name: z.string(), address: z.string() })),
});
export type DemoState = z.infer<typeof DemoState>;

const nothing = z.strictObject({});

export const demoState = defineEndpoint({ name: 'demo.state', request: nothing, response: DemoState });

/** Starts mail servers on loopback and adds their accounts; once they run, says so. */
export const startDemo = defineEndpoint({ name: 'demo.start', request: nothing, response: DemoState });

/** Removes the accounts with their mail, and ends the servers. */
export const stopDemo = defineEndpoint({ name: 'demo.stop', request: nothing, response: DemoState });
