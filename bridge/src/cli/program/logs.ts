import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { installWords as words } from '@kurrier/shared/words/program/install';
import { logFile } from '../../files/rotating-log.ts';
import { foldersFor } from '../../main/config.ts';
import { exitCode, UsageError, type Command } from '../command.ts';

/** Prints what the bridge in the background has written; it never writes a secret. */
export const logs: Command = {
  summary: 'prints the newest lines that the bridge wrote in the background',
  usage: '[--lines N] [--data DIR]',
  run(args) {
    const { values } = parseArgs({ args, options: { data: { type: 'string' }, lines: { type: 'string', default: '200' } } });
    if (!/^[1-9]\d{0,6}$/.test(values.lines)) throw new UsageError(`--lines takes a number, not "${values.lines}"`);
    const file = logFile(foldersFor(values.data).store);
    const text = [`${file}.1`, file].map((part) => (existsSync(part) ? readFileSync(part, 'utf8') : '')).join('');
    console.log(text === '' ? words.log(file) : text.trimEnd().split('\n').slice(-Number(values.lines)).join('\n'));
    return Promise.resolve(exitCode.ok);
  },
};
