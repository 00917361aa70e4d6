const countOf = (accounts: number): string => `${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;

/** What `kurrier backup` says. */
export const backupWords = {
  fileNeeded: 'the name of the file that is to be written is needed',
  passphrase: 'Passphrase of the backup: ',
  nothing:
    'There is nothing to back up here: no bridge has kept accounts in this folder. What lies in a shared store (--store) is backed up with its server.',
  exists: (file: string) => `${file} is there already, and stays as it is. Choose another name.`,
  noFile: (file: string) => `${file} is not a file. Choose another name.`,
  changesMeanwhile: 'The bridge changes its keys at this moment. Try again when it is done.',
  written: (file: string) =>
    `Written to ${file}, readable by you alone: accounts with their passwords, outbox, drafts and settings. Only the passphrase opens it.\nMail that is on the servers is not in it, nor are the paired browsers.`,
};

/** What `kurrier restore` says. */
export const restoreWords = {
  none: (folder: string) => `There is no backup of the accounts in ${folder}: one is kept at each start at which the accounts are sound.`,
  row: (number: number, at: string, accounts: number) =>
    `${number}  ${at.replace('T', ' ').replace(/(\d\d)-(\d\d)-(\d\d)-\d+$/, '$1:$2:$3')} UTC  ${countOf(accounts)}`,
  choose: '\n“kurrier restore 1” brings the first one back. What is there now is kept beside it.',
  noSuch: (count: number) => `there are backups 1 to ${count}`,
  notHere: 'this data was last used by another version of Kurrier; restore with that one',
  stopFirst: 'The bridge is running here. Stop it first.',
  doesNotStop: 'The bridge that runs does not end. Restart the computer, then try again. Nothing was changed.',
  done: (accounts: number) => `${countOf(accounts)} restored. Where a password is newer than the backup, it is asked for.`,
  kept: (file: string) => `What was there is kept as ${file}.`,
  inUse: 'There are accounts here already, and nothing was changed. “--replace” puts the backup in their place, and keeps them beside it.',
  replaceWithFile: '--replace is for a backup that is a file',
  passphrase: 'Passphrase of the backup: ',
  refusals: {
    missing: 'There is no such file. Nothing was changed here.',
    'no-backup': 'This is no backup of Kurrier: the file is another one, or its beginning was changed. Nothing was changed here.',
    'too-new': 'This backup is of a newer version of Kurrier. Restore it with that version. Nothing was changed here.',
    'sealed-otherwise': 'This passphrase does not open the backup, or the backup was changed. Nothing was changed here.',
    damaged: 'The backup is damaged: a part of it is missing, or was changed. Nothing was changed here.',
  },
  broughtBack: (createdAt: string) =>
    `Everything is as it was at ${createdAt.slice(0, 16).replace('T', ' ')} UTC. Where a password was changed since, it is asked for.`,
  waiting: (count: number) =>
    count === 1
      ? 'One message was waiting then. It may have been sent meanwhile, so it is not sent by itself; the Outbox shows it.'
      : `${count} messages were waiting then. They may have been sent meanwhile, so they are not sent by themselves; the Outbox shows them.`,
  startIt: 'Start the bridge. Browsers that do not find it have to be paired anew.',
  runsAgain: 'The bridge runs again. Browsers that do not find it have to be paired anew.',
  doesNotRunAgain: 'The bridge does not answer yet; “kurrier doctor” says more.',
};
