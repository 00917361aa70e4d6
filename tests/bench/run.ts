import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { benchmarkPeers, installSystemPackages } from '../setup/system-packages.ts';
import type { Benchmark } from './benchmark.ts';
import { runSeveral } from './run-several.ts';

/**
 * `npm run bench -- NAME [--json]`: prints the rows of one benchmark as a table, or as one JSON line a row. A file without a default export
 * prints for itself. Several names, or `all`: one table of what has a goal, and how noisy it was.
 */
const args = process.argv.slice(2);
const asked = args.filter((arg) => !arg.startsWith('-'));
const fileOf = (name: string): string => path.join(import.meta.dirname, `${name}.ts`);
const names = readdirSync(import.meta.dirname)
  .filter((entry) => entry.endsWith('.ts') && !['run.ts', 'run-several.ts', 'benchmark.ts'].includes(entry))
  .map((entry) => entry.replace('.ts', ''));

/** The others are parts of benchmarks, or print for themselves. */
const benchmarks = names.filter((name) => readFileSync(fileOf(name), 'utf8').includes('export default'));

const chosen = asked[0] === 'all' ? benchmarks : asked;
const isKnown = (name: string): boolean => /^[\w-]+$/.test(name) && existsSync(fileOf(name)) && names.includes(name);
if (chosen.length === 0 || !chosen.every(isKnown)) {
  console.error(`usage: npm run bench -- NAME… | all [--json]\nnames: ${names.join(', ')}`);
  process.exit(2);
}
if (chosen.length > 1) {
  const flags = args.filter((arg) => arg.startsWith('-') && arg !== '--json');
  process.exit((await runSeveral(chosen, { json: args.includes('--json'), flags })) ? 0 : 1);
}
const [name] = chosen as [string];
if (!installSystemPackages(benchmarkPeers[name])) process.exit(1);
const { default: run } = (await import(fileOf(name))) as { default?: Benchmark };
if (!run) process.exit(0);
const rows = [];
for await (const row of run()) {
  rows.push(row);
  if (args.includes('--json')) console.log(JSON.stringify(row));
}
if (!args.includes('--json')) console.table(rows);
process.exit(0);
