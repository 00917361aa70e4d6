import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createSpool } from '../../send/outbox/spool.ts';
import { writeDataVersion } from '../../files/data-version.ts';
import { writeAtomic } from '../../files/write-atomic.ts';
import { copyDatabase } from '../../store/copy-database.ts';
import { openSqliteDatabase } from '../../store/shared/sqlite-database.ts';
import type { CopyEntry, CopyPlace, LongMessage } from './copy-place.ts';
import { groupOutbox } from './group-outbox.ts';

const vaultKey = 'vault.json';
const files = ['accounts', 'mail', 'outbox'] as const;
type FileName = (typeof files)[number];

/** In which database of a data folder a name space of a shared store lies. */
const fileOf = (namespace: string): FileName => {
  if (namespace.startsWith('mail:') || namespace === 'changes') return 'mail';
  return namespace.startsWith('outbox:') || namespace === 'aliases' || namespace === 'drafts' ? 'outbox' : 'accounts';
};
const isOutbox = (namespace: string): boolean => namespace.startsWith('outbox:');

/**
 * The databases of a data folder as one side of a copy. `scratch`: a folder into which they are copied first, so that nothing is written
 * where they lie; null to write into them.
 */
export const openFolderCopy = (folder: string, scratch: string | null): CopyPlace => {
  const where = scratch ?? folder;
  mkdirSync(where, { recursive: true, mode: 0o700 });
  if (scratch !== null) {
    for (const name of files) {
      const file = path.join(folder, `${name}.sqlite`);
      if (existsSync(file)) copyDatabase(file, path.join(scratch, `${name}.sqlite`));
    }
    if (existsSync(path.join(folder, vaultKey))) copyFileSync(path.join(folder, vaultKey), path.join(scratch, vaultKey));
  }
  const databases = Object.fromEntries(files.map((name) => [name, openSqliteDatabase(path.join(where, `${name}.sqlite`))])) as Record<
    FileName,
    ReturnType<typeof openSqliteDatabase>
  >;
  const spool = createSpool(path.join(folder, 'outbox'));
  let outbox: ReturnType<typeof groupOutbox> | undefined;
  const grouped = () => (outbox ??= groupOutbox(databases.outbox));
  const changed = (): void => (outbox = undefined);
  let slot = 0;

  const readVault = async (): Promise<CopyEntry[]> => {
    const file = path.join(where, vaultKey);
    return existsSync(file) ? [[vaultKey, JSON.stringify({ value: await readFile(file, 'utf8') })]] : [];
  };
  const writeVault = async ([entry]: readonly CopyEntry[]): Promise<void> => {
    if (entry) await writeAtomic(path.join(where, vaultKey), (JSON.parse(entry[1]) as { value: string }).value);
  };

  return {
    address: folder,
    isShared: false,
    async namespaces() {
      const own = await Promise.all(files.map((name) => databases[name].namespaces()));
      const accounts = [...(await grouped()).keys()].map((accountId) => `outbox:${accountId}`);
      const vault = (await readVault()).length > 0 ? ['vault'] : [];
      return [...own.flat().filter((name) => name !== 'mail' && name !== 'outbox'), ...accounts, ...vault];
    },
    async *walk(namespace) {
      if (namespace === 'vault') yield await readVault();
      else if (!isOutbox(namespace)) yield* databases[fileOf(namespace)].walk(namespace);
      else
        for (const key of (await grouped()).get(namespace.slice('outbox:'.length)) ?? []) {
          const [value] = await databases.outbox.read('outbox', [key]);
          if (value !== undefined) yield [[key, value]];
        }
    },
    async write(namespace, entries) {
      if (namespace === 'vault') return writeVault(entries);
      const isSplit = isOutbox(namespace);
      if (isSplit) changed();
      const nameOf = (key: string): string => (isSplit && key.startsWith('begun:') ? `begun:${slot++}` : key);
      await databases[fileOf(namespace)].fencedWrite(
        entries.map(([key, value]) => ({ namespace: isSplit ? 'outbox' : namespace, key: nameOf(key), value })),
      );
    },
    async clear(namespace) {
      if (namespace === 'vault') return;
      if (!isOutbox(namespace)) return databases[fileOf(namespace)].clear(namespace);
      const keys = (await grouped()).get(namespace.slice('outbox:'.length)) ?? [];
      changed();
      await databases.outbox.fencedWrite(keys.map((key) => ({ namespace: 'outbox', key, value: null })));
    },
    async longMessages() {
      const stored = path.join(folder, 'outbox');
      const ids = new Set(existsSync(stored) ? readdirSync(stored).map((name) => name.replace(/\.eml$/, '')) : []);
      const found: LongMessage[] = [];
      for (const [accountId, keys] of await grouped())
        for (const key of keys) {
          const id = /^record:[^-]+-(.+)$/.exec(key)?.[1];
          if (id !== undefined && ids.has(id)) found.push({ accountId, id });
        }
      return found;
    },
    readLong: ({ id }) => spool.read(id),
    async keepLong({ id }, content) {
      await spool.keep(id, content);
    },
    async finish() {
      const owners = (await databases.mail.namespaces()).flatMap((name) => /^mail:([^:]+)$/.exec(name)?.[1] ?? []);
      await databases.mail.fencedWrite([{ namespace: 'mail', key: 'accounts', value: JSON.stringify({ value: owners }) }]);
      await writeDataVersion(folder);
    },
    async close() {
      for (const name of files) await databases[name].close();
    },
  };
};
