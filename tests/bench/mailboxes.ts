import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { succeed } from '@kurrier/shared/failure/outcome';
import { openMailAccountStore, type MailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { startDelayingProxy } from '../servers/start-delaying-proxy.ts';
import { capabilitySets, startMail } from '../sync/start-mail.ts';
import { judge, median, type Row } from './benchmark.ts';

const mailboxes = 42;
const messagesEach = 20;
const roundTripMs = 100;
const rounds = 7;

const fill = async (mail: Awaited<ReturnType<typeof startMail>>): Promise<void> => {
  const other = await mail.connectOther();
  for (let index = 0; index < mailboxes; index++) {
    await other.mailboxCreate(`Folder ${index}`);
    for (let message = 0; message < messagesEach; message++) await other.append(`Folder ${index}`, `Subject: ${index}.${message}\r\n\r\nx`);
  }
  await other.logout();
};

/** Many mailboxes, far away: from the first packet until all of them are stored, and once more when nothing has changed; no bytes to speak of. */
export default async function* benchmarkMailboxes(): AsyncIterable<Row> {
  const goals = { qresync: 0.6, condstore: 1.5, poor: 1.5 };
  for (const [set, capabilities] of Object.entries(capabilitySets)) {
    await using mail = await startMail({ capabilities });
    await fill(mail);
    await using proxy = await startDelayingProxy({ port: mail.port }, roundTripMs);
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bench-'));
    const sync = async (account: MailAccountStore): Promise<number> => {
      const startedAt = performance.now();
      const session = await mail.openSession({ port: proxy.port });
      const openMore = async (signal: AbortSignal) => succeed(await mail.openSession({ port: proxy.port, signal }));
      const synced = await syncOnce(prepareConnection(session), account, { openMore });
      session.close();
      if (!synced.ok || synced.value.failures.length > 0) throw new Error('not synced');
      return (performance.now() - startedAt) / 1000;
    };
    const first: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const store = openStore({ file: path.join(dir, `${round}.sqlite`), durability: 'normal' });
      const account = await openMailAccountStore('a', store.namespace);
      first.push(await sync(account));
      again.push(await sync(account));
      store.close();
    }
    rmSync(dir, { recursive: true });
    const row = { server: set, mailboxes, roundTripMs };
    yield { what: 'first sync', ...row, ...judge(median(first), 2.5, 's') };
    yield { what: 'no change, new connection', ...row, ...judge(median(again), goals[set as keyof typeof goals], 's') };
  }
}
