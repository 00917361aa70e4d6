import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unpackLocked } from './locked-package.ts';
import type { System } from './systems.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What Node is told before the bundle: as the launcher of the source does it. */
export const nodeOptions = JSON.parse(readFileSync(path.join(root, 'bridge/bin/node-options.json'), 'utf8')) as string[];
export const version = (JSON.parse(readFileSync(path.join(root, 'bridge/package.json'), 'utf8')) as { version: string }).version;

/**
 * Lays a program out as it is installed: `node`, the bundle, what it says of itself, the system's keyring, the licences; nothing of it has to
 * be compiled or fetched where it is installed.
 */
export const layOutProgram = (system: System, parts: { bundle: string; licences: string }, folder: string, managedBy?: 'dpkg'): void => {
  mkdirSync(folder, { recursive: true });
  copyFileSync(parts.bundle, path.join(folder, 'kurrier.mjs'));
  copyFileSync(parts.licences, path.join(folder, 'licences.txt'));
  writeFileSync(path.join(folder, 'program.json'), `${JSON.stringify({ version, nodeOptions, ...(managedBy && { managedBy }) })}\n`);
  const runtime = mkdtempSync(path.join(os.tmpdir(), 'kurrier-runtime-'));
  try {
    unpackLocked(system.runtime, runtime);
    const name = system.platform === 'win32' ? 'node.exe' : 'node';
    copyFileSync(path.join(runtime, 'bin', name), path.join(folder, name));
    chmodSync(path.join(folder, name), 0o755);
    cpSync(path.join(runtime, 'LICENSE'), path.join(folder, 'node-licence.txt'));
  } finally {
    rmSync(runtime, { recursive: true });
  }
  for (const name of ['@napi-rs/keyring', system.keyring]) unpackLocked(name, path.join(folder, 'node_modules', name));
};
