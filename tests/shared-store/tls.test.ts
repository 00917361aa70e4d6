import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../bridge/src/store/shared/open-database.ts';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';
import { runKurrier } from '../faults/run-kurrier.ts';
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

  test('the program says so, and what to do', async () => {
    const file = path.join(dir, `${name}.uri`);
    writeFileSync(
      file,
      `${server.uri.replace('//', '//kurrier:canary@').replace('canary@kurrier@', 'canary@')}?sslmode=verify-full`.replace(
        name === 'Redis' ? /[?].*/ : /^$/,
        '',
      ),
      { mode: 0o600 },
    );
    const wrong = path.join(dir, 'wrong.pem');
    writeFileSync(wrong, other.pem);
    const { code, output, errors } = await runKurrier(path.join(dir, name), ['serve', '--port', '0', '--store', file, '--ca', wrong]);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(/certificate cannot be trusted.*--ca FILE/);
    expect(errors).not.toContain('canary');
  });
});
