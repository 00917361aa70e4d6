import type { saveAccount } from '@kurrier/shared/api/accounts';
import type { DemoState } from '@kurrier/shared/api/demo';
import { sleep } from '@kurrier/shared/async/sleep';
import type { RequestOf } from '@kurrier/shared/bridge/endpoint';
import { Secret } from '@kurrier/shared/secret';
import { demoWords } from '@kurrier/shared/words/program/demo';
import { demoAccounts, demoDomain, demoPassword, type DemoAccount } from './demo-accounts.ts';
import { demoHost, startDemoServers, type DemoServers } from './demo-servers.ts';

export interface DemoDeps {
  save: (request: RequestOf<typeof saveAccount>) => Promise<unknown>;
  list: () => Promise<{ accounts: { id: string; address: string }[] }>;
  remove: (request: { id: string }) => Promise<unknown>;
}

export interface Demo {
  state: () => DemoState;
  start: () => Promise<DemoState>;
  stop: () => Promise<DemoState>;
  /** Removes what a bridge left that was ended while its demo ran. */
  clean: () => Promise<void>;
  /** The keys of the running servers. */
  trustedKeys: () => DemoServers['trustedKeys'];
  /** Ends the servers; the accounts are removed at the next start. */
  close: () => Promise<void>;
}

/** Accounts that show one outcome each, on mail servers of this process; one start or stop at a time. */
export const createDemo = ({ save, list, remove }: DemoDeps): Demo => {
  let servers: DemoServers | null = null;
  let stopped = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
  const state = (): DemoState => ({
    isRunning: servers !== null,
    accounts: demoAccounts.map(({ name }) => ({ name, address: `${name}@${demoDomain}` })),
  });
  const clean = async (): Promise<void> => {
    const { accounts } = await list();
    for (const { id, address } of accounts) if (address.endsWith(`@${demoDomain}`)) await remove({ id });
  };
  const close = async (): Promise<void> => {
    stopped.abort();
    await servers?.[Symbol.asyncDispose]();
    servers = null;
  };
  return {
    state,
    clean,
    trustedKeys: () => servers?.trustedKeys ?? [],
    start: () =>
      inTurn(async () => {
        if (servers) return state();
        stopped = new AbortController();
        const { signal } = stopped;
        servers = await startDemoServers((ms) => sleep(ms, signal));
        await clean();
        for (const account of demoAccounts) await save({ change: changeOf(account, servers) });
        return state();
      }),
    stop: () =>
      inTurn(async () => {
        await clean();
        await close();
        return state();
      }),
    close: () => inTurn(close),
  };
};

const changeOf = (account: DemoAccount, servers: DemoServers): RequestOf<typeof saveAccount>['change'] => {
  const address = `${account.name}@${demoDomain}`;
  const ports = servers.portsOf(account);
  const common = { host: demoHost, username: address, secure: true, allowUnencrypted: false, password: new Secret(demoPassword) };
  return {
    label: demoWords.label(account.name),
    address,
    smtp: { ...common, port: ports.smtp, pool: false },
    imap: { ...common, port: ports.imap },
  };
};
