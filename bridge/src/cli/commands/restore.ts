import path from 'node:path';
import { parseArgs } from 'node:util';
import { restoreWords as words } from '@kurrier/shared/words/backup';
import { foldersFor } from '../../main/config.ts';
import { accountsFile, backupsFolder } from '../../main/data/open-accounts-store.ts';
import { readDataVersion } from '../../files/data-version.ts';
import { createBackups } from '../../store/backups.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { explainStorageErrors } from '../backup/describe-refusal.ts';
import { readHidden } from '../read-hidden.ts';
import { restoreFile } from '../backup/restore-file.ts';
import { whileStopped } from '../program/while-stopped.ts';

/** Works on the files themselves, behind the lock of the data folder. */
export const restore: Command = {
  summary:
    'brings back what “backup” wrote, or a backup of the accounts that a good start has kept; without either, lists those. An installed bridge is stopped meanwhile, another one must not run',
  usage: '[NUMBER | FILE [--replace]] [--data DIR]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, replace: { type: 'boolean', default: false } },
    });
    const [choice, ...rest] = positionals;
    if (rest.length > 0) throw new UsageError('one backup at a time');
    const folders = foldersFor(values.data);
    const isFile = choice !== undefined && !/^[\d.]+$/.test(choice);
    if (values.replace && !isFile) throw new UsageError(words.replaceWithFile);
    const problem = await explainStorageErrors(() =>
      isFile
        ? restoreFile(folders, path.resolve(choice), { ...values, askPassphrase: () => readHidden(words.passphrase) })
        : restoreKept(folders.store, values.data, choice),
    );
    if (problem !== null) console.error(`kurrier: ${problem}`);
    return problem === null ? exitCode.ok : exitCode.failed;
  },
};

/** Null, or why nothing was restored. */
const restoreKept = async (store: string, dataDir: string | undefined, choice: string | undefined): Promise<string | null> => {
  const backups = createBackups(backupsFolder(store));
  const found = backups.list();
  if (found.length === 0) return words.none(backupsFolder(store));
  if (choice === undefined) {
    found.forEach(({ at, accounts }, index) => console.log(words.row(index + 1, at, accounts)));
    console.log(words.choose);
    return null;
  }
  const chosen = found[Number(choice) - 1];
  if (!chosen) throw new UsageError(words.noSuch(found.length));
  if (!(await readDataVersion(store)).ok) throw new UsageError(words.notHere);
  return whileStopped(dataDir, async () => {
    const kept = backups.restore(chosen.name, accountsFile(store));
    console.log(words.done(chosen.accounts));
    if (kept !== null) console.log(words.kept(kept));
    return null;
  });
};
