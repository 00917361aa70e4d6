import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerCertificate } from './create-ca.ts';

/** A new folder that every user may enter: the servers change to users of their own. */
export const createServerFolder = (name: string): string => {
  const dir = mkdtempSync(path.join(tmpdir(), `kurrier-${name}-`));
  chmodSync(dir, 0o755);
  return dir;
};

/** Writes a certificate and its key where nobody but the server reads them. */
export const writeCertificate = (dir: string, { cert, key }: ServerCertificate): [cert: string, key: string] => {
  const files: [string, string] = [path.join(dir, 'server.crt'), path.join(dir, 'server.key')];
  for (const [index, text] of [cert, key].entries()) {
    writeFileSync(files[index]!, text, { mode: 0o600 });
    if (process.getuid?.() === 0) chownSync(files[index]!, 65534, 65534);
  }
  return files;
};

/** Fails with the command that installs it when a server is not there. */
export const requireBinary = (file: string, packages: string): string => {
  if (!existsSync(file)) throw new Error(`${file} is missing: apt-get install -y --no-install-recommends ${packages}`);
  return file;
};

const canConnect = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/**
 * Becomes the server, with a watcher beside it: when its standard input ends, because the test run was killed, it kills the whole group.
 */
const watched = 'exec 3<&0; { read _ <&3; kill -KILL -$$; } >/dev/null 2>&1 & exec "$@" </dev/null 3<&-';

export interface RunningServer {
  child: ChildProcess;
  /** Kills the server with all its processes; its folder stays, for another start. */
  kill(this: void): Promise<void>;
  /** The same, and removes its folder. */
  stop(this: void): Promise<void>;
}

/**
 * Starts a server in the foreground, in a process group of its own, and waits until its port answers. The group is killed
 * when this process ends, whatever the reason it can see.
 */
export const runServer = async (
  command: readonly [string, ...string[]],
  { dir, host, port, logFile }: { dir: string; host: string; port: number; logFile: string },
): Promise<RunningServer> => {
  const [file] = command;
  const child = spawn('/bin/sh', ['-c', watched, 'watched', ...command], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killGroup = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const abandon = () => {
    killGroup();
    rmSync(dir, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  const kill = async () => {
    process.removeListener('exit', abandon);
    killGroup();
    await exited;
    // Its other processes may be a moment longer about dying, and hold the port.
    for (const endMs = Date.now() + 5_000; (await canConnect(host, port)) && Date.now() < endMs;) await wait(5);
  };
  const stop = async () => {
    await kill();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
  };
  // Looks are counted, not time: while another server's packages are unpacked this process does not look, and the clock goes on.
  for (let looks = 0; !(await canConnect(host, port)); looks++) {
    if (looks > 2_000 || child.exitCode !== null) {
      const log = existsSync(logFile) ? readFileSync(logFile, 'utf8') : '(no log)';
      await stop();
      throw new Error(`${file} does not answer on ${host}:${port}\n${log}`);
    }
    await wait(10);
  }
  return { child, kill, stop };
};

/** Tries up to three times: between choosing a free port and listening on it, somebody else may have taken it. */
export const startWithFreePorts = async <Server>(start: () => Promise<Server>): Promise<Server> => {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (error) {
      if (tries === 3 || !/address already in use/i.test(String(error))) throw error;
    }
  }
};
