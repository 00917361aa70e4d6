import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { listAccounts } from '@kurrier/shared/api/accounts';
import { afterAll, expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { loadedAtStart } from './loaded-at-start.ts';

const root = pathToFileURL(path.resolve(import.meta.dirname, '../..')).href;
const folder = mkdtempSync(path.join(os.tmpdir(), 'loaded-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of ours by its path, a package or a module of Node by its name. */
const nameOf = (url: string): string =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? url.replace(`${root}/`, '').replace(/\?.*/, '');

/** What a bridge loaded from its start to its end, in which `use` happened. */
const listLoaded = async (use: (bridge: BridgeProcess) => Promise<void>): Promise<string[]> => {
  const file = path.join(folder, 'modules.txt');
  process.env.LOADED_MODULES = file;
  try {
    await using bridge = await startBridgeProcess({ nodeArgs: ['--import', path.join(import.meta.dirname, 'list-loaded.mjs')] });
    expect((await fetch(`http://127.0.0.1:${bridge.port}/discovery`)).status).toBe(200);
    await use(bridge);
  } finally {
    delete process.env.LOADED_MODULES;
  }
  return [...new Set(readFileSync(file, 'utf8').split('\n').map(nameOf))].sort();
};

test('a bridge that nobody calls has loaded what it needs to say that it is there, and nothing else', async () => {
  const loaded = await listLoaded(async () => undefined);
  // Whatever is new costs every start and every idle bridge: import it where it is used, or add it to the list and say why.
  expect(loaded.filter((name) => !/^node:|^@napi-rs\/keyring-/.test(name))).toEqual(loadedAtStart);
});

test('a call without an account loads neither what talks to servers nor what reads messages', async () => {
  const loaded = await listLoaded(async (bridge) => {
    expect(await bridge.call(listAccounts, {})).toMatchObject({ ok: true });
  });
  expect(loaded).toContain('bridge/src/main/assemble-use-cases.ts');
  const heavy = ['html-to-text', 'iconv-lite', 'imapflow', 'jschardet', 'nodemailer', 'openid-client', 'postal-mime', 'tldts'];
  expect(loaded.filter((name) => heavy.includes(name) || /^bridge\/src\/(?:imap|smtp|search|sync|send|verify)\//.test(name))).toEqual([]);
});
