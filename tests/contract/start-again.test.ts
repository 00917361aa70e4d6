import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-start-'));
const record = path.join(folder, 'opened.jsonl');
const manifest = path.join(root, '.output/chrome-mv3/manifest.json');
const running = new Set<ChildProcess>();

/** Stands for Chromium: says what it was started with, keeps its profile locked as Chromium does, and takes whatever DevTools asks for. */
const fakeBrowser = `
import { appendFileSync, createReadStream, createWriteStream, mkdirSync, rmSync, symlinkSync } from 'node:fs';
const args = process.argv.slice(2);
appendFileSync(${JSON.stringify(record)}, JSON.stringify({ pid: process.pid, args }) + '\\n');
if (!args.includes('--remote-debugging-pipe')) process.exit(0);
const profile = args.find((arg) => arg.startsWith('--user-data-dir=')).slice(16);
mkdirSync(profile, { recursive: true });
rmSync(profile + '/SingletonLock', { force: true });
symlinkSync('host-' + process.pid, profile + '/SingletonLock');
// A thread that waits for the pipe would keep a process that merely exits.
const end = () => (rmSync(profile + '/SingletonLock', { force: true }), process.kill(process.pid, 'SIGKILL'));
process.on('SIGTERM', end);
const out = createWriteStream('', { fd: 4 });
createReadStream('', { fd: 3 }).setEncoding('utf8').on('data', (text) => {
  for (const message of text.split('\\0').filter(Boolean))
    out.write(JSON.stringify({ id: JSON.parse(message).id, result: { id: 'extension', targetInfos: [] } }) + '\\0');
}).on('close', end).on('error', end);
`;

beforeAll(() => {
  writeFileSync(path.join(folder, 'browser.mjs'), fakeBrowser);
  writeFileSync(path.join(folder, 'chromium'), `#!/bin/sh\nexec '${process.execPath}' '${folder}/browser.mjs' "$@"\n`);
  chmodSync(path.join(folder, 'chromium'), 0o700);
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const { pid } of opened()) {
    try {
      process.kill(pid);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  rmSync(folder, { recursive: true, force: true });
});

const start = (...args: string[]) => {
  const child = spawn(
    process.execPath,
    [path.join(root, 'bridge/src/cli/main.ts'), 'start', '--data', path.join(folder, 'data'), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: folder, DISPLAY: ':99' },
    },
  );
  running.add(child);
  child.once('close', () => running.delete(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const says = (text: string) => expect.poll(() => output, { timeout: 20_000 }).toContain(text);
  const closed = once(child, 'close').then(([code]) => code as number | null);
  return { child, says, closed, output: () => output };
};
const opened = () =>
  existsSync(record)
    ? readFileSync(record, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { pid: number; args: string[] })
    : [];

test('a second start beside a running bridge builds nothing, and opens the window again, whether it was closed or not', async () => {
  const first = start('--port', '0');
  await first.says('Ctrl+C stops the bridge and closes this browser.');
  const builtAt = statSync(manifest).mtimeMs;
  expect(opened()).toHaveLength(1);

  const second = start();
  expect(await second.closed).toBe(0);
  expect(second.output()).toMatch(/The bridge is already running on 127\.0\.0\.1:\d+\.\nKurrier is open again in chromium\./);
  await expect.poll(() => opened().length).toBe(2);
  expect(opened()[1]!.args.at(-1)).toBe('chrome-extension://mniddlphjabeolmnmhgjmdcidnagmnpa/options.html');

  process.kill(opened()[0]!.pid);
  await expect.poll(() => existsSync(path.join(folder, 'data/store/browser/SingletonLock'))).toBe(false);
  const third = start();
  await third.says('Ctrl+C closes this browser. The bridge goes on.');
  expect(opened()).toHaveLength(3);
  expect(opened()[2]!.args).toContain('--remote-debugging-pipe');
  process.kill(opened()[2]!.pid);
  expect(await third.closed).toBe(0);

  expect(statSync(manifest).mtimeMs).toBe(builtAt);
  const noBrowser = start('--no-browser');
  expect(await noBrowser.closed).toBe(0);
  expect(opened()).toHaveLength(3);
  first.child.kill();
  await first.closed;
});
