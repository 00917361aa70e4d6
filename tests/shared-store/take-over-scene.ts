import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listAccounts, saveAccount } from '@kurrier/shared/api/accounts';
import { listMessages } from '@kurrier/shared/api/mail';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { sendMessage } from '@kurrier/shared/api/send';
import { startFaultyRelay } from '../send/start-faulty-relay.ts';
import { startCuttingProxy } from '../servers/start-cutting-proxy.ts';
import { deliverByLmtp } from '../sync/deliver-by-lmtp.ts';
import { fillMaildir } from '../sync/fill-maildir.ts';
import { manyLogins } from '../sync/many-logins.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { startMail } from '../sync/start-mail.ts';
import { startSharingProcess, type SharingProcess } from './start-sharing-process.ts';

export interface TakeOverSize {
  accounts: number;
  /** Messages that lie in the INBOX of each. */
  mail: number;
  /** Messages that each sends, each time. */
  sent: number;
  leaseMs: number;
  roundMs: number;
  seed: number;
}

const hourMs = 3_600_000;

/**
 * A Dovecot with mail in every account, a relay that takes so long for each message that whoever stops has some on their way, and a way to
 * start bridges on the store that have all of these accounts.
 */
export const startTakeOverScene = async (uri: string, size: TakeOverSize) => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-take-over-'));
  const addresses = Array.from({ length: size.accounts }, (_, index) => `a${index}@mail.test`);
  const users = Object.fromEntries(addresses.map((address) => [address, 'pw']));
  const mail = await startMail({ users, extra: manyLogins(size.accounts) });
  for (const [index, address] of addresses.entries()) fillMaildir(mail.dovecot.maildir(address), size.mail, size.seed + index);
  const relay = await startFaultyRelay(['PIPELINING'], () => ({ endMs: 300 }));
  const { port } = new URL(uri);
  const line = await startCuttingProxy(Number(port));
  const caFile = path.join(dir, 'ca.pem');
  writeFileSync(caFile, mail.caPem);

  const start = (name: string, through = uri, clockMs = 0) =>
    startSharingProcess({ ...size, dataDir: path.join(dir, name), uri: through, keyFile: path.join(dir, 'shared.key'), caFile, clockMs });

  return {
    relay,
    line,
    start,
    /** Its way to the store can be cut. */
    startOnLine: (name: string) => start(name, uri.replace(`:${port}`, `:${line.port}`)),
    startAnHourAhead: (name: string) => start(name, uri, hourMs),
    async addAccounts({ call }: SharingProcess): Promise<void> {
      for (const address of addresses) {
        const leg = { host: '127.0.0.1', username: address, password: 'pw' };
        const smtp = { ...leg, port: relay.port, secure: false, allowUnencrypted: true, pool: true };
        const saved = await call(saveAccount, {
          change: { address, smtp, imap: { ...leg, port: mail.dovecot.ports.imaps, secure: true } },
        });
        if ('refused' in saved) throw new Error(saved.refused);
      }
    },
    isVerified: async ({ call }: SharingProcess) =>
      (await call(listAccounts, {})).accounts.every(({ smtp, imap }) => [smtp, imap].every((leg) => leg?.status.state === 'verified')),
    shares: (of: readonly SharingProcess[]) => Promise.all(of.map(async (bridge) => (await bridge.state()).own)),
    deliverToAll: async (subject: string): Promise<void> => {
      for (const address of addresses)
        await deliverByLmtp(mail.dovecot.ports.lmtp, address, `From: x@mail.test\nSubject: ${subject}\n\nhello`);
    },
    /** How many messages a bridge lists of each account’s INBOX. */
    listed: async ({ call }: SharingProcess): Promise<number[]> =>
      (await call(listMessages, { limit: 1 })).mailboxes?.map(({ messages }) => messages) ?? [],
    /** Each account sends, each message through whichever of the bridges takes it. Answers what was accepted once it is `done`. */
    sendFromAll(what: string, bridges: readonly SharingProcess[]) {
      const accepted = new Set<string>();
      const accept = async (address: string, accountId: string, index: number, from: number): Promise<void> => {
        const to = `${what}${index}-${address}`;
        const message = { from: { address }, to: [{ address: to }], subject: to, text: 'x'.repeat(index * 500) };
        for (let turn = 0; turn < bridges.length; turn++) {
          const bridge = bridges[(from + turn) % bridges.length]!;
          const key = to.replace(/\W/g, '-').padEnd(16, '-');
          const answer = await bridge.tryCall(sendMessage, { accountId, idempotencyKey: key, holdMs: 0, message });
          if (!answer.ok || !('entry' in answer.value)) continue;
          accepted.add(to);
          return;
        }
      };
      const sendAll = async (): Promise<void> => {
        const { accounts } = await bridges.at(-1)!.call(listAccounts, {});
        await Promise.all(
          accounts.map(async ({ id, address }, account) => {
            const random = createRandom(size.seed + account);
            for (let index = 0; index < size.sent; index++) await accept(address, id, index, random.int(0, bridges.length - 1));
          }),
        );
      };
      return { accepted, done: sendAll() };
    },
    /** How many accounts have had a message taken by the relay. */
    begun: (what: string) => new Set(relay.taken.filter(({ recipients }) => recipients[0]?.startsWith(what)).map(({ from }) => from)).size,
    times: (to: string) => relay.taken.filter(({ recipients }) => recipients.includes(to)).length,
    /** Every message of the outbox, as a bridge tells it: account by account, since there are more than one answer holds. */
    async entries({ call }: SharingProcess) {
      const { accounts } = await call(listAccounts, {});
      const lists = await Promise.all(accounts.map(({ id }) => call(listOutbox, { accountId: id, limit: 500 })));
      return lists.flatMap((one) => one.entries);
    },
    async [Symbol.asyncDispose]() {
      await line[Symbol.asyncDispose]();
      await relay[Symbol.asyncDispose]();
      await mail[Symbol.asyncDispose]();
      rmSync(dir, { recursive: true });
    },
  };
};
