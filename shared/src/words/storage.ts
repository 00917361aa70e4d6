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
  'shared-store-away': {
    title: 'The shared store does not answer',
    meaning: 'The server that keeps your data could not be reached, or was too slow. What it had stored before is as it was.',
    step: 'See that the server runs and that this computer reaches it. The bridge tries again by itself.',
  },
  'shared-store-full': {
    title: 'The shared store is full',
    meaning: 'The server that keeps your data takes nothing more. What it had stored before is as it was.',
    step: 'Give the server more memory or room on its disk, then try again.',
  },
  'store-half-copied': {
    title: 'A copy into this store was cut short',
    meaning: 'Only a part of what was to be copied is there, so that passwords or messages may be missing. Nothing was changed.',
    step: 'Run the same “kurrier store copy” again: it goes on where it was.',
  },
  'shared-store-read-only': {
    title: 'The shared store cannot be written to',
    meaning: 'The server that keeps your data lets the bridge read only: it is a copy of another server, or the user may not write.',
    step: 'Name the server that can be written to, or give the user the right to.',
  },
  'shared-store-refuses': {
    title: 'The shared store refuses the sign-in',
    meaning: 'The server that keeps your data does not take this user, password or database.',
    step: 'Correct the address in the file that --store names.',
  },
  'shared-store-untrusted': {
    title: 'The shared store’s certificate cannot be trusted',
    meaning:
      'The server that keeps your data shows a certificate of another name, an outdated one, or one that no authority known here vouches for. Nothing was sent to it, no password either.',
    step: 'If the authority is your own, name its certificate with --ca FILE. Otherwise correct the address in the file that --store names, or the server’s certificate.',
  },
  'shared-store-unfit': {
    title: 'The shared store is of a kind that does not fit',
    meaning: 'Redis 6 or newer on its own, or PostgreSQL 13 or newer, can be used.',
    step: 'Use another server, or a newer version of it.',
  },
  'shared-store-foreign': {
    title: 'The shared store holds what is not Kurrier’s',
    meaning:
      'Under the name that Kurrier uses there lies what another program, or a newer version of Kurrier, has written. Nothing was changed.',
    step: 'Use a database of its own for Kurrier, or install the newest version.',
  },
  'shared-store-not-durable': {
    title: 'Sending is off with this store',
    meaning:
      'The shared store may forget what it was just told, or does not say whether it does. A message could then be sent twice, so none is sent. Receiving works.',
    step: 'Set “appendonly yes”, “appendfsync always” and “maxmemory-policy noeviction” in Redis, or “fsync = on” in PostgreSQL, and start the bridge again.',
  },
  'held-elsewhere': {
    title: 'Another bridge works on this',
    meaning: 'The store is shared, and another bridge has this now. Nothing was changed here.',
    step: 'Do it there, or stop that bridge: this one takes over within fifteen seconds.',
  },
};
