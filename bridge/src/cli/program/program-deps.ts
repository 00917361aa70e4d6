import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { vaultState } from '@kurrier/shared/api/vault';
import { findHolder } from '../../files/lock-file.ts';
import type { InstallDeps } from '../../install/install-program.ts';
import { environment, programIn, serviceCommand } from '../../install/service-command.ts';
import type { Run } from '../../install/session-start.ts';
import type { Folders } from '../../main/config.ts';
import { connectBridge } from '../connect-bridge.ts';

/** A program of the system that takes longer is stuck. */
const longestRunMs = 30_000;
/** How long a bridge may take to answer or to end, and how often is looked. */
const longestWaitMs = 25_000;
const lookEveryMs = 100;

const run: Run = (command, args) =>
  new Promise((resolve) => {
    execFile(command, args, { timeout: longestRunMs, windowsHide: true }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127;
      resolve({ code, output: `${stdout}${stderr}` });
    });
  });

/** Whether the bridge of a data folder answers a sealed call. */
export const isAnswering = async (store: string): Promise<boolean> => {
  const connected = await connectBridge(store);
  return connected.ok && (await connected.value(vaultState, {})).ok;
};

/** Looks again and again until something is so; false where it is not within the time that a bridge may take, or once it is `over`. */
const waitUntil = async (isSo: () => Promise<boolean>, longestMs = longestWaitMs, over?: AbortSignal): Promise<boolean> => {
  const endsAt = Date.now() + longestMs;
  while (Date.now() < endsAt) {
    if (await isSo()) return true;
    if (over?.aborted) return false;
    await sleep(lookEveryMs);
  }
  return isSo();
};

/** Starts a bridge that outlives this process and writes its log into its data folder. The answer is aborted where it ends all the same. */
const startDetached = (folder: string, nodeOptions: readonly string[]): AbortSignal => {
  const ended = new AbortController();
  const [command, ...args] = serviceCommand(programIn(folder, process.platform, nodeOptions));
  const child = spawn(command!, args, { detached: true, stdio: 'ignore', windowsHide: true, env: { ...process.env, ...environment } });
  child.once('error', () => ended.abort());
  child.once('exit', () => ended.abort());
  child.unref();
  return ended.signal;
};

/** What installing and removing needs of this computer and of the bridge of this data folder. */
export const createProgramDeps = ({ store, keys }: Folders): InstallDeps => {
  const lock = path.join(store, 'bridge.lock');
  const home = os.homedir();
  let ended: AbortSignal | undefined;
  return {
    computer: {
      platform: process.platform,
      home,
      config: process.env.XDG_CONFIG_HOME ?? path.join(home, '.config'),
      user: process.platform === 'win32' ? `${process.env.USERDOMAIN ?? os.hostname()}\\${os.userInfo().username}` : os.userInfo().username,
      hasFolder: existsSync,
    },
    store,
    keys,
    uid: process.getuid?.() ?? 0,
    run,
    answers: (longestMs) => waitUntil(() => isAnswering(store), longestMs, ended),
    stopBridge: async () => {
      const holder = await findHolder(lock);
      if (holder?.lock) process.kill(holder.lock.pid, 'SIGTERM');
      return waitUntil(async () => (await findHolder(lock)) === null);
    },
    isBridgeRunning: async () => (await findHolder(lock)) !== null,
    startDetached: (folder, nodeOptions) => void (ended = startDetached(folder, nodeOptions)),
  };
};
