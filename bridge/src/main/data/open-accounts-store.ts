import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../async/report.ts';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import { createBackups, type Backups } from '../../store/backups.ts';
import { openEmptyStore, openStore, type Store } from '../../store/open-store.ts';
import type { RecordStore } from '../../store/record-store.ts';

export interface AccountsStore {
  store: RecordStore;
  backups: Pick<Backups, 'forgetAccount' | 'clear'>;
  /** Backs up what is stored, if it is sound and another than the newest backup: to be done before anything is changed. */
  keepBackup: () => void;
  /** The store on the disk cannot be read, and was left as it is: this one is empty, and nothing must be concluded from that. */
  isDamaged: boolean;
}

/** Where stored mail, the accounts and their backups lie in a data folder. */
export const mailFile = (folder: string): string => path.join(folder, 'mail.sqlite');
export const accountsFile = (folder: string): string => path.join(folder, 'accounts.sqlite');
/** Says in a store that a copy into it was begun and not ended, and of what: until then nothing must work with it. */
export const copyMark = { namespace: 'copying', key: 'from' } as const;
export const backupsFolder = (folder: string): string => path.join(folder, 'backups');

/**
 * Opens the accounts' store. One that is damaged, and one that is empty or gone although a
 * bridge has run here before, stays as it is. Throws what else keeps it from being opened.
 */
export const openAccountsStore = (folder: string, report: Report): AccountsStore => {
  const backups = createBackups(backupsFolder(folder));
  // The vault is made after the store, at the same first start.
  const mustExist = existsSync(path.join(folder, 'vault.json'));
  try {
    const store = openStore({ file: accountsFile(folder), durability: 'full', isChecked: true, mustExist });
    return { store, backups, isDamaged: false, keepBackup: () => mustExist && makeBackup(store, backups, report) };
  } catch (error) {
    if (storageProblemOf(error) !== 'store-damaged') throw error;
    report('the accounts cannot be read', error);
    return { store: openEmptyStore(), backups, isDamaged: true, keepBackup: () => undefined };
  }
};

/** A backup that cannot be made is no reason not to start. */
const makeBackup = (store: Store, backups: Backups, report: Report): void => {
  try {
    backups.make(store);
  } catch (error) {
    report('no backup of the accounts could be made', error);
  }
};
