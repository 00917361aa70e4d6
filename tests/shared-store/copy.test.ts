import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { listAccounts } from '@kurrier/shared/api/accounts';
import { listMessages } from '@kurrier/shared/api/mail';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEarlierData, earlier, earlierCommits } from '../compatibility/earlier-state.ts';
import { runKurrier } from '../faults/run-kurrier.ts';
import { startBridgeHere } from '../faults/start-bridge-here.ts';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';
import { databases, type DatabasePlace } from './each-database.ts';

const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');
const nowhere = { connectTo: [993, 587].map((port) => `${earlier.host}:${port}:127.0.0.1:9`) };

/** Everything in the databases of a data folder, whatever the order it was written in. */
const contentsOf = (dataDir: string): string[] =>
  ['accounts', 'mail', 'outbox'].flatMap((name) => {
    const database = new DatabaseSync(path.join(dataDir, 'store', `${name}.sqlite`), { readOnly: true });
    const rows = database.prepare('SELECT namespace, key, value FROM entries ORDER BY namespace, key').all();
    database.close();
    // A slot has a number that means nothing.
    return rows.map((row) =>
      [name, row['namespace'], String(row['key']).replace(/^begun:\d+/, 'begun'), row['value']].map(String).join(' '),
    );
  });
/** A lock is taken, and what is read of a database has SQLite make empty files beside it. */
const snapshot = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/(?:bridge\.lock|in-use\.sqlite|-wal|-shm)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => [file, hash('sha256', readFileSync(file))]);

const copy = async (from: string, to: string) => {
  const child = spawn(process.execPath, [main, 'store', 'copy', '--from', from, '--to', to], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'close') as Promise<[number | null]>;
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: (await exited)[0], output, errors };
};

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  let place: DatabasePlace;
  let dir: string;
  beforeAll(async () => {
    place = await databases[name]();
    dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-copy-'));
    writeFileSync(path.join(dir, 'store.uri'), `${place.server!.uri}\n`, { mode: 0o600 });
  });
  afterAll(async () => {
    rmSync(dir, { recursive: true, force: true });
    await place[Symbol.asyncDispose]();
  });

  test('a data folder of an earlier commit is copied there, opened, and back again, and is what it was', { timeout: 90_000 }, async () => {
    using state = createEarlierData(earlierCommits[0]!);
    const file = path.join(dir, 'store.uri');
    // The folder has long messages, too.
    const outbox = new DatabaseSync(path.join(state.dataDir, 'store/outbox.sqlite'));
    const key = String(outbox.prepare("SELECT key FROM entries WHERE key LIKE 'record:%'").get()?.['key']);
    outbox.close();
    mkdirSync(path.join(state.dataDir, 'store/outbox'), { recursive: true });
    const long = path.join('store/outbox', `${/^record:[^-]+-(.+)$/.exec(key)![1]}.eml`);
    writeFileSync(path.join(state.dataDir, long), 'long line\r\n'.repeat(90_000));
    const before = snapshot(state.dataDir);
    const there = await copy(state.dataDir, file);
    expect(there).toMatchObject({ code: 0, output: expect.stringContaining('Copied and compared') });
    expect(snapshot(state.dataDir)).toEqual(before);
    expect(await copy(state.dataDir, file)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('something is in the target already'),
    });

    const keyFile = path.join(dir, 'shared.key');
    copyFileSync(path.join(state.dataDir, 'keys/vault.key'), keyFile);
    const store = { target: parseStoreUri(place.server!.uri)!, keyFile, leaseMs: 2_000, roundMs: 100 };
    {
      await using bridge = await startBridgeHere(path.join(dir, 'bridge'), { ...nowhere, store });
      expect(await bridge.call(listAccounts, {})).toMatchObject({ value: { accounts: [{ address: earlier.user }] } });
      await expect
        .poll(async () => {
          const listed = await bridge.call(listMessages, { limit: 10 });
          return listed.ok && listed.value.rows.map(({ subject }) => subject);
        })
        .toEqual(['Third', 'A picture', 'Grüße']);
      await expect
        .poll(async () => {
          const entries = await bridge.call(listOutbox, {});
          return entries.ok && entries.value.entries.map(({ subject }) => subject);
        })
        .toEqual(['Taken back before', 'Sent before']);
      expect(await copy(file, path.join(dir, 'busy'))).toMatchObject({ code: 1, errors: expect.stringContaining('a bridge runs on') });
    }

    using fresh = createEarlierData(earlierCommits[0]!);
    rmSync(path.join(fresh.dataDir, 'store'), { recursive: true });
    const empty = await place.open();
    for (const namespace of await empty.namespaces()) await empty.clear(namespace);
    await empty.close();
    expect(await copy(state.dataDir, file)).toMatchObject({ code: 0 });
    // What waits for a bridge has no place in a folder.
    const shared = await place.open();
    await shared.fencedWrite([{ namespace: 'handed-over', key: 'a/b', value: '{"value":1}' }]);
    expect(await copy(file, fresh.dataDir)).toMatchObject({ code: 1, errors: expect.stringContaining('waits there for another') });
    await shared.fencedWrite([{ namespace: 'handed-over', key: 'a/b', value: null }]);
    await shared.close();
    expect(await copy(file, fresh.dataDir)).toMatchObject({ code: 0 });
    expect(contentsOf(fresh.dataDir)).toEqual(contentsOf(state.dataDir));
    expect(readFileSync(path.join(fresh.dataDir, long)).equals(readFileSync(path.join(state.dataDir, long)))).toBe(true);
    expect(readFileSync(path.join(fresh.dataDir, 'store/vault.json'), 'utf8')).toBe(
      readFileSync(path.join(state.dataDir, 'store/vault.json'), 'utf8'),
    );
    await using again = await startBridgeHere(fresh.dataDir, nowhere);
    const listed = await again.call(listMessages, { limit: 10 });
    expect(listed.ok && listed.value.rows.map(({ subject }) => subject)).toEqual(['Third', 'A picture', 'Grüße']);
  });

  test('a copy that was cut short is gone on with, and what is wrong in it is mended', { timeout: 60_000 }, async () => {
    using state = createEarlierData(earlierCommits[0]!);
    const file = path.join(dir, 'store.uri');
    const database = await place.open();
    for (const namespace of await database.namespaces()) await database.clear(namespace);
    const marked = { namespace: 'copying', key: 'from', value: JSON.stringify({ value: path.join(state.dataDir, 'store') }) };
    await database.fencedWrite([
      marked,
      { namespace: 'accounts', key: 'half', value: '{"value":1}' },
      { namespace: 'mail:gone', key: 'account', value: '{"value":1}' },
    ]);
    // Until then nobody takes the half for the whole.
    const elsewhere = path.join(dir, 'from half');
    expect(await copy(file, elsewhere)).toMatchObject({ code: 1, errors: expect.stringContaining('cut short') });
    const refused = await runKurrier(path.join(dir, 'on half'), ['serve', '--port', '0', '--store', file]);
    expect(refused).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('cut short') });
    expect(await database.namespaces()).not.toContain('vault');
    expect(await copy(state.dataDir, file)).toMatchObject({ code: 0 });
    expect(await database.read('accounts', ['half'])).toEqual([undefined]);
    expect(await database.namespaces()).not.toContain('mail:gone');
    // Nothing is left to be done: all of it is there from before.
    await database.fencedWrite([marked]);
    expect((await copy(state.dataDir, file)).output).toMatch(/in (\d+) groups, \1 of them from before/);
    await database.fencedWrite([{ ...marked, value: '{"value":"/elsewhere"}' }]);
    expect(await copy(state.dataDir, file)).toMatchObject({ code: 1, errors: expect.stringContaining('/elsewhere') });
    await database.close();
  });
});

test('a data folder that a copy into was cut short is neither opened nor copied', async () => {
  using state = createEarlierData(earlierCommits[0]!);
  const accounts = new DatabaseSync(path.join(state.dataDir, 'store/accounts.sqlite'));
  accounts.exec(`INSERT INTO entries (namespace, key, value) VALUES ('copying', 'from', '{"value":"/elsewhere"}')`);
  accounts.close();
  rmSync(path.join(state.dataDir, 'store/vault.json'));
  expect(await runKurrier(state.dataDir, ['serve', '--port', '0'])).toMatchObject({
    code: 1,
    errors: expect.stringContaining('cut short'),
  });
  expect(existsSync(path.join(state.dataDir, 'store/vault.json'))).toBe(false);
  expect(await copy(state.dataDir, path.join(state.dataDir, 'target'))).toMatchObject({
    code: 1,
    errors: expect.stringContaining('cut short'),
  });
});
