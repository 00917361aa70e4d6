import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeStorageProblem } from '@kurrier/shared/words/command-line';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../bridge/src/store/shared/open-database.ts';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';
import { startBridgeHere } from '../faults/start-bridge-here.ts';
import { createCa, type TestCa } from '../servers/create-ca.ts';
import { startPostgres } from '../servers/start-postgres.ts';
import { startRedis, type StoreServer } from '../servers/start-redis.ts';

let ca: TestCa;
let other: TestCa;
let dir: string;
beforeAll(async () => {
  [ca, other] = [await createCa(), await createCa()];
  dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-store-tls-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const starts = {
  Redis: async () => startRedis([], await ca.issue({ names: ['localhost', '127.0.0.1'] })),
  PostgreSQL: async () => startPostgres([], await ca.issue({ names: ['localhost', '127.0.0.1'] })),
};

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  let server: StoreServer;
  beforeAll(async () => (server = await starts[name]()));
  afterAll(() => server[Symbol.asyncDispose]());
  const open = async (authorities: string[], uri = server.uri, mode = 'verify-full') => {
    await using opened = new AsyncDisposableStack();
    const database = await openDatabase(parseStoreUri(name === 'Redis' ? uri : `${uri}?sslmode=${mode}`, authorities, 2_000)!);
    opened.defer(() => database.close());
    return await database.check();
  };

  test('with its authority it is used', async () => {
    expect(await open([ca.pem])).toMatchObject({ server: expect.stringContaining(name), sendingRefusal: null });
  });

  test.each([
    ['of another authority', () => [other.pem], '127.0.0.1'],
    ['of no authority that is known', () => [], '127.0.0.1'],
    // Reaches this computer, and is none of the names that the certificate is for.
    ['of another name', () => [ca.pem], '0.0.0.0'],
  ])('a certificate %s is refused', async (_, authorities, host) => {
    await expect(open(authorities(), server.uri.replace('127.0.0.1', host))).rejects.toMatchObject({
      storageProblem: 'shared-store-untrusted',
      isUncertain: false,
    });
  });

  test('whatever kind of checking is asked for, on this computer, too', async () => {
    for (const mode of ['require', 'verify-ca', 'verify-full'])
      await expect(open([other.pem], server.uri, mode)).rejects.toMatchObject({ storageProblem: 'shared-store-untrusted' });
  });

  test('a bridge does not start over it, and says what to do, without the password', async () => {
    const uri = server.uri.replace(/[/][/](?:kurrier@)?/, '//kurrier:canary@') + (name === 'Redis' ? '' : '?sslmode=verify-full');
    const started = startBridgeHere(path.join(dir, name), { store: { target: parseStoreUri(uri, [other.pem], 5_000)! } });
    const problem = 'shared-store-untrusted';
    await expect(started).rejects.toThrow(problem);
    await expect(started).rejects.not.toThrow('canary');
    expect(describeStorageProblem(problem)).toMatch(/certificate cannot be trusted.*--ca FILE/);
  });
});
