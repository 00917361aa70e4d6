import { quoteForShell } from './quote-for-shell.ts';
import { environment, type Program } from './service-command.ts';

/** A script of one command: `kurrier` itself, or with `before` what browsers start. Windows gets a batch file, others one of the shell. */
export const renderLauncher = (
  { node, bundle, nodeOptions }: Program,
  platform: NodeJS.Platform,
  before: readonly string[] = [],
): string => {
  const words = [node, ...nodeOptions, bundle, ...before];
  const settings = Object.entries(environment);
  if (platform === 'win32')
    return ['@echo off', ...settings.map(([name, value]) => `set "${name}=${value}"`), `${words.map(quoteForBatch).join(' ')} %*`, ''].join(
      '\r\n',
    );
  return [
    '#!/bin/sh',
    ...settings.map(([name, value]) => `export ${name}=${value}`),
    `exec ${words.map(quoteForShell).join(' ')} "$@"`,
    '',
  ].join('\n');
};

const quoteForBatch = (word: string): string => `"${word.replaceAll('%', '%%')}"`;
