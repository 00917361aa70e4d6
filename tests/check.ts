import { spawn } from 'node:child_process';

/** `npm run check`: types, lint, format, unused code and layers, all at once; prints only what is wrong. */
const checks: Record<string, string[]> = {
  'types: shared': ['tsc', '-p', 'shared'],
  'types: channel': ['tsc', '-p', 'shared/src/channel'],
  'types: bridge': ['tsc', '-p', 'bridge'],
  'types: extension': ['tsc', '-p', 'extension'],
  'types: tests': ['tsc', '-p', 'tests'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  format: ['oxfmt', '--check', '.'],
  unused: ['knip', '--no-progress'],
  layers: ['vitest', 'run', '--project', 'contract', 'tests/architecture'],
};

const run = ([command, ...args]: string[]): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(`node_modules/.bin/${command}`, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });

const results = await Promise.all(Object.entries(checks).map(async ([name, command]) => ({ name, ...(await run(command)) })));
for (const { name, code, output } of results) if (code !== 0) console.log(`── ${name}\n${output}`);
const failed = results.filter(({ code }) => code !== 0);
console.log(failed.length === 0 ? 'check: all good' : `check: ${failed.map(({ name }) => name).join(', ')} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
