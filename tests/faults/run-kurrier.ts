import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');

/** Runs a command of the command line on a data folder to its end. One that goes on is ended after 15 s and has no exit code. */
export const runKurrier = async (dataDir: string, args: string[], input = '') => {
  const child = spawn(process.execPath, [main, ...args, '--data', dataDir], { stdio: 'pipe', timeout: 15_000 });
  child.stdin.end(input);
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await exited, output, errors };
};
