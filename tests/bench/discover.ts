import { median, type Benchmark } from './benchmark.ts';
import { autoconfig, startWorld, type World } from '../discover/start-world.ts';

/**
 * How long discovery takes, in milliseconds: a known provider without any network, and unknown domains where every DNS answer takes 50 ms,
 * one of them beside a web server that never answers. The aims: known ≤ 50, unknown ≤ 3000 at the 95th percentile, never over 8000.
 */
const srv = {
  '_imaps._tcp.own.test': { SRV: [{ target: 'imap.own.test', port: 993 }] },
  '_submissions._tcp.own.test': { SRV: [{ target: 'smtp.own.test', port: 465 }] },
};
const file = autoconfig({ imap: 'imap.own.test 993 SSL', smtp: 'smtp.own.test 465 SSL' });
const slowDns = { delayMs: 50 };

const cases: { what: string; address: string; world: World; runs: number; goalMs: number }[] = [
  { what: 'known provider', address: 'me@gmail.com', world: {}, runs: 200, goalMs: 50 },
  { what: 'in the database', address: 'me@own.test', world: { ispdb: { 'own.test': file }, dns: slowDns }, runs: 40, goalMs: 3000 },
  { what: 'SRV only', address: 'me@own.test', world: { zone: srv, dns: slowDns }, runs: 40, goalMs: 3000 },
  { what: 'nothing published, nothing answers', address: 'me@own.test', world: { dns: slowDns }, runs: 40, goalMs: 3000 },
  {
    what: 'SRV, and a web server that hangs',
    address: 'me@own.test',
    world: { zone: srv, dns: slowDns, sites: { 'autoconfig.own.test': () => 'hang' } },
    runs: 3,
    goalMs: 3000,
  },
  {
    what: 'only a web server that hangs',
    address: 'me@own.test',
    world: { dns: slowDns, sites: { 'autoconfig.own.test': () => 'hang' } },
    runs: 2,
    goalMs: 8000,
  },
];

const benchDiscover: Benchmark = async function* () {
  for (const { what, address, world, runs, goalMs } of cases) {
    await using started = await startWorld(world);
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push((await started.find(address)).tookMs);
    times.sort((a, b) => a - b);
    const p95Ms = times[Math.min(times.length - 1, Math.floor(times.length * 0.95))]!;
    yield { what, runs, medianMs: median(times), p95Ms, value: p95Ms, goal: `≤ ${goalMs} ms`, met: p95Ms <= goalMs };
  }
};

export default benchDiscover;
