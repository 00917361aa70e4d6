import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findFreePorts } from '../servers/free-ports.ts';
import { median, type Row } from './benchmark.ts';

/** From process start to the first answer, and the memory of an idle bridge, each beside a bare Hono server in the same run. */
const root = path.resolve(import.meta.dirname, '../..');
const rounds = 7;

const bareServer = `
  const { createServer } = await import('node:http');
  const { Hono } = await import(${JSON.stringify(path.join(root, 'bridge/node_modules/hono/dist/index.js'))});
  const app = new Hono().get('/discovery', (context) => context.text('here'));
  createServer(async (request, response) => {
    response.end(await (await app.request(request.url)).text());
  }).listen(Number(process.argv[1]), '127.0.0.1');
`;

const start = async (args: (port: number) => string[]): Promise<{ answeredMs: number; idleMb: number }> => {
  const [port] = (await findFreePorts(1, '127.0.0.1')) as [number];
  const startedAt = performance.now();
  const child = spawn(process.execPath, args(port), {
    stdio: 'ignore',
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node') },
  });
  const closed = once(child, 'close');
  while (!(await answers(port))) if (performance.now() - startedAt > 10_000) throw new Error('no answer within ten seconds');
  const answeredMs = performance.now() - startedAt;
  // What loads after the first answer belongs to an idle bridge, too.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  child.kill();
  await closed;
  return { answeredMs, idleMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024 };
};

const answers = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/discovery`)).ok;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return false;
  }
};

const measure = async (what: string, args: (port: number) => string[]) => {
  await start(args);
  const runs = [];
  for (let round = 0; round < rounds; round++) runs.push(await start(args));
  const answeredMs = Math.round(median(runs.map((run) => run.answeredMs)));
  const idleMb = Math.round(median(runs.map((run) => run.idleMb)));
  return { what, answeredMs, idleMb };
};

export default async function* benchmarkBridge(): AsyncIterable<Row> {
  const bare = await measure('bare Hono server', (port) => ['--input-type=module', '-e', bareServer, String(port)]);
  yield bare;
  const dir = mkdtempSync(path.join(os.tmpdir(), 'bench-bridge-'));
  try {
    const cli = path.join(root, 'bridge/src/cli/main.ts');
    const bridge = await measure('bridge', (port) => [cli, 'serve', '--data', dir, '--port', String(port)]);
    yield bridge;
    const ratio = Math.round((bridge.answeredMs / bare.answeredMs) * 100) / 100;
    yield {
      what: 'bridge / bare: time to answer',
      value: ratio,
      extraIdleMb: bridge.idleMb - bare.idleMb,
      met: bridge.idleMb - bare.idleMb <= 30,
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
