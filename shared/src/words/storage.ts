import type { StorageProblem } from '../bridge/storage-problem.ts';

/** Titles, meanings and next steps where the bridge cannot read or write its own files. */
export const storageWords: Record<StorageProblem, { title: string; meaning: string; step: string; command?: string }> = {
  'disk-full': {
    title: 'The disk is full',
    meaning: 'The bridge could not store this. What it had stored before is as it was.',
    step: 'Make room on the disk of this computer, then try again.',
  },
  'disk-read-only': {
    title: 'The data folder cannot be written to',
    meaning: 'The bridge may not write there: the folder or its disk is read-only, belongs to somebody else, or is not there any more.',
    step: 'Make the folder writable for you, then try again.',
  },
  'disk-failing': {
    title: 'The disk reports an error',
    meaning: 'Reading or writing the bridge’s files failed at the disk itself, or your share of it is used up.',
    step: 'Make a copy of the data folder, and have the disk checked.',
  },
  'files-exhausted': {
    title: 'Too many files are open',
    meaning: 'The system gives the bridge no more files and connections for now.',
    step: 'Close other programs, then try again. If it stays so, start the bridge again.',
  },
  'store-busy': {
    title: 'Another program holds the data',
    meaning: 'A program on this computer, perhaps one that makes backups, keeps the bridge’s files locked.',
    step: 'Wait until it is done, then try again.',
  },
  'store-damaged': {
    title: 'The accounts cannot be read',
    meaning:
      'Their file is damaged, empty or gone. The bridge left it as it is, and does nothing until the accounts are back: your mail is kept.',
    step: 'Stop the bridge, restore the accounts from its own backup, and start it again:',
    command: 'npm run -s kurrier -- restore',
  },
  'store-rebuilding': {
    title: 'Stored mail was damaged',
    meaning: 'Its file could not be read any more. It was put aside, and what the server has is fetched again.',
    step: 'Try again in a moment.',
  },
  'outbox-damaged': {
    title: 'The outbox cannot be read',
    meaning: 'Its file is damaged. Nothing is sent from it, so that nothing is sent twice.',
    step: 'Start the bridge again: it keeps the file and begins an empty outbox. What waited there has to be written again; look into Sent first.',
  },
};
