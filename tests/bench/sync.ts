import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openAccountStore } from '../../bridge/src/sync/account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/sync-once.ts';
import { password, startMail, user, type Mail } from '../sync/start-mail.ts';
import { startTap } from '../servers/start-tap.ts';
import type { Row } from './benchmark.ts';
import { measureFirstPage } from './first-page.ts';
import { runMeasured, type Measured } from './run-measured.ts';
import { writeMbsyncConfig } from './mbsync-config.ts';

const root = path.resolve(import.meta.dirname, '../..');
const perf = path.resolve(root, '../shared/servers/perf');
const rounds = 5;
/** Messages in INBOX; the large one takes some minutes. */
const counts = (process.env.KURRIER_BENCH_COUNTS ?? '10000,100000').split(',').map(Number);
const changes = { nothing: '', '10 new': 'new=10', '100 flags': 'flags=100', '20 expunged': 'expunge=20' };

/** Receiving: the first sync beside imapflow that only counts, and small changes beside mbsync; the same server, one after the other. */
export default async function* benchmarkSync(): AsyncIterable<Row> {
  for (const count of counts) {
    await using mail = await startMail();
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bench-'));
    fillMailbox(mail, count);
    try {
      yield* measureFirst(mail, dir, count);
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

async function* measureFirst(mail: Mail, dir: string, count: number): AsyncIterable<Row> {
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
  yield { what: 'imapflow counts', messages: count, seconds: peer.seconds, peakMb: peer.peakMb };
  yield { what: 'kurrier sync, stored', messages: count, seconds: own.seconds, ratio: own.seconds / peer.seconds, peakMb: own.peakMb };
  const again = await syncByCommand(mail, path.join(dir, 'data-0'));
  yield { what: 'kurrier sync, no change', messages: count, seconds: again.seconds, bytes: again.bytes, peakMb: again.peakMb };
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
    const before = session.traffic();
    const startedAt = performance.now();
    const synced = await syncOnce(connection, account);
    const seconds = (performance.now() - startedAt) / 1000;
    if (!synced.ok) throw new Error(synced.failure.kind);
    const after = session.traffic();
    return { seconds, bytes: after.received + after.sent - before.received - before.sent };
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
    const own = [];
    const theirs = [];
    for (let round = 0; round < rounds; round++) {
      if (wish !== '') change(mail, dir, wish);
      own.push(await sync());
      theirs.push(mbsync());
    }
    const seconds = Math.min(...own.map((run) => run.seconds));
    const peer = Math.min(...theirs);
    yield { what: `running bridge, ${what}`, messages: count, seconds, ratio: seconds / peer, bytes: own[0]!.bytes };
    yield { what: `mbsync, ${what}`, messages: count, seconds: peer };
  }
  session.close();
  store.close();
}

const change = (mail: Mail, dir: string, wish: string): void => {
  const wishes = ['new', 'flags', 'expunge'].map((name) => (wish.startsWith(name) ? wish : `${name}=0`));
  const args = ['127.0.0.1', String(mail.dovecot.ports.imap), user, password, path.join(dir, 'mutations'), ...wishes];
  execFileSync(process.execPath, [path.join(perf, 'mutate.mjs'), ...args]);
};
