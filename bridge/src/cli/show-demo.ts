import { demoWords as words } from '@kurrier/shared/words/program/demo';
import type { Bridge } from '../main/start-bridge.ts';

/** Starts the demo's mailboxes, and says which there are and what one will see. */
export const showDemo = async (bridge: Bridge): Promise<void> => {
  const { accounts } = await bridge.startDemo();
  const width = Math.max(...accounts.map(({ address }) => address.length));
  const rows = accounts.map(({ name, address }) => `  ${address.padEnd(width)}  ${words.outcomeOf(name)}`);
  console.log(`\n${words.running}\n${rows.join('\n')}`);
};
