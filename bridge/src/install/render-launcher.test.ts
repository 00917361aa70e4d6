import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readExec } from '../../../tests/install/read-exec.ts';
import { renderDesktopEntry } from './render-desktop-entry.ts';
import { renderLauncher } from './render-launcher.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-launcher-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of this name with a program in it that prints its words, a line each. */
const programIn = (name: string) => {
  const home = path.join(folder, name);
  mkdirSync(home, { recursive: true });
  const node = path.join(home, 'node');
  writeFileSync(node, '#!/bin/sh\nprintf "%s\\n" "$@"\n');
  chmodSync(node, 0o755);
  return { node, bundle: path.join(home, 'kurrier.mjs'), nodeOptions: ['--option=1'] };
};

const names = ['plain', 'two words', "it's", '100% $HOME', 'a"b', 'back\\slash', '`tick`', '$(false)', ';false', 'ümläut', '-dash', '*'];

test.each(names)('a launcher in a folder called %s starts the program with its words as they were', (name) => {
  const program = programIn(name);
  const script = path.join(folder, 'launcher');
  writeFileSync(script, renderLauncher(program, 'linux', ['native-host']));
  const said = execFileSync('/bin/sh', [script, 'a b', "c'd", '$e'], { encoding: 'utf8', env: { PATH: '' } });
  expect(said.trimEnd().split('\n')).toEqual(['--option=1', program.bundle, 'native-host', 'a b', "c'd", '$e']);
});

test.each(names)('an autostart entry for a folder called %s starts the bridge as a session reads it', (name) => {
  const program = programIn(name);
  const [shell, ...args] = readExec(renderDesktopEntry(program, null));
  const said = execFileSync(shell!, args, { encoding: 'utf8', env: { PATH: '' } });
  expect(said.trimEnd().split('\n')).toEqual(['--option=1', program.bundle, 'serve', '--background']);
});
