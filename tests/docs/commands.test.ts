import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../bridge/src/cli/command-table.ts';
import { describeCommands } from './describe-commands.ts';

// They bring most of the bridge with them: how long that takes says nothing of what is tested.
const loaded = await Promise.all(Object.values(commands).map((load) => load()));

test('docs/command-line.md says what the help says; npm run docs writes it', async () => {
  expect(readFileSync(path.join(import.meta.dirname, '../../docs/command-line.md'), 'utf8')).toBe(await describeCommands());
});

test('each command says in its summary and usage what it does', () => {
  expect(loaded.length).toBeGreaterThan(20);
  for (const { summary, usage } of loaded) {
    expect(summary.length).toBeGreaterThan(10);
    expect(usage).not.toMatch(/undefined/);
  }
});
