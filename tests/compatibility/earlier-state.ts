import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/earlier');

/** The commits of which there is something to open. */
export const earlierCommits: readonly string[] = readdirSync(fixtures).filter((name) => !name.endsWith('.md'));

/** The account, mailbox user and password of what the earlier commits made. */
export const earlier = { host: 'mail.test', user: 'ada@mail.test', password: 'canary horse battery ', label: 'Work' };

/** Unpacks what a commit left of one kind into a folder. */
export const unpackEarlier = (commit: string, kind: 'data' | 'chromium' | 'firefox', folder: string): void => {
  execFileSync('tar', ['xzf', path.join(fixtures, commit, `${kind}.tar.gz`), '-C', folder]);
};

/** The data folder of a bridge of that commit as if it had been stopped a moment ago: what ages by itself would be gone some day. */
export const createEarlierData = (commit: string): { dataDir: string } & Disposable => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-earlier-'));
  unpackEarlier(commit, 'data', dataDir);
  const devices = path.join(dataDir, 'keys/devices.json');
  const made = Number(/"lastUsedAt": (\d+)/.exec(readFileSync(devices, 'utf8'))![1]);
  const isOfThen = (time: number) => Math.abs(time - made) < 3 * dayMs;
  const passed = Date.now() - made;
  const move = (text: string) =>
    text.replaceAll(/(?<!\d)\d{13}(?!\d)/g, (digits) => (isOfThen(Number(digits)) ? String(Number(digits) + passed) : digits));
  /** The outbox names messages by when they were accepted, in base 36. */
  const moveKey = (key: string) =>
    key.replace(/:([0-9a-z]{9})-/, (whole, digits: string) => {
      const time = Number.parseInt(digits, 36);
      return isOfThen(time) ? `:${(time + passed).toString(36).padStart(9, '0')}-` : whole;
    });
  writeFileSync(devices, move(readFileSync(devices, 'utf8')));
  for (const name of ['accounts', 'mail', 'outbox']) {
    const database = new DatabaseSync(path.join(dataDir, `store/${name}.sqlite`));
    const update = database.prepare('UPDATE entries SET key = ?, value = ? WHERE id = ?');
    for (const { id, key, value } of database.prepare('SELECT id, key, value FROM entries').all())
      update.run(moveKey(String(key)), move(String(value)), id!);
    database.close();
  }
  return { dataDir, [Symbol.dispose]: () => rmSync(dataDir, { recursive: true, force: true }) };
};

const dayMs = 24 * 60 * 60_000;
