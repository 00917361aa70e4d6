import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../bridge/src/cli/command-table.ts';
import { describeCommands } from './describe-commands.ts';

test('docs/command-line.md says what the help says; npm run docs writes it', async () => {
  expect(readFileSync(path.join(import.meta.dirname, '../../docs/command-line.md'), 'utf8')).toBe(await describeCommands());
});

test('each command says in its summary and usage what it does', async () => {
  for (const load of Object.values(commands)) {
    const { summary, usage } = await load();
    expect(summary.length).toBeGreaterThan(10);
    expect(usage).not.toMatch(/undefined/);
  }
});
