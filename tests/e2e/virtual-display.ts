import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const display = ':77';

export interface VirtualDisplay extends Disposable {
  /** Writes what is on the screen to FOLDER/WHAT. */
  takePicture: (what: string) => void;
  /** Presses keys, as xdotool names them. */
  pressKey: (keys: string) => void;
}

/** A screen that nobody sees, for what browsers draw outside of pages. Needs Xvfb, xdotool and import (ImageMagick). */
export const startVirtualDisplay = (folder: string): VirtualDisplay => {
  const xvfb = spawn('Xvfb', [display, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
  process.env['DISPLAY'] = display;
  const run = (command: string, ...args: string[]) => void execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return {
    takePicture: (what) => {
      mkdirSync(folder, { recursive: true });
      run('import', '-window', 'root', path.join(folder, `${what}.png`));
    },
    pressKey: (keys) => run('xdotool', 'key', keys),
    [Symbol.dispose]: () => void xvfb.kill(),
  };
};
