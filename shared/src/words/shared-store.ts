/** What is said of the file that names a shared store. */
export const storeFileWords = {
  notPrivate: (path: string, mend: string) => `others can reach ${path}, in which a password stands; this mends it: ${mend}`,
  missing: (path: string) => `there is no file ${path}`,
  'not-a-uri': (path: string) =>
    `${path} has to be one line that begins with redis://, rediss:// or postgres://, with each special character of a password written as % and its code`,
  keyFileAlone: '--key-file goes with --store; without a store of several bridges the key lies where it belongs',
};

/** What `kurrier rotate` says of a store that others use, too. */
export const rotateWords = {
  otherBridges:
    'other bridges use this store, and would go on with the former key. Stop them, run this again, bring the new key to their computers, and start them. Nothing was changed',
};

/** What `kurrier store copy` says. */
export const copyWords = {
  usage: 'it is “store copy --from … --to …”, each a data folder or a file with the address of a store',
  same: '--from and --to are the same',
  at: (namespace: string) => `copying ${namespace}`,
  inUse: (place: string) => `a bridge runs on ${place}; stop it first`,
  nothingThere: (folder: string) => `there is no data of a bridge in ${folder}`,
  notPrivate: (path: string, mend: string) => `others can reach ${path}; this mends it: ${mend}`,
  outboxDamaged: 'the outbox cannot be read as a whole. Start the bridge once on that folder, which puts aside what is damaged, then copy',
  handedOver:
    'something that was done at one bridge waits there for another to carry it out. Start a bridge on the store until nothing waits in its Dashboard, stop it, and copy then. Nothing was copied',
  notEmpty: 'something is in the target already. Choose an empty one: nothing of it was changed',
  otherCopy: (from: string) => `the target holds the beginning of a copy of ${from}. Go on with that one, or choose an empty target`,
  differs: (namespace: string) =>
    `what arrived of ${namespace} is not what was sent: something else writes into one of them. The source is as it was; run the same command again to go on`,
  done: ({ namespaces, records, longMessages, already }: Record<'namespaces' | 'records' | 'longMessages' | 'already', number>) =>
    `Copied and compared: ${records} records in ${namespaces} groups${already > 0 ? `, ${already} of them from before` : ''}, ${longMessages} long messages. The source is as it was. The key of the passwords is no part of it: bring vault.key along, or know the passphrase.`,
};

/** The store of several bridges, in the settings. */
export const sharedStoreWords = {
  title: 'Shared store',
  hint: 'Several bridges keep accounts and mail on one server. Passwords lie there sealed; senders, subjects and messages can be read by whoever runs it.',
  where: (server: string, address: string) => `${server} at ${address}`,
  shares: (bridges: number, own: number, accounts: number) =>
    `${bridges === 1 ? 'This bridge alone' : `${bridges} bridges`} at work; this one has ${own} of ${accounts} ${accounts === 1 ? 'account' : 'accounts'}.`,
  refused: (count: number) =>
    count === 1
      ? 'Once the store refused what this bridge wanted to write, because another had taken the account over.'
      : `${count} times the store refused what this bridge wanted to write, because another had taken the account over.`,
  good: 'It answers, and messages can be sent from it.',
};
