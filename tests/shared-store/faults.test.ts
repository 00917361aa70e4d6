import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findClosedPort } from '../servers/free-ports.ts';
import { startPostgres } from '../servers/start-postgres.ts';
import { startRedis, type StoreServer } from '../servers/start-redis.ts';
import { runKurrier } from '../faults/run-kurrier.ts';
import { openOn } from './each-database.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-faults-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const serve = (text: string, mode = 0o600) => {
  const file = path.join(dir, 'store.uri');
  writeFileSync(file, text);
  chmodSync(file, mode);
  return runKurrier(path.join(dir, 'data'), ['serve', '--port', '0', '--store', file]);
};

describe('a file that names no store', () => {
  test.each([
    ['others can read it', 'redis://:canary@127.0.0.1/', 0o644, /others can reach .*store\.uri.*chmod 600/],
    ['an address of the web', 'https://:canary@store.example', 0o600, /redis:\/\/, rediss:\/\/ or postgres:\/\//],
    ['nothing in it', '', 0o600, /has to be one line/],
    ['words', 'my store canary', 0o600, /has to be one line/],
  ])('%s: it is refused with words, and nothing of it is said', async (_, text, mode, words) => {
    const { code, output, errors } = await serve(text, mode);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(words);
    expect(errors).not.toContain('canary');
  });

  test('no file, and a key without a store', async () => {
    const missing = await runKurrier(path.join(dir, 'data'), ['serve', '--port', '0', '--store', path.join(dir, 'none')]);
    expect(missing).toMatchObject({ code: 2, errors: expect.stringContaining('there is no file') });
    const alone = await runKurrier(path.join(dir, 'data'), ['serve', '--port', '0', '--key-file', path.join(dir, 'none')]);
    expect(alone).toMatchObject({ code: 2, errors: expect.stringContaining('--store') });
  });

  test.each(['redis', 'postgres'])('a %s that is not there is named, without its password', async (scheme) => {
    const { code, output, errors } = await serve(`${scheme}://kurrier:canary@127.0.0.1:${await findClosedPort()}/`);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(/The shared store does not answer.*ECONNREFUSED/);
    expect(errors).not.toContain('canary');
  });
});

describe('Redis', () => {
  let redis: StoreServer;
  beforeAll(async () => (redis = await startRedis()));
  afterAll(() => redis[Symbol.asyncDispose]());
  const ask = (...commands: string[][]): void => {
    for (const command of commands) {
      const said = execFileSync('/usr/bin/redis-cli', ['-u', redis.uri, ...command], { encoding: 'utf8' });
      if (/^(?:ERR|WRONG|NO)/.test(said)) throw new Error(said);
    }
  };

  test('keys of another program under ours keep it from being used, and stay', async () => {
    ask(['SET', '{kurrier}:ns:mail', 'theirs']);
    await expect(openOn(redis.uri)).rejects.toMatchObject({ storageProblem: 'shared-store-foreign' });
    ask(['DEL', '{kurrier}:ns:mail'], ['SET', '{kurrier}:store', '{"program":"kurrier","version":2}']);
    await expect(openOn(redis.uri)).rejects.toMatchObject({ storageProblem: 'shared-store-foreign' });
    ask(['DEL', '{kurrier}:store'], ['SET', 'another:key', 'stays']);
    await (await openOn(redis.uri)).close();
  });

  test.each([
    ['appendfsync everysec', ['appendfsync', 'everysec'], 'not-flushed'],
    ['no append-only file', ['appendonly', 'no'], 'not-flushed'],
    ['an eviction policy', ['maxmemory-policy', 'allkeys-lru'], 'may-evict'],
  ])('with %s nothing is sent', async (_, [name, value], refusal) => {
    const before = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' }[name!]!;
    ask(['CONFIG', 'SET', name!, value!]);
    const database = await openOn(redis.uri);
    expect(await database.check()).toMatchObject({ server: expect.stringMatching(/^Redis \d/), sendingRefusal: refusal });
    await database.close();
    ask(['CONFIG', 'SET', name!, before]);
  });

  test('where the settings cannot be asked for nothing is sent; a wrong password is named', async () => {
    ask(
      ['ACL', 'SETUSER', 'hosted', 'on', '>pw', '~*', '+@all', '-config'],
      ['ACL', 'SETUSER', 'reader', 'on', '>pw', '~*', '+@read', '+info', '+hello', '+client'],
    );
    const as = (user: string, password: string) => redis.uri.replace('redis://', `redis://${user}:${password}@`);
    const hosted = await openOn(as('hosted', 'pw'));
    expect(await hosted.check()).toMatchObject({ sendingRefusal: 'settings-unreadable' });
    await hosted.close();
    await expect(openOn(as('hosted', 'canary'))).rejects.toMatchObject({ storageProblem: 'shared-store-refuses' });
    await expect(openOn(as('reader', 'pw'))).rejects.toMatchObject({ storageProblem: 'shared-store-read-only' });
  });

  test('without memory it says so, keeps what it had, and goes on once there is some', async () => {
    const database = await openOn(redis.uri);
    const write = (key: string) =>
      database.fencedWrite([
        { namespace: 'full', key, value: 'x' },
        { namespace: 'full', key: `${key}2`, value: 'y' },
      ]);
    await write('before');
    ask(['CONFIG', 'SET', 'maxmemory', '1mb']);
    await expect(write('after')).rejects.toMatchObject({ storageProblem: 'shared-store-full', isUncertain: false });
    expect(await database.read('full', ['before', 'after', 'after2'])).toEqual(['x', undefined, undefined]);
    ask(['CONFIG', 'SET', 'maxmemory', '0']);
    await write('after');
    await database.close();
  });

  test('a copy that is only read is named', async () => {
    await using copy = await startRedis(['--replicaof', '127.0.0.1', new URL(redis.uri).port]);
    await expect(openOn(copy.uri)).rejects.toMatchObject({ storageProblem: 'shared-store-read-only' });
  });
});

describe('PostgreSQL', () => {
  let postgres: StoreServer;
  beforeAll(async () => (postgres = await startPostgres()));
  afterAll(() => postgres[Symbol.asyncDispose]());
  const ask = (...statements: string[]): void => {
    const commands = statements.flatMap((statement) => ['-c', statement]);
    execFileSync('/usr/bin/psql', ['-q', '-v', 'ON_ERROR_STOP=1', ...commands, postgres.uri], { stdio: ['ignore', 'ignore', 'pipe'] });
  };

  test('a schema of another program, or of a newer version, keeps it from being used, and stays', async () => {
    ask('CREATE SCHEMA kurrier', 'CREATE TABLE kurrier.theirs ()');
    await expect(openOn(postgres.uri)).rejects.toMatchObject({ storageProblem: 'shared-store-foreign' });
    ask('DROP TABLE kurrier.theirs', 'CREATE TABLE kurrier.store (version integer NOT NULL)', 'INSERT INTO kurrier.store VALUES (2)');
    await expect(openOn(postgres.uri)).rejects.toMatchObject({ storageProblem: 'shared-store-foreign' });
    ask('DROP SCHEMA kurrier CASCADE');
    await (await openOn(postgres.uri)).close();
  });

  test('a database that is only read, a user that may not write, and one that is not known are named', async () => {
    const database = await openOn(postgres.uri);
    ask('ALTER SYSTEM SET default_transaction_read_only = on', 'SELECT pg_reload_conf()');
    await expect
      .poll(() => openOn(postgres.uri).catch((error: unknown) => error))
      .toMatchObject({ storageProblem: 'shared-store-read-only' });
    ask('SET default_transaction_read_only = off', 'ALTER SYSTEM RESET default_transaction_read_only', 'SELECT pg_reload_conf()');
    ask('CREATE ROLE reader LOGIN', 'GRANT USAGE ON SCHEMA kurrier TO reader', 'GRANT SELECT ON ALL TABLES IN SCHEMA kurrier TO reader');
    const reader = await openOn(postgres.uri.replace('kurrier@', 'reader@'));
    await expect(reader.fencedWrite([{ namespace: 'a', key: 'k', value: 'v' }])).rejects.toMatchObject({
      storageProblem: 'shared-store-read-only',
    });
    await reader.close();
    await expect(openOn(postgres.uri.replace('kurrier@', 'nobody@'))).rejects.toMatchObject({ storageProblem: 'shared-store-refuses' });
    await expect(openOn(postgres.uri.replace(/postgres$/, 'nowhere'))).rejects.toMatchObject({ storageProblem: 'shared-store-refuses' });
    await database.close();
  });

  test.each([
    'host=nowhere.invalid',
    'port=1',
    'user=nobody',
    'statement_timeout=0&query_timeout=1',
    'sslcert=/none',
    'options=-c%20fsync=x',
  ])('nothing in the address but its own parts says where the server is or how long it is waited for: %s', async (parameters) => {
    await (await openOn(`${postgres.uri}?${parameters}`)).close();
  });

  test.each(['', '?ssl=0', '?ssl=false', '?ssl=no-verify', '?sslmode=prefer', '?sslmode=allow&uselibpqcompat=true'])(
    'on another computer it is asked without TLS only by sslmode=disable, not by “%s”',
    async (parameters) => {
      // Reaches this computer, and is not one of its names.
      const elsewhere = postgres.uri.replace('127.0.0.1', '0.0.0.0');
      await expect(openOn(elsewhere + parameters)).rejects.toThrow('does not support SSL');
      await (await openOn(`${elsewhere}?sslmode=disable`)).close();
    },
  );

  test('without fsync nothing is sent', async () => {
    await using fast = await startPostgres(['fsync=off']);
    const database = await openOn(fast.uri);
    expect(await database.check()).toMatchObject({ server: expect.stringMatching(/^PostgreSQL \d/), sendingRefusal: 'not-flushed' });
    await database.close();
  });
});
