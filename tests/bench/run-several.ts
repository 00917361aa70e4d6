import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Row } from './benchmark.ts';

/** What others asked of the machine meanwhile: from a load of its cores on, no time is worth much. */
const load = (): string =>
  os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');

/**
 * Runs benchmarks one after the other, each in a process of its own, and prints one table of everything that has a goal, as docs/performance.md
 * keeps it, with the machine and how busy it was. Resolves with whether all of them came to their end; one that did not keeps no other from it.
 */
export const runSeveral = async (
  names: readonly string[],
  { json, flags }: { json: boolean; flags: readonly string[] },
): Promise<boolean> => {
  const broken: string[] = [];
  const rows: { name: string; row: Row }[] = [];
  const before = load();
  for (const name of names) {
    console.error(`${name} …`);
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'run.ts'), name, '--json', ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    for await (const line of createInterface(child.stdout)) {
      if (!line.startsWith('{')) continue;
      rows.push({ name, row: JSON.parse(line) as Row });
      if (json) console.log(JSON.stringify({ bench: name, ...rows.at(-1)!.row }));
    }
    if ((await closed)[0] !== 0) broken.push(name);
  }
  if (!json) console.log(toTable(rows));
  const machine = `${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}`;
  console.error(`${new Date().toISOString().slice(0, 10)}, ${machine}; load over 1, 5, 15 minutes ${before} before, ${load()} after`);
  if (broken.length > 0) console.error(`came to no end: ${broken.join(', ')}`);
  return broken.length === 0;
};

/** Columns of the table, and not what tells the rows of one benchmark apart. */
const columns = new Set(['what', 'value', 'goal', 'met', 'middleHalf', 'pairs']);

const detailsOf = (row: Row): string =>
  [row.what, ...Object.entries(row).flatMap(([name, value]) => (columns.has(name) ? [] : [`${name} ${value}`]))].join(', ');

const toTable = (rows: readonly { name: string; row: Row }[]): string => {
  const judged = rows.filter(({ row }) => row['goal'] !== undefined);
  const lines = judged.map(({ name, row }) => {
    const spread = row['middleHalf'] === undefined ? '' : ` (${row['middleHalf']}, ${row['pairs']} pairs)`;
    return `| \`${name}\` | ${detailsOf(row)} | ${row['value']}${spread} | ${row['goal']} | ${row['met'] === true ? 'yes' : 'no'} |`;
  });
  return ['| `npm run bench --` | What | Measured | Goal | Met |', '| --- | --- | --- | --- | --- |', ...lines].join('\n');
};
