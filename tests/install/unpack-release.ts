import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installerFiles } from '../../tools/release/installers.ts';
import { systems } from '../../tools/release/systems.ts';

const nodeOptions = ['--disable-sigusr1'];

/**
 * Lays out an unpacked archive for Linux with this bundle, and answers its folder. Its runtime is a script, since 150 MB are slow to copy.
 * `code`: its bundle, where it is not the real one.
 */
export const unpackRelease = (bundle: string, folder: string, version: string, code?: string): string => {
  const program = path.join(folder, 'program');
  mkdirSync(program, { recursive: true });
  writeFileSync(path.join(program, 'node'), `#!/bin/sh\nexec ${process.execPath} "$@"\n`);
  chmodSync(path.join(program, 'node'), 0o755);
  writeFileSync(path.join(program, 'program.json'), JSON.stringify({ version, nodeOptions }));
  if (code === undefined) copyFileSync(bundle, path.join(program, 'kurrier.mjs'));
  else writeFileSync(path.join(program, 'kurrier.mjs'), code);
  for (const { name, text } of installerFiles(systems[0]!, version, nodeOptions)) writeFileSync(path.join(folder, name), text);
  return folder;
};
