import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { installSystemPackages } from './setup/system-packages.ts';

/**
 * `npm test`: installs servers and browsers, builds the extension, runs every test, closes with `N passed, N failed`.
 * `npm run soak` runs the same with the large counts. Further arguments go to vitest.
 */
const root = path.resolve(import.meta.dirname, '..');
const args = process.argv.slice(2);
const soak = args.includes('--soak');

const run = (command: string, commandArgs: string[], env: NodeJS.ProcessEnv = {}): number => {
  const { status } = spawnSync(path.join(root, 'node_modules/.bin', command), commandArgs, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status ?? 1;
};

const main = (): number => {
  if (!installSystemPackages()) return 1;
  for (const browser of ['chrome', 'firefox']) if (run('wxt', ['build', '-b', browser, '--level', 'warn']) !== 0) return 1;

  const report = path.join(root, 'tests/.output/report.json');
  mkdirSync(path.dirname(report), { recursive: true });
  const status = run(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args.filter((arg) => arg !== '--soak')],
    {
      // Some two hundred bridges are started: each reads what the first of them compiled, as a bridge that people start does.
      NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node'),
      ...(soak && { KURRIER_SOAK: '1' }),
    },
  );
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
  return status;
};

process.exitCode = main();
