import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { createMailboxScheduler } from '../../bridge/src/sync/engine/mailbox-scheduler.ts';
import { createProgressMeter } from '../../bridge/src/sync/progress.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { startDelayingProxy } from '../servers/start-delaying-proxy.ts';
import { password, type MailServer } from '../sync/mail-server.ts';
import { user } from '../sync/start-mail.ts';
import { judge, median, type Row } from './benchmark.ts';
import { playLeast } from './least-dialogue.ts';

const page = 50;
const goal = 1.2;

/**
 * The newest 50 messages of INBOX from a cold connection: ours until they are durable in the store, imapflow's and the least dialogue's
 * until they are there.
 */
export async function* measureFirstPage(mail: MailServer, messages: number): AsyncIterable<Row> {
  const run = {
    ours: (port: number) => syncFirstPage(mail, port),
    least: (port: number) => stop(() => playLeast('firstPage', { port, ca: mail.caPem, username: user, password, messages })),
    imapflow: (port: number) => stop(() => fetchByImapflow(mail, port, messages)),
  };
  // The first of each in a process loads and compiles.
  for (const fetch of Object.values(run)) await fetch(mail.port);
  for (const roundTripMs of [0, 50, 150]) {
    await using proxy = await startDelayingProxy({ port: mail.port }, roundTripMs);
    const times = roundTripMs === 0 ? 9 : 3;
    const taken = { ours: [] as number[], least: [] as number[], imapflow: [] as number[] };
    for (let i = 0; i < times; i++) for (const who of ['ours', 'least', 'imapflow'] as const) taken[who].push(await run[who](proxy.port));
    const [ours, least, imapflow] = [taken.ours, taken.least, taken.imapflow].map((ms) => Math.round(median(ms))) as [
      number,
      number,
      number,
    ];
    const row = {
      what: `first page, ${roundTripMs} ms of round trip`,
      messages,
      ours,
      peer: `${least} least, ${imapflow} imapflow`,
      unit: 'ms',
    };
    // Without a distance it is computing that counts, and ours includes what the others leave out: understanding and storing.
    yield { ...row, ...(roundTripMs > 0 && judge(ours / least, goal, 'of the least')) };
  }
}

/** Milliseconds that something takes. */
const stop = async (act: () => Promise<void>): Promise<number> => {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
};

const syncFirstPage = async (mail: MailServer, port: number): Promise<number> => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-first-page-'));
  const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  const { promise: isThere, resolve } = Promise.withResolvers<void>();
  const meter = createProgressMeter();
  const rounds = createMailboxScheduler(account, {
    meter: {
      ...meter,
      expect(_, done) {
        if (done >= page) resolve();
      },
    },
    onChange() {},
    openMore: async () => null,
    report: (problem) => console.error(problem),
  });
  const startedAt = performance.now();
  const session = await mail.openSession({ port });
  const caughtUp = rounds.catchUp(prepareConnection(session), new AbortController().signal);
  await isThere;
  const ms = performance.now() - startedAt;
  session.close();
  await caughtUp;
  store.close();
  rmSync(dir, { recursive: true });
  return ms;
};

const fetchByImapflow = async (mail: MailServer, port: number, messages: number): Promise<void> => {
  const client = await mail.connectOther({ port });
  await client.mailboxOpen('INBOX', { readOnly: true });
  const items = { uid: true, flags: true, internalDate: true, size: true, envelope: true, bodyStructure: true };
  const fetched = await client.fetchAll(`${Math.max(1, messages - page + 1)}:*`, items);
  if (fetched.length !== Math.min(page, messages)) throw new Error(`${fetched.length} messages`);
  client.close();
};
