import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { eventsSince } from '@kurrier/shared/api/events';
import { listSyncs } from '@kurrier/shared/api/mail';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { deliverByLmtp } from '../sync/deliver-by-lmtp.ts';
import { manyLogins } from '../sync/many-logins.ts';
import { startMail } from '../sync/start-mail.ts';
import { judge, median, type Row } from './benchmark.ts';

/** Fifty; with `--large` 500, for which Dovecot needs some gigabytes. */
const accounts = Number(process.env.KURRIER_BENCH_ACCOUNTS ?? (process.argv.includes('--large') ? 500 : 50));
/** Ten for the real measurement. */
const minutes = Number(process.env.KURRIER_BENCH_MINUTES ?? 1);
const deliverEveryMs = 1_000;

const user = (n: number): string => `user${n}@mail.test`;

/**
 * Many accounts live on one bridge: memory, processor and sockets while nothing happens, and while mail arrives; and how soon it is told
 * of.
 */
export default async function* benchmarkLive(): AsyncIterable<Row> {
  const users = Object.fromEntries(Array.from({ length: accounts }, (_, n) => [user(n), `pw-${n}`]));
  await using mail = await startMail({ users, extra: manyLogins(accounts) });
  let bridge = await startBridgeProcess();
  const { dataDir } = bridge;
  try {
    const ca = path.join(dataDir, 'ca.pem');
    writeFileSync(ca, mail.caPem);
    await bridge.stop();
    bridge = await startBridgeProcess({
      dataDir,
      args: [`--ca=${ca}`, `--connect-to=localhost:993:127.0.0.1:${mail.dovecot.ports.imaps}`],
    });
    for (const [address, password] of Object.entries(users))
      await bridge.call(saveAccount, {
        change: { address, imap: { host: 'localhost', port: 993, username: address, secure: true, password } },
      });
    for (const endMs = Date.now() + 60_000 + accounts * 1_000; ;) {
      if (Date.now() > endMs) throw new Error('not all accounts are live in time');
      const syncs = await bridge.call(listSyncs, {});
      if (syncs.ok && syncs.value.syncs.filter(({ state }) => state.phase === 'live').length === accounts) break;
      await wait(200);
    }
    await settle(bridge.pid);
    const idle = await observe(bridge.pid, minutes * 30_000);
    yield { what: 'idle', ...idle };
    yield { what: 'idle, memory', accounts, ...judge(idle.rssMb, 400, 'MB') };
    yield { what: 'idle, processor', accounts, ...judge(idle.cpuPercent, 3, '% of a core') };
    yield { what: 'idle, on disk', accounts, kilobytes: Number(execFileSync('du', ['-sk', dataDir]).toString().split('\t')[0]) };
    const observing = observe(bridge.pid, minutes * 30_000);
    const told = await deliverAndListen(bridge, mail.dovecot.ports.lmtp, minutes * 30_000);
    yield {
      what: 'mail arriving every second',
      ...(await observing),
      messages: told.length,
      medianMs: Math.round(median(told)),
      worstMs: Math.round(Math.max(...told)),
    };
    yield { what: 'from the delivery until it is told, median', accounts, ...judge(median(told) / 1000, 1, 's') };
  } finally {
    await bridge.stop();
    rmSync(dataDir, { recursive: true });
  }
}

const countSockets = (pid: number): number =>
  readdirSync(`/proc/${pid}/fd`).filter((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('socket:')).length;

/** Waits until no connection has come or gone for ten seconds: those that listen to further mailboxes are opened later. */
const settle = async (pid: number): Promise<void> => {
  for (let steadyForS = 0, before = 0; steadyForS < 10; steadyForS++) {
    await wait(1_000);
    const now = countSockets(pid);
    if (now !== before) steadyForS = 0;
    before = now;
  }
};

/** Memory at the end, and the share of one core in between. */
const observe = async (pid: number, forMs: number) => {
  const ticks = (): number => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  };
  const before = ticks();
  await wait(forMs);
  // A tick is a hundredth of a second on Linux.
  const cpuPercent = Number((((ticks() - before) * 10 * 100) / forMs).toFixed(2));
  const rssMb = Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);
  return { accounts, rssMb, cpuPercent, sockets: countSockets(pid) };
};

/** Milliseconds from the delivery of each message to the event that tells of it. */
const deliverAndListen = async (bridge: Awaited<ReturnType<typeof startBridgeProcess>>, port: number, forMs: number): Promise<number[]> => {
  const taken: number[] = [];
  const endMs = Date.now() + forMs;
  for (let n = 0; Date.now() < endMs; n++) {
    const syncs = await bridge.call(listSyncs, {});
    if (!syncs.ok) throw new Error(syncs.failure.kind);
    let { cursor } = syncs.value;
    const before = syncs.value.syncs.map(({ accountId, mailboxes }) => [accountId, mailboxes[0]?.stored ?? 0] as const);
    const startedAt = performance.now();
    await deliverByLmtp(port, user(n % accounts), `Subject: news ${n}\n\nhello`);
    for (let isTold = false; !isTold;) {
      const news = await bridge.call(eventsSince, { cursor, waitMs: 10_000 });
      if (!news.ok) throw new Error(news.failure.kind);
      cursor = news.value.cursor;
      const stored = new Map(before);
      isTold = news.value.events.some(
        (event) => event.type === 'sync.changed' && (event.sync.mailboxes[0]?.stored ?? 0) > (stored.get(event.sync.accountId) ?? 0),
      );
    }
    taken.push(performance.now() - startedAt);
    await wait(Math.max(0, deliverEveryMs - (performance.now() - startedAt)));
  }
  return taken;
};
