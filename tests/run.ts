import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

const run = async (file: string, fileArgs: string[], env: NodeJS.ProcessEnv = {}): Promise<number> => {
  const child = spawn(file, fileArgs, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  const [status] = (await once(child, 'close')) as [number | null];
  return status ?? 1;
};
const installed = (command: string): string => path.join(root, 'node_modules/.bin', command);

/** The extension as `npm start` opens it, and beside that as the tests do. */
const build = async (): Promise<boolean> => {
  const buildReleased = async (): Promise<number> => {
    for (const browser of ['chrome', 'firefox']) {
      const status = await run(installed('wxt'), ['build', '-b', browser, '--level', 'warn']);
      if (status !== 0) return status;
    }
    return 0;
  };
  const statuses = await Promise.all([buildReleased(), run(process.execPath, [path.join(root, 'tests/setup/build-extensions.ts')])]);
  return statuses.every((status) => status === 0);
};

const main = async (): Promise<number> => {
  if (!installSystemPackages() || !(await build())) return 1;

  const report = path.join(root, 'tests/.output/report.json');
  mkdirSync(path.dirname(report), { recursive: true });
  const status = await run(
    installed('vitest'),
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

process.exitCode = await main();
