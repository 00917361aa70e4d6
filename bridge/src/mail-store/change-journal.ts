/** What became of stored messages between two revisions, as UIDs: those that came or look otherwise, and those that are gone. */
export interface MessageChanges {
  changed: readonly number[];
  removed: readonly number[];
}

/** Of so many messages the journal knows; who was told longer ago reads the mailbox anew. */
const mostUids = 200;

/** The latest changes of one mailbox, by revision; in memory, and bounded. */
export const createChangeJournal = (knownFrom: number, most = mostUids) => {
  const entries: (MessageChanges & { revision: number })[] = [];
  let start = knownFrom;
  let uids = 0;
  const sizeOf = ({ changed, removed }: MessageChanges): number => changed.length + removed.length;
  return {
    /** Notes what makes this revision of those before it. */
    note(revision: number, changes: Partial<MessageChanges>): void {
      const entry = { revision, changed: changes.changed ?? [], removed: changes.removed ?? [] };
      if (sizeOf(entry) === 0) return;
      entries.push(entry);
      uids += sizeOf(entry);
      while (uids > most) {
        const oldest = entries.shift()!;
        uids -= sizeOf(oldest);
        start = oldest.revision;
      }
    },
    /** From now on nothing is known of what was before this revision. */
    forgetUntil(revision: number): void {
      entries.length = 0;
      uids = 0;
      start = revision;
    },
    /** What became of messages since a revision, each of them once; null where that is not known any more. */
    since(revision: number): MessageChanges | null {
      if (revision < start) return null;
      const fates = new Map<number, keyof MessageChanges>();
      for (const { changed, removed, revision: at } of entries) {
        if (at <= revision) continue;
        for (const uid of changed) fates.set(uid, 'changed');
        for (const uid of removed) fates.set(uid, 'removed');
      }
      const withFate = (wanted: keyof MessageChanges) => [...fates].flatMap(([uid, fate]) => (fate === wanted ? [uid] : []));
      return { changed: withFate('changed'), removed: withFate('removed') };
    },
  };
};
