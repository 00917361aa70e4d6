import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listAccounts, saveAccount } from '@kurrier/shared/api/accounts';
import { listMessages } from '@kurrier/shared/api/mail';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { storeState } from '@kurrier/shared/bridge/store-state';
import { sendMessage } from '@kurrier/shared/api/send';
import type { Endpoint, RequestInput, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';
import type { SharedStoreOptions } from '../../bridge/src/main/sharing/open-shared-place.ts';
import { followAccount } from '../bridge/follow-account.ts';
import { startBridgeHere } from '../faults/start-bridge-here.ts';
import type { MailServers } from '../send/start-mail-servers.ts';

/** Bridges of one store, each with a data folder of its own and the same key. */
export const createSharers = (uri: string, servers: Pick<MailServers, 'caPem' | 'postfix' | 'dovecot'>) => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-shared-'));
  const start = async (name: string, options: Partial<SharedStoreOptions> = {}, through = uri) => {
    const store = {
      target: parseStoreUri(through, [], 2_000)!,
      keyFile: path.join(dir, 'shared.key'),
      leaseMs: 2_000,
      roundMs: 100,
      ...options,
    };
    const bridge = await startBridgeHere(path.join(dir, name), { ca: [servers.caPem], store });
    const call = async <E extends Endpoint>(endpoint: E, body: RequestInput<E>): Promise<ResponseOf<E>> => {
      const answer = await bridge.call(endpoint, body);
      if (!answer.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(answer.failure)}`);
      return answer.value;
    };
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopping ??= bridge.stop());
    return {
      ...bridge,
      stop,
      [Symbol.asyncDispose]: stop,
      tryCall: bridge.call,
      call,
      /** Adds an account of the servers, and waits until both of its legs are verified. */
      async addAccount(user: string): Promise<string> {
        const leg = { host: '127.0.0.1', username: `${user}@mail.test`, password: `pw-${user}`, secure: true };
        const saved = await call(saveAccount, {
          change: {
            address: leg.username,
            smtp: { ...leg, port: servers.postfix.ports.submission },
            imap: { ...leg, port: servers.dovecot.ports.imaps },
          },
        });
        if ('refused' in saved) throw new Error(saved.refused);
        const seen = await followAccount(bridge.call, saved);
        const states = [seen.at(-1)?.smtp?.status.state, seen.at(-1)?.imap?.status.state];
        if (states.some((state) => state !== 'verified')) throw new Error(JSON.stringify(seen.at(-1)));
        return saved.account.id;
      },
      send: (accountId: string, key: string, { subject = key, from = 'ann', text = 'hello', holdMs = 0 } = {}) =>
        bridge.call(sendMessage, {
          accountId,
          idempotencyKey: key.replaceAll(' ', '-').padEnd(16, '-'),
          holdMs,
          message: { from: { address: `${from}@mail.test` }, to: [{ address: 'bob@mail.test' }], subject, text },
        }),
      rows: async () => (await call(listMessages, { limit: 100 })).rows,
      subjects: async () => (await call(listMessages, { limit: 100 })).rows.map(({ subject }) => subject),
      outbox: async () => (await call(listOutbox, { limit: 500 })).entries.map(({ subject, status }) => `${subject}: ${status.state}`),
      state: async () => (await call(storeState, {})).shared!,
      addresses: async () => (await call(listAccounts, {})).accounts.map(({ address }) => address).sort(),
    };
  };
  return { dir, start, [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }) };
};
export type Sharer = Awaited<ReturnType<ReturnType<typeof createSharers>['start']>>;
