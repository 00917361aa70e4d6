/**
 * What keeps the bridge from reading or writing its own files. `store-damaged`: the accounts cannot be read, and nothing is done before
 * they are restored. `store-rebuilding`: what could not be read was put aside, and is being made anew. `outbox-damaged`: nothing is sent
 * until the bridge starts again, which puts the file aside. `store-half-copied`: a copy into it was cut short, and what is there is a part.
 * What begins with `shared-store` is about a store on a server: `away` does not answer, or too late; `refuses` the name or password;
 * `untrusted` shows a certificate that nobody who is trusted vouches for; `unfit` is too old or another kind; `foreign` holds what is not
 * ours; `not-durable` may lose what it said it has. `held-elsewhere`: another bridge works on this now.
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
  'store-half-copied',
  'shared-store-away',
  'shared-store-full',
  'shared-store-read-only',
  'shared-store-refuses',
  'shared-store-untrusted',
  'shared-store-unfit',
  'shared-store-foreign',
  'shared-store-not-durable',
  'held-elsewhere',
] as const;
export type StorageProblem = (typeof storageProblems)[number];
