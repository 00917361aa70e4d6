import type { MailboxStore } from '../mail-store/mailbox-store.ts';
import { fromIndexPage } from '../mail-store/page-format.ts';
import type { TextEntry } from './text-directory.ts';

/** A message whose text is not at hand yet. */
export interface WantedText {
  uid: number;
  receivedAt: number;
}

export interface TextWindow {
  /** Messages that came before it are left out. */
  since: number;
  entries: ReadonlyMap<number, TextEntry>;
  /** Messages that are not to be asked for. */
  skipped: ReadonlySet<number>;
  /** More are not named at once. */
  most: number;
}

/**
 * The newest messages of a mailbox whose texts are to be fetched. Looks at pages from the newest UIDs on, and no further than one in which
 * all came before the window: what was filed late with an old date lies among new UIDs, not the other way round.
 */
export const planTexts = async (store: MailboxStore, { since, entries, skipped, most }: TextWindow): Promise<WantedText[]> => {
  const wanted: WantedText[] = [];
  for (const page of store.pages().toReversed()) {
    const recent = fromIndexPage(await store.readPage(page)).filter(({ receivedAt }) => receivedAt >= since);
    if (recent.length === 0) break;
    for (const { uid, receivedAt } of recent.toReversed())
      if (wanted.length < most && !entries.has(uid) && !skipped.has(uid)) wanted.push({ uid, receivedAt });
    if (wanted.length >= most) break;
  }
  return wanted;
};
