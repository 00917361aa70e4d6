/**
 * What keeps the bridge from reading or writing its own files. `store-damaged`: the accounts cannot be read, and nothing is done before they are
 * restored. `store-rebuilding`: what could not be read was put aside, and is being made anew.
 */
export const storageProblems = [
  'disk-full',
  'disk-read-only',
  'disk-failing',
  'files-exhausted',
  'store-busy',
  'store-damaged',
  'store-rebuilding',
] as const;
export type StorageProblem = (typeof storageProblems)[number];
