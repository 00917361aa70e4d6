import path from 'node:path';
import { Secret } from '@kurrier/shared/secret';
import { restoreWords as words } from '@kurrier/shared/words/backup';
import { isInUse, restoreParts } from '../../backup/restore-parts.ts';
import { unpackBackup } from '../../backup/read-backup.ts';
import { partNames } from '../../backup/part-names.ts';
import { readDataVersion } from '../../files/data-version.ts';
import { preparePrivateDirectory } from '../../files/private-file.ts';
import { createScratchFolder } from '../../files/scratch-folder.ts';
import type { Folders } from '../../main/config.ts';
import { markWaitingUnknown } from '../../send/outbox/mark-waiting-unknown.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import { openStore } from '../../store/open-store.ts';
import { openSystemKeyring } from '../../vault/system-keyring.ts';
import { describeRefusal } from './describe-refusal.ts';
import { whileStopped } from '../program/while-stopped.ts';

/**
 * Brings back a file that `kurrier backup` wrote. Null, or why nothing was restored: everything is unpacked and looked at before anything
 * that is there is moved, and what is moved is kept.
 */
export const restoreFile = async (
  { store, keys }: Folders,
  file: string,
  { data, replace, askPassphrase }: { data?: string; replace: boolean; askPassphrase: () => Promise<string> },
): Promise<string | null> => {
  for (const folder of [store, keys]) {
    const prepared = await preparePrivateDirectory(folder);
    if (!prepared.ok) return describeRefusal(prepared.failure);
  }
  const version = await readDataVersion(store);
  if (!version.ok) return describeRefusal(version.failure);
  if (isInUse(store) && !replace) return words.inUse;
  const passphrase = new Secret(await askPassphrase());
  return whileStopped(data, async () => {
    await using scratch = await createScratchFolder(store);
    const unpacked = await unpackBackup(file, passphrase, scratch.path);
    if (!unpacked.ok) return words.refusals[unpacked.failure];
    const waiting = await openUnpacked(scratch.path);
    const kept = await restoreParts({ unpacked: scratch.path, store, keys, openKeyring: openSystemKeyring });
    if (!kept.ok) return kept.failure.kind === 'damaged' ? words.refusals.damaged : describeRefusal(kept.failure);
    console.log(words.broughtBack(unpacked.value.createdAt));
    if (waiting > 0) console.log(words.waiting(waiting));
    for (const name of kept.value) console.log(words.kept(name));
    return null;
  });
};

/** Opens each database once, so that a damaged one is found before it is in its place; answers how many messages were waiting. */
const openUnpacked = async (folder: string): Promise<number> => {
  const open = (name: string) => openStore({ file: path.join(folder, name), durability: 'full', isChecked: true });
  open(partNames.accounts).close();
  const outbox = open(partNames.outbox);
  try {
    return await markWaitingUnknown(createDurableNamespace(outbox, 'outbox'), Date.now());
  } finally {
    outbox.close();
  }
};
