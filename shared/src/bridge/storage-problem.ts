/**
 * What keeps the bridge from reading or writing its own files. `store-damaged`: the accounts cannot be read, and nothing is done before
 * they are restored. `store-rebuilding`: what could not be read was put aside, and is being made anew. `outbox-damaged`: nothing is sent
 * until the bridge starts again, which puts the file aside.
 */
export const storageProblems = [
  'disk-full',
  'disk-read-only',
  'disk-failing',
  'files-exhausted',
  'store-busy',
  'store-damaged',
  'store-rebuilding',
  'outbox-damaged',
] as const;
export type StorageProblem = (typeof storageProblems)[number];
