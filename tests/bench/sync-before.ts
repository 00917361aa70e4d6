import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fillMaildir } from '../sync/fill-maildir.ts';
import { password, startMail, user } from '../sync/start-mail.ts';
import { comparePairs, type Row } from './benchmark.ts';
import { runMeasured } from './run-measured.ts';

const root = path.resolve(import.meta.dirname, '../..');
const count = Number(process.env.KURRIER_BENCH_COUNTS ?? 10_000);
const pairsOf = 7;

/**
 * A first sync by the command of this tree beside that of another commit, in turn, on one server. `KURRIER_BENCH_BEFORE` names a work tree of
 * that commit with its packages installed.
 */
export default async function* benchmarkSyncBefore(): AsyncIterable<Row> {
  const before = process.env.KURRIER_BENCH_BEFORE;
  if (before === undefined) {
    // Nothing to compare with is no fault of a run of all benchmarks.
    yield { what: 'first sync beside another commit: not measured, KURRIER_BENCH_BEFORE names no work tree of one' };
    return;
  }
  await using mail = await startMail();
  fillMaildir(mail.dovecot.maildir(user), count, 42);
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bench-'));
  const ca = path.join(dir, 'ca.pem');
  writeFileSync(ca, mail.caPem);
  const input = JSON.stringify({ address: user, imap: { host: 'localhost', port: 993, username: user, secure: true, password } });
  let runs = 0;
  const sync = async (tree: string): Promise<number> => {
    const options = JSON.parse(readFileSync(path.join(tree, 'bridge/bin/node-options.json'), 'utf8')) as string[];
    const way = ['--ca', ca, '--connect-to', `localhost:993:127.0.0.1:${mail.dovecot.ports.imaps}`];
    const args = [...options, 'bridge/src/cli/main.ts', 'sync', '--json', '--data', path.join(dir, `data-${runs++}`), ...way];
    return (await runMeasured(args, { cwd: tree, input })).seconds;
  };
  try {
    // Once without looking at the clock: the server reads its messages for the first time, each tree compiles its own.
    for (const tree of [root, before]) await sync(tree);
    const pairs: [number, number][] = [];
    for (let pair = 0; pair < pairsOf; pair++) pairs.push([await sync(root), await sync(before)]);
    const commit = execFileSync('git', ['log', '-1', '--format=%h'], { cwd: before, encoding: 'utf8' }).trim();
    const each = pairs.map((pair) => pair.map((seconds) => seconds.toFixed(2)).join(' / ')).join(', ');
    yield { what: `first sync, SQLite, beside ${commit}`, messages: count, seconds: each, ...comparePairs(pairs).within(1, 'of before') };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
