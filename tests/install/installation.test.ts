import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectBridge } from '../../bridge/src/cli/connect-bridge.ts';
import { bundleBridge } from '../../tools/release/bundle-bridge.ts';
import { readExec } from './read-exec.ts';
import { unpackRelease } from './unpack-release.ts';

/** The installer of the archive for Linux, with a runtime that is a script, since 150 MB are slow to copy; no terminal, and an empty PATH. */
const work = mkdtempSync(path.join(os.tmpdir(), 'kurrier-program-'));
const bundle = path.join(work, 'kurrier.mjs');
beforeAll(async () => void (await bundleBridge(bundle)), 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(work, 'home-'));
});
afterEach(async () => {
  const pid = readPid();
  if (pid !== null) process.kill(pid, 'SIGKILL');
});

const store = (): string => path.join(home, '.local/share/kurrier');
const command = (): string => path.join(home, '.local/bin/kurrier');

const readPid = (): number | null => {
  const lock = path.join(store(), 'bridge.lock');
  const pid = existsSync(lock) ? (JSON.parse(readFileSync(lock, 'utf8')) as { pid: number }).pid : null;
  return pid !== null && existsSync(`/proc/${pid}`) ? pid : null;
};

const run = (file: string, args: string[] = []): Promise<{ code: number; output: string; errors: string }> =>
  new Promise((resolve) => {
    execFile('/bin/sh', [file, ...args], { env: { HOME: home, PATH: '' } }, (error, output, errors) => {
      resolve({ code: error === null ? 0 : Number(error.code), output, errors });
    });
  });

const list = (folder: string): string[] => (readdirSync(folder, { recursive: true }) as string[]).sort();

test(
  'what is installed outlives the folder it came from, is there again after a session, is updated, goes back, and leaves no trace',
  { timeout: 120_000 },
  async () => {
    // A version manager's folder, which goes away with the next version.
    const manager = path.join(home, '.nvm/versions/node/v26.0.0/lib/node_modules/kurrier');
    unpackRelease(bundle, manager, '1.0.0');
    rmSync(path.join(home, '.nvm'), { recursive: true });
    const before = list(home);
    unpackRelease(bundle, manager, '1.0.0');
    expect(await run(path.join(manager, 'install.sh'))).toMatchObject({
      code: 0,
      output: expect.stringContaining('1.0.0 is installed') as string,
    });
    rmSync(path.join(home, '.nvm'), { recursive: true });
    expect(await run(command(), ['status'])).toMatchObject({ code: 0, output: expect.stringContaining('Running: yes') as string });

    const connected = await connectBridge(store());
    expect(connected.ok).toBe(true);
    const settings = { host: '127.0.0.1', port: 9, username: 'ada', secure: true, password: 'canary' };
    if (connected.ok) expect((await connected.value(saveAccount, { change: { address: 'ada@mail.test', imap: settings } })).ok).toBe(true);

    // The session ends, and begins again.
    process.kill(readPid()!, 'SIGKILL');
    expect((await run(command(), ['status'])).code).toBe(1);
    const [shell, ...words] = readExec(readFileSync(path.join(home, '.config/autostart/kurrier.desktop'), 'utf8'));
    const session = execFile(shell!, words, { env: { HOME: home, PATH: '' } });
    await expect.poll(async () => (await run(command(), ['status'])).output, { timeout: 20_000 }).toContain('Accounts: 1');
    expect((await run(command(), ['doctor'])).output).not.toContain('✗');
    expect((await run(command(), ['logs'])).output).toMatch(/is running on 127\.0\.0\.1/);
    expect((await run(command(), ['logs'])).output).not.toContain('canary');

    // One that does not start takes nothing with it.
    const broken = unpackRelease(bundle, path.join(home, 'broken'), '1.1.0', 'process.exit(3);\n');
    expect(await run(command(), ['update', broken])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('Kurrier 1.0.0 runs again') as string,
    });
    expect((await run(command(), ['status'])).output).toMatch(/Kurrier 1\.0\.0 [\s\S]*Accounts: 1/);

    const newer = unpackRelease(bundle, path.join(home, 'newer'), '2.0.0');
    expect(await run(path.join(newer, 'install.sh'))).toMatchObject({
      code: 0,
      output: expect.stringContaining('2.0.0 runs in the place of 1.0.0') as string,
    });
    expect((await run(command(), ['status'])).output).toMatch(/Kurrier 2\.0\.0 [\s\S]*Accounts: 1/);
    expect(readdirSync(path.join(store(), 'program'))).toHaveLength(1);
    for (const folder of [broken, newer]) rmSync(folder, { recursive: true });

    expect((await run(command(), ['uninstall', '--mail'])).code).toBe(0);
    expect(list(home)).toEqual(before);
    session.kill();
  },
);
