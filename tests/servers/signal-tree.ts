import { readFileSync } from 'node:fs';

/** Sends a signal to a process and to those that it started: PostgreSQL gives each connection a process in a group of its own. */
export const signalTree = (pid: number, signal: NodeJS.Signals): void => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  process.kill(pid, signal);
  for (const child of children) signalTree(child, signal);
};
