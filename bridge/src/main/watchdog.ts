import { Worker } from 'node:worker_threads';
import { watchdogWords } from '@kurrier/shared/words/command-line';
import { noteTurn, currentWork } from '../net/current-work.ts';
import { blockedWorkFile } from './repeated-blocks.ts';

/** Processor time of the whole process without a turn of the loop. Neither a suspended computer nor a busy one makes it pass. */
export interface WatchdogLimits {
  /** From here on the loop counts as blocked: it is said, and written down. */
  blockedMs: number;
  /** From here on nobody waits for it any more: the process is ended. */
  endMs: number;
}

const usualLimits: WatchdogLimits = { blockedMs: 5_000, endMs: 60_000 };
const beatMs = 250;

/**
 * Watches the event loop from a thread of its own. A loop that does not turn is told on standard error with the work that it began last,
 * and written into the data folder, so that the next start can leave alone what did it twice; one that never turns again is ended with its
 * process, which no signal but the last would reach.
 */
export const startWatchdog = (folder: string, limits: WatchdogLimits = usualLimits): { stop: () => Promise<void> } => {
  const worker = new Worker(`(${watch.toString()})()`, {
    eval: true,
    workerData: { memory: currentWork, file: blockedWorkFile(folder), limits, beatMs, words: watchdogWords },
  });
  // Without its watchdog the bridge works as well as with it.
  worker.on('error', () => undefined);
  worker.unref();
  const beat = setInterval(noteTurn, beatMs).unref();
  return {
    stop: async () => {
      clearInterval(beat);
      await worker.terminate();
    },
  };
};

/**
 * The thread's whole program. It is handed over as text, so that a bundled bridge can start it: nothing outside of it can be named in it.
 */
const watch = () => {
  const { workerData } = process.getBuiltinModule('node:worker_threads');
  const fs = process.getBuiltinModule('node:fs');
  const {
    memory,
    file,
    limits,
    beatMs: everyMs,
    words,
  } = workerData as {
    memory: SharedArrayBuffer;
    file: string;
    limits: { blockedMs: number; endMs: number };
    beatMs: number;
    words: { blocked: string; ended: string; unknown: string };
  };
  const counts = new Int32Array(memory, 0, 2);
  const spentMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const readName = (): string => Buffer.from(new Uint8Array(memory, 8, Atomics.load(counts, 1))).toString();
  const describe = (name: string): string => {
    try {
      const [host, port] = JSON.parse(name) as [string, number];
      return `${host}:${port}`;
    } catch {
      return name || words.unknown;
    }
  };
  // Standard error of a thread goes through the thread that is blocked.
  const say = (sentence: string, name: string) => fs.writeSync(2, `kurrier: ${sentence.replace('{work}', () => describe(name))}\n`);
  const write = (name: string) => {
    let entries: unknown[] = [];
    try {
      entries = JSON.parse(fs.readFileSync(file, 'utf8')) as unknown[];
    } catch {
      entries = [];
    }
    const text = JSON.stringify([...(Array.isArray(entries) ? entries : []).slice(-20), { work: name, at: Date.now() }]);
    fs.writeFileSync(`${file}.tmp`, text, { mode: 0o600 });
    fs.renameSync(`${file}.tmp`, file);
  };
  let turns = -1;
  let since = 0;
  let isTold = false;
  setInterval(() => {
    const now = Atomics.load(counts, 0);
    if (now !== turns) {
      turns = now;
      since = spentMs();
      isTold = false;
      return;
    }
    const blockedMs = spentMs() - since;
    if (blockedMs < limits.blockedMs) return;
    const name = readName();
    if (!isTold) {
      isTold = true;
      say(words.blocked, name);
      try {
        write(name);
      } catch (error) {
        say(String(error), name);
      }
    }
    if (blockedMs < limits.endMs) return;
    say(words.ended, name);
    process.kill(process.pid, 'SIGKILL');
  }, everyMs);
};
