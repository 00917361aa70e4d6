import { mkdtempSync, rmSync } from 'node:fs';
import inspector from 'node:inspector';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether a debugger is attached or could attach: whoever speaks to its port reads every password in memory. */
export const isInspectorOpen = (): boolean =>
  inspector.url() !== undefined ||
  [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)].some((word) => word.startsWith('--inspect'));

/** A data folder for one run under a debugger, gone when the process ends. */
export const createThrowAwayFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-dev-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
