const countOf = (accounts: number): string => `${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;

/** What `kurrier restore` says. */
export const restoreWords = {
  none: (folder: string) => `There is no backup of the accounts in ${folder}: one is kept at each start at which the accounts are sound.`,
  row: (number: number, at: string, accounts: number) =>
    `${number}  ${at.replace('T', ' ').replace(/(\d\d)-(\d\d)-(\d\d)-\d+$/, '$1:$2:$3')} UTC  ${countOf(accounts)}`,
  choose: '\n“kurrier restore 1” brings the first one back. What is there now is kept beside it.',
  noSuch: (count: number) => `there are backups 1 to ${count}`,
  notHere: 'this data was last used by another version of Kurrier; restore with that one',
  stopFirst: 'The bridge is running here. Stop it first.',
  done: (accounts: number) =>
    `${countOf(accounts)} restored. Start the bridge again; where a password is newer than the backup, it asks for it.`,
  kept: (file: string) => `What was there is kept as ${file}.`,
};
