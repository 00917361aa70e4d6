import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundleBridge } from '../../tools/release/bundle-bridge.ts';
import { nodeOptions } from '../../tools/release/program-folder.ts';
import { findFreePorts } from '../servers/free-ports.ts';
import { comparePairs, median, type Row } from './benchmark.ts';

/**
 * From process start to the first answer, and the memory of an idle bridge, as it is released: one file. Each run stands beside one of a bare
 * Hono server. `--parts` says what each part of the bridge costs when it is loaded, from its sources.
 */
const root = path.resolve(import.meta.dirname, '../..');
const rounds = 9;

const bareServer = `
  const { createServer } = await import('node:http');
  const { Hono } = await import(${JSON.stringify(path.join(root, 'bridge/node_modules/hono/dist/index.js'))});
  const app = new Hono().get('/discovery', (context) => context.text('here'));
  createServer(async (request, response) => {
    response.end(await (await app.request(request.url)).text());
  }).listen(Number(process.argv[1]), '127.0.0.1');
`;

interface Start {
  answeredMs: number;
  /** Processor time of all threads until then. */
  cpuMs: number;
  idleMb: number;
}

const start = async (args: (port: number) => string[]): Promise<Start> => {
  const [port] = (await findFreePorts(1, '127.0.0.1')) as [number];
  const startedAt = performance.now();
  const child = spawn(process.execPath, args(port), {
    stdio: 'ignore',
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node') },
  });
  const closed = once(child, 'close');
  while (!(await answers(port))) if (performance.now() - startedAt > 10_000) throw new Error('no answer within ten seconds');
  const answeredMs = performance.now() - startedAt;
  const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13).map(Number);
  // What loads after the first answer belongs to an idle bridge, too.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  child.kill();
  await closed;
  return { answeredMs, cpuMs: (user! + system!) * 10, idleMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024 };
};

const answers = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/discovery`)).ok;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return false;
  }
};

const describe = (what: string, runs: readonly Start[]): Row => {
  const middle = (of: (run: Start) => number) => Math.round(median(runs.map(of)));
  return { what, answeredMs: middle((run) => run.answeredMs), cpuMs: middle((run) => run.cpuMs), idleMb: middle((run) => run.idleMb) };
};

const compareStarts = async function* (folder: string): AsyncIterable<Row> {
  const bundle = path.join(folder, 'kurrier.mjs');
  await bundleBridge(bundle);
  const sides = {
    bare: (port: number) => ['--input-type=module', '-e', bareServer, String(port)],
    bridge: (port: number) => [
      ...nodeOptions,
      bundle,
      'serve',
      '--background',
      '--data',
      path.join(folder, 'data'),
      '--port',
      String(port),
    ],
  };
  for (const side of Object.values(sides)) await start(side);
  const pairs: { bare: Start; bridge: Start }[] = [];
  for (let round = 0; round < rounds; round++) pairs.push({ bare: await start(sides.bare), bridge: await start(sides.bridge) });
  yield describe(
    'bare Hono server',
    pairs.map(({ bare }) => bare),
  );
  yield describe(
    'bridge',
    pairs.map(({ bridge }) => bridge),
  );
  const compare = (of: (run: Start) => number) => comparePairs(pairs.map(({ bare, bridge }) => [of(bridge), of(bare)]));
  yield { what: 'bridge / bare: time to answer', ...compare((run) => run.answeredMs).within(1.3, '×') };
  yield { what: 'bridge / bare: processor time to answer', ...compare((run) => run.cpuMs).columns };
  const extraMb = median(pairs.map(({ bare, bridge }) => bridge.idleMb - bare.idleMb));
  yield { what: 'bridge − bare: idle memory', value: Math.round(extraMb), goal: '≤ 30 MB', met: extraMb <= 30 };
};

interface PartCost {
  part: string;
  when: string;
  ms: number;
  cpuMs: number;
  mb: number;
}

const measureParts = (): Row[] => {
  const child = path.join(import.meta.dirname, 'bridge-parts.ts');
  const env = { ...process.env, NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node') };
  const runOnce = () =>
    execFileSync(process.execPath, ['--expose-gc', ...nodeOptions, child], { env, encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as PartCost);
  runOnce();
  const runs = Array.from({ length: rounds }, runOnce);
  return runs[0]!.map(({ part, when }, index) => {
    const middle = (of: (cost: PartCost) => number) => Number(median(runs.map((run) => of(run[index]!))).toFixed(1));
    return { what: part, when, ms: middle(({ ms }) => ms), cpuMs: middle(({ cpuMs }) => cpuMs), mb: middle(({ mb }) => mb) };
  });
};

export default async function* benchmarkBridge(): AsyncIterable<Row> {
  if (process.argv.includes('--parts')) {
    yield* measureParts();
    return;
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-bridge-'));
  try {
    yield* compareStarts(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
