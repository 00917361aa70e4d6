import { withFlag } from '../../imap/grammar/flags.ts';
import { containsUid, type UidRanges } from '../../imap/grammar/uid-set.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { fromIndexPage } from '../../mail-store/page-format.ts';

/** Notes in the store that messages have a flag, or have it no more, as the server was told. */
export const setStoredFlag = async (store: MailboxStore, uids: UidRanges, flag: string, isSet: boolean): Promise<void> => {
  const flags = new Map<number, string>();
  for await (const page of store.readIndex())
    for (const line of fromIndexPage(page)) if (containsUid(uids, line.uid)) flags.set(line.uid, withFlag(line.flags, flag, isSet));
  await store.setFlags(flags);
};
