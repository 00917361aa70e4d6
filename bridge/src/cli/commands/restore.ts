import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeStorageProblem } from '@kurrier/shared/words/command-line';
import { restoreWords } from '@kurrier/shared/words/restore';
import { readDataVersion } from '../../files/data-version.ts';
import { takeLock } from '../../files/lock-file.ts';
import { foldersFor } from '../../main/config.ts';
import { accountsFile, backupsFolder } from '../../main/open-accounts-store.ts';
import { refuseStorage } from '../../main/refuse-storage.ts';
import { createBackups } from '../../store/backups.ts';
import { exitCode, UsageError, type Command } from '../command.ts';

/** Works on the files themselves, behind the lock of the data folder: a bridge that runs there keeps it from that. */
export const restore: Command = {
  summary: 'lists the backups of the accounts that the last good starts have kept, or brings one back; the bridge must not run',
  usage: '[NUMBER] [--data DIR]',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' } } });
    const { store } = foldersFor(values.data);
    try {
      return await restoreFrom(store, positionals[0]);
    } catch (error) {
      const refused = refuseStorage(error);
      if (!refused.ok) console.error(`kurrier: ${describeStorageProblem(refused.failure.problem)} (${refused.failure.detail})`);
      return exitCode.failed;
    }
  },
};

const restoreFrom = async (store: string, choice: string | undefined): Promise<number> => {
  const backups = createBackups(backupsFolder(store));
  const found = backups.list();
  if (found.length === 0) {
    console.error(restoreWords.none(backupsFolder(store)));
    return exitCode.failed;
  }
  if (choice === undefined) {
    found.forEach(({ at, accounts }, index) => console.log(restoreWords.row(index + 1, at, accounts)));
    console.log(restoreWords.choose);
    return exitCode.ok;
  }
  const chosen = found[Number(choice) - 1];
  if (!chosen) throw new UsageError(restoreWords.noSuch(found.length));
  const version = await readDataVersion(store);
  if (!version.ok) throw new UsageError(restoreWords.notHere);
  const lock = await takeLock(path.join(store, 'bridge.lock'), () => Promise.resolve(true));
  if (!lock.ok) {
    console.error(restoreWords.stopFirst);
    return exitCode.failed;
  }
  try {
    const kept = backups.restore(chosen.name, accountsFile(store));
    console.log(restoreWords.done(chosen.accounts));
    if (kept !== null) console.log(restoreWords.kept(kept));
    return exitCode.ok;
  } finally {
    await lock.value.release();
  }
};
