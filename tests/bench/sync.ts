import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { password, startMail, user, type Mail } from '../sync/start-mail.ts';
import { startTap } from '../servers/start-tap.ts';
import { judge, type Row } from './benchmark.ts';
import { measureFirstPage } from './first-page.ts';
import { runMeasured, type Measured } from './run-measured.ts';
import { writeMbsyncConfig } from './mbsync-config.ts';

const root = path.resolve(import.meta.dirname, '../..');
const perf = path.resolve(root, '../shared/servers/perf');
const rounds = 5;
/** Messages in INBOX; the large one takes some minutes. */
const counts = (process.env.KURRIER_BENCH_COUNTS ?? '10000,100000').split(',').map(Number);
const changes = { 'no change': '', '10 new': 'new=10', '100 flags': 'flags=100', '20 expunged': 'expunge=20' };

/** Receiving: the first sync beside imapflow that only counts, and small changes beside mbsync; the same server, one after the other. */
export default async function* benchmarkSync(): AsyncIterable<Row> {
  const peaks: number[] = [];
  for (const count of counts) {
    await using mail = await startMail();
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bench-'));
    fillMailbox(mail, count);
    try {
      yield* measureFirst(mail, dir, count, peaks);
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
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', '65534:65534', path.dirname(dovecot.maildir(user))]);
};

const countByImapflow = `
  import { ImapFlow } from 'imapflow';
  const client = new ImapFlow({ host: '127.0.0.1', port: Number(process.argv[1]), secure: true, tls: { rejectUnauthorized: false },
    auth: { user: '${user}', pass: '${password}' }, logger: false, disableCompression: true });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  const startedAt = performance.now();
  let count = 0;
  for await (const _ of client.fetch('1:*', { uid: true, flags: true, internalDate: true, size: true, envelope: true, bodyStructure: true })) count++;
  console.log(JSON.stringify({ count, seconds: (performance.now() - startedAt) / 1000 }));
  client.close();
`;

async function* measureFirst(mail: Mail, dir: string, count: number, peaks: number[]): AsyncIterable<Row> {
  const imapflow = () => runMeasured(['--input-type=module', '-e', countByImapflow, String(mail.dovecot.ports.imaps)], { cwd: root });
  // Once without looking at the clock: the server reads its messages for the first time.
  await imapflow();
  const theirs: Measured[] = [];
  const ours: Measured[] = [];
  for (let round = 0; round < 3; round++) {
    theirs.push(await imapflow());
    ours.push(await syncByCommand(mail, path.join(dir, `data-${round}`)));
  }
  const best = (runs: Measured[]) => runs.toSorted((a, b) => a.seconds - b.seconds)[0]!;
  const [peer, own] = [best(theirs), best(ours)];
  const again = await syncByCommand(mail, path.join(dir, 'data-0'));
  const peakMb = Math.max(again.peakMb, ...ours.map((run) => run.peakMb));
  peaks.push(peakMb);
  yield {
    what: 'first sync, stored',
    messages: count,
    ours: own.seconds,
    peer: `${peer.seconds} imapflow counts`,
    unit: 's',
    ...judge(own.seconds / peer.seconds, 1.1, 'of imapflow'),
  };
  yield { what: 'peak memory', messages: count, ours: peakMb, peer: `${peer.peakMb} imapflow`, unit: 'MB', ...judge(peakMb, 160, 'MB') };
  if (peaks.length > 1) yield { what: 'peak memory', messages: count, ...judge(peakMb / peaks[0]!, 1.3, `of that at ${counts[0]}`) };
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
  const account = await openAccountStore('a', store.namespace);
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
    const own: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      if (wish !== '') change(mail, dir, wish);
      own.push(await sync());
      theirs.push(mbsync());
    }
    const seconds = Math.min(...own);
    const peer = Math.min(...theirs);
    yield {
      what: `${what}, running bridge`,
      messages: count,
      ours: round(seconds),
      peer: `${round(peer)} mbsync`,
      unit: 's',
      ...judge(seconds / peer, 1, 'of mbsync'),
    };
  }
  session.close();
  store.close();
}

const round = (seconds: number): number => Number(seconds.toFixed(3));

const change = (mail: Mail, dir: string, wish: string): void => {
  const overrides = ['new', 'flags', 'expunge'].map((name) => (wish.startsWith(name) ? wish : `${name}=0`));
  const args = ['127.0.0.1', String(mail.dovecot.ports.imap), user, password, path.join(dir, 'mutations'), ...overrides];
  execFileSync(process.execPath, [path.join(perf, 'mutate.mjs'), ...args]);
};
