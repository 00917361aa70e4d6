/** The parts of a backup, by the names that they have in the data folder; the key of the vault stands beside them here alone. */
export const partNames = {
  accounts: 'accounts.sqlite',
  outbox: 'outbox.sqlite',
  vault: 'vault.json',
  vaultKey: 'vault.key',
  dataVersion: 'data.json',
  oauthClients: 'oauth-clients.json',
} as const;

/** The folders of long messages: of the outbox, and of drafts. */
export const spoolFolders = ['outbox', 'drafts'] as const;

const names = new Set<string>(Object.values(partNames));
const spooled = new RegExp(`^(?:${spoolFolders.join('|')})/[\\w-]{1,100}\\.eml$`);

/** Whether a backup has a part of this name: nothing else is ever written to a disk. */
export const isPartName = (name: string): boolean => names.has(name) || spooled.test(name);
