import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { headerItems } from '../../bridge/src/sync/fetch/fetch-messages.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { password, startMail, user, type Mail } from '../sync/start-mail.ts';
import { startTap } from '../servers/start-tap.ts';
import { comparePairs, judge, median, type Row } from './benchmark.ts';
import { measureFirstPage } from './first-page.ts';
import { runMeasured, type Measured } from './run-measured.ts';
import { writeMbsyncConfig } from './mbsync-config.ts';

const root = path.resolve(import.meta.dirname, '../..');
const perf = path.resolve(root, '../shared/servers/perf');
const rounds = 7;
/** Messages in INBOX. A million takes long, and a file of its own for each: with `--large` alone. */
const usual = process.argv.includes('--large') ? '10000,100000,1000000' : '10000,100000';
const counts = (process.env.KURRIER_BENCH_COUNTS ?? usual).split(',').map(Number);
const changes = { 'no change': '', '10 new': 'new=10', '100 flags': 'flags=100', '20 expunged': 'expunge=20' };

/** Receiving: the first sync beside the same bytes that nobody reads, and small changes beside mbsync; the same server, in pairs. */
export default async function* benchmarkSync(): AsyncIterable<Row> {
  const growth: number[] = [];
  for (const count of counts) {
    await using mail = await startMail();
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bench-'));
    fillMailbox(mail, count);
    try {
      yield* measureFirst(mail, dir, count, growth);
      // Before the changes, after which there are not so many messages any more.
      yield* measureFirstPage(mail, count);
      yield* measureChanges(mail, dir, count);
    } finally {
      rmSync(dir, { recursive: true });
    }
  }
}

const fillMailbox = ({ dovecot }: Mail, count: number): void => {
  execFileSync(process.execPath, [path.join(perf, 'gen-maildir.mjs'), dovecot.maildir(user), String(count), '42']);
  execFileSync('chown', ['-R', `--reference=${path.dirname(dovecot.maildir(user))}`, dovecot.maildir(user)]);
};

/** The same bytes as a first sync asks for, read by nobody. */
const drainRaw = `
  import { connect } from 'node:tls';
  const socket = connect({ host: '127.0.0.1', port: Number(process.argv[1]), rejectUnauthorized: false });
  const commands = ['LOGIN ${user} "${password}"', 'EXAMINE INBOX', 'UID FETCH 1:* ${headerItems}'];
  let [sent, end, bytes, startedAt] = [0, '', 0, performance.now()];
  socket.on('data', (chunk) => {
    bytes += chunk.length;
    end = (end + chunk.subarray(-2048).toString('latin1')).slice(-2048);
    if (sent > 0 && !new RegExp('(?:^|\\n)t' + sent + ' OK [^\\n]*\\n$').test(end)) return;
    const command = commands[sent++];
    if (command !== undefined) return void socket.write('t' + sent + ' ' + command + '\\r\\n');
    console.log(JSON.stringify({ bytes, seconds: (performance.now() - startedAt) / 1000 }));
    socket.destroy();
  });
`;

/** Resident memory of a bridge that has nothing to do, in megabytes. */
const measureIdle = async (): Promise<number> => {
  await using bridge = await startBridgeProcess();
  await wait(2_000);
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${bridge.pid}/status`, 'utf8'))![1]) / 1024);
};

async function* measureFirst(mail: Mail, dir: string, count: number, growth: number[]): AsyncIterable<Row> {
  const drain = () => runMeasured(['--input-type=module', '-e', drainRaw, String(mail.dovecot.ports.imaps)], { cwd: root });
  // Once without looking at the clock: the server reads its messages for the first time.
  await drain();
  const ours: Measured[] = [];
  const pairs: [number, number][] = [];
  for (let round = 0; round < (count > 100_000 ? 1 : rounds); round++) {
    const raw = await drain();
    ours.push(await syncByCommand(mail, path.join(dir, `data-${round}`)));
    pairs.push([ours.at(-1)!.seconds, raw.seconds]);
  }
  const again = await syncByCommand(mail, path.join(dir, 'data-0'));
  const seconds = median(ours.map((run) => run.seconds));
  growth.push(seconds / count);
  const row = { messages: count, ours: seconds, peer: `${median(pairs.map(([, raw]) => raw))} s raw drain`, unit: 's' };
  yield { what: 'first sync, stored', ...row, ...comparePairs(pairs).within(1.4, 'of a raw drain') };
  const [peakMb, idleMb] = [Math.max(again.peakMb, ...ours.map((run) => run.peakMb)), await measureIdle()];
  yield {
    what: 'peak memory',
    messages: count,
    ours: peakMb,
    peer: `${idleMb} idle`,
    unit: 'MB',
    ...judge(peakMb - idleMb, 40, 'MB more'),
  };
  if (growth.length > 1)
    yield { what: 'seconds a message', messages: count, ...judge(growth.at(-1)! / growth[0]!, 1, `of those at ${counts[0]}`) };
  const kilobytes = again.bytes / 1000;
  yield { what: 'no change, new process', messages: count, ours: kilobytes, unit: 'kB', ...judge(kilobytes, 10, 'kB') };
}

const syncByCommand = async (mail: Mail, data: string) => {
  await using tap = await startTap({ port: mail.dovecot.ports.imaps });
  const ca = `${data}.pem`;
  writeFileSync(ca, mail.caPem);
  const account = { address: user, imap: { host: 'localhost', port: 993, username: user, secure: true, password } };
  const options = JSON.parse(readFileSync(path.join(root, 'bridge/bin/node-options.json'), 'utf8')) as string[];
  const args = [
    ...options,
    'bridge/src/cli/main.ts',
    'sync',
    '--json',
    '--data',
    data,
    '--ca',
    ca,
    '--connect-to',
    `localhost:993:127.0.0.1:${tap.port}`,
  ];
  const result = await runMeasured(args, { cwd: root, input: JSON.stringify(account) });
  return { ...result, bytes: tap.toClient().length + tap.toServer().length };
};

async function* measureChanges(mail: Mail, dir: string, count: number): AsyncIterable<Row> {
  const store = openStore({ file: path.join(dir, 'running', 'mail.sqlite'), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  const session = await mail.openSession();
  const connection = prepareConnection(session);
  const sync = async () => {
    const startedAt = performance.now();
    const synced = await syncOnce(connection, account);
    if (!synced.ok) throw new Error(synced.failure.kind);
    return (performance.now() - startedAt) / 1000;
  };
  mkdirSync(path.join(dir, 'mbsync'), { recursive: true });
  const config = writeMbsyncConfig({ dir: path.join(dir, 'mbsync'), port: mail.dovecot.ports.imaps, caPem: mail.caPem, user, password });
  const mbsync = () => {
    const startedAt = performance.now();
    execFileSync('/usr/bin/mbsync', ['-q', '-c', config, 'bench'], { stdio: ['ignore', 'ignore', 'inherit'] });
    return (performance.now() - startedAt) / 1000;
  };
  await sync();
  mbsync();
  for (const [what, wish] of Object.entries(changes)) {
    const pairs: [number, number][] = [];
    const written: number[] = [];
    for (let round = 0; round < rounds; round++) {
      if (wish !== '') change(mail, dir, wish);
      const before = bytesWritten();
      const own = await sync();
      written.push(bytesWritten() - before);
      pairs.push([own, mbsync()]);
    }
    const middle = (side: 0 | 1) => round(median(pairs.map((pair) => pair[side])));
    yield {
      what: `${what}, running bridge`,
      messages: count,
      ours: middle(0),
      peer: `${middle(1)} mbsync`,
      unit: 's',
      writtenKb: Math.round(median(written) / 1000),
      ...comparePairs(pairs).within(wish === '' ? 1 : 0.3, 'of mbsync'),
    };
  }
  session.close();
  store.close();
}

/** What this process had the system write to disk, SQLite's log included; page cache counts when it is written to. */
const bytesWritten = (): number => Number(/^write_bytes: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))![1]);

const round = (seconds: number): number => Number(seconds.toFixed(3));

const change = (mail: Mail, dir: string, wish: string): void => {
  const overrides = ['new', 'flags', 'expunge'].map((name) => (wish.startsWith(name) ? wish : `${name}=0`));
  const args = ['127.0.0.1', String(mail.dovecot.ports.imap), user, password, path.join(dir, 'mutations'), ...overrides];
  execFileSync(process.execPath, [path.join(perf, 'mutate.mjs'), ...args]);
};
