import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startMailServers } from '../send/start-mail-servers.ts';
import { fillMaildir } from '../sync/fill-maildir.ts';
import { comparePairs, type Row } from './benchmark.ts';

const root = path.resolve(import.meta.dirname, '../..');
const count = Number(process.env.KURRIER_BENCH_COUNTS ?? 10_000);
const pairsOf = 7;
const person = { name: 'ann', address: 'ann@mail.test', password: 'pw-ann' };

/**
 * This tree beside that of another commit, by their commands alone, in turn, on one Postfix and one Dovecot. `KURRIER_BENCH_BEFORE` names a
 * work tree of that commit with its packages installed.
 */
export default async function* benchmarkBesideCommit(): AsyncIterable<Row> {
  const before = process.env.KURRIER_BENCH_BEFORE;
  if (before === undefined) {
    // Nothing to compare with is no fault of a run of all benchmarks.
    yield { what: 'beside another commit: not measured, KURRIER_BENCH_BEFORE names no work tree of one' };
    return;
  }
  const commit = execFileSync('git', ['log', '-1', '--format=%h'], { cwd: before, encoding: 'utf8' }).trim();
  await using servers = await startMailServers();
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bench-'));
  const ca = path.join(dir, 'ca.pem');
  writeFileSync(ca, servers.caPem);
  const login = { host: '127.0.0.1', username: person.address, secure: true, password: person.password };
  const account = {
    address: person.address,
    smtp: { ...login, port: servers.postfix.ports.submission },
    imap: { ...login, port: servers.dovecot.ports.imaps },
  };
  const run = (tree: string, args: readonly string[], input: unknown) => runCommand(tree, args, JSON.stringify(input));
  const data = (tree: string) => path.join(dir, tree === root ? 'data-now' : 'data-before');

  try {
    const rows = async (what: string, measure: (tree: string) => Promise<number>): Promise<Row> => {
      // Once without looking at the clock: each tree compiles its own, the server reads its messages for the first time.
      for (const tree of [root, before]) await measure(tree);
      const pairs: [number, number][] = [];
      for (let pair = 0; pair < pairsOf; pair++) pairs.push([await measure(root), await measure(before)]);
      const each = pairs.map((pair) => pair.map((seconds) => seconds.toFixed(2)).join(' / ')).join(', ');
      return { what: `${what}, beside ${commit}`, seconds: each, ...comparePairs(pairs).within(1, 'of before') };
    };
    yield await rows(
      'both servers verified by the command',
      async (tree) => (await run(tree, ['check', '--json', '--ca', ca], account)).seconds,
    );

    const bridges = await Promise.all([root, before].map((tree) => startBridge(tree, data(tree), ca)));
    try {
      const call = async (tree: string, endpoint: string, body: unknown) =>
        JSON.parse((await run(tree, ['call', endpoint, '--data', data(tree)], body)).out) as Record<string, unknown>;
      for (const tree of [root, before]) {
        await call(tree, 'accounts.save', { change: account });
        while (!/"imap":.*"state":"verified"/.test(JSON.stringify(await call(tree, 'accounts.list', {})))) await setTimeout(200);
      }
      const message = {
        account: person.address,
        from: { address: person.address },
        to: [{ address: 'bob@mail.test' }],
        subject: 'x',
        text: 'Hello Bob,\n',
      };
      yield await rows(
        'a message sent by the command and the bridge',
        async (tree) => (await run(tree, ['send', '--json', '--data', data(tree)], message)).seconds,
      );
    } finally {
      for (const bridge of bridges) await bridge.end();
    }

    fillMaildir(servers.dovecot.maildir(person.address), count, 42);
    let runs = 0;
    yield await rows(`first sync of ${count}, SQLite`, async (tree) => {
      const { out } = await run(tree, ['sync', '--json', '--data', path.join(dir, `sync-${runs++}`), '--ca', ca], {
        address: person.address,
        imap: account.imap,
      });
      return (JSON.parse(out.trim().split('\n').at(-1)!) as { seconds: number }).seconds;
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const nodeArgs = (tree: string): string[] => [
  ...(JSON.parse(readFileSync(path.join(tree, 'bridge/bin/node-options.json'), 'utf8')) as string[]),
  'bridge/src/cli/main.ts',
];

/** What the launcher gives them. */
const envOf = (tree: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_COMPILE_CACHE: path.join(tree, 'node_modules/.cache/node'),
  UV_THREADPOOL_SIZE: '8',
});

/** Runs a command of a tree to its end; rejects where it fails. */
const runCommand = async (tree: string, args: readonly string[], input: string): Promise<{ out: string; seconds: number }> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...nodeArgs(tree), ...args], { cwd: tree, env: envOf(tree), stdio: ['pipe', 'pipe', 'pipe'] });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${args.join(' ')}: exit ${code}\n${out}${errors}`);
  return { out, seconds: (performance.now() - startedAt) / 1_000 };
};

/** A running bridge of a tree, which answers. */
const startBridge = async (tree: string, data: string, ca: string) => {
  const child = spawn(process.execPath, [...nodeArgs(tree), 'serve', '--port', '0', '--data', data, '--ca', ca], {
    cwd: tree,
    env: envOf(tree),
    stdio: 'ignore',
  });
  const closed = once(child, 'close');
  const answers = () =>
    runCommand(tree, ['call', 'accounts.list', '--data', data], '{}').then(
      () => true,
      () => false,
    );
  while (!(await answers())) if (child.exitCode !== null) throw new Error(`the bridge of ${tree} ended`);
  return {
    async end() {
      child.kill();
      await closed;
    },
  };
};
