import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { benchmarkPeers, installSystemPackages } from '../setup/system-packages.ts';
import type { Benchmark } from './benchmark.ts';

/**
 * `npm run bench -- NAME [--json]`: prints the rows of one benchmark as a table, or as one JSON line a row. A file without a default export
 * prints for itself.
 */
const args = process.argv.slice(2);
const name = args.find((arg) => !arg.startsWith('-')) ?? '';
const file = path.join(import.meta.dirname, `${name}.ts`);
const names = readdirSync(import.meta.dirname)
  .filter((entry) => entry.endsWith('.ts') && !['run.ts', 'benchmark.ts'].includes(entry))
  .map((entry) => entry.replace('.ts', ''));

if (!/^[\w-]+$/.test(name) || !existsSync(file) || !names.includes(name)) {
  console.error(`usage: npm run bench -- NAME [--json]\nnames: ${names.join(', ')}`);
  process.exit(2);
}
if (!installSystemPackages(benchmarkPeers[name])) process.exit(1);
const { default: run } = (await import(file)) as { default?: Benchmark };
if (!run) process.exit(0);
const rows = [];
for await (const row of run()) {
  rows.push(row);
  if (args.includes('--json')) console.log(JSON.stringify(row));
}
if (!args.includes('--json')) console.table(rows);
process.exit(0);
