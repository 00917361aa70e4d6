/** Mailboxes that are larger take their turn as much less often. */
const smallMailbox = 5_000;
/** More messages than these are not looked at in one round. */
const messagesPerRound = 10_000;
const pauseMs = 20_000;
const longPauseMs = 60_000;
/** With rounds a minute apart at most, what changed is seen within 90 s; a search goes over all messages of a mailbox on the server. */
const searchPauseMs = 30_000;
/** So many mailboxes are searched in a round in any case, and so many at most; in between as many as take this long. */
const searchesPerRound = { least: 8, most: 64 };
const searchingMs = 3_000;

/** A mailbox that is as it was by all numbers. */
export interface Quiet {
  id: string;
  messages: number;
  /** How many unread messages the server counts, and are stored. */
  unseen: { told: number; stored: number };
}

/** Decides, where only looking tells of changed flags (no CONDSTORE), at which mailboxes to look in this round. */
export interface FlagComparisonTurns {
  /**
   * The ids of those whose turn it is: first those whose unread messages are more or fewer than what is stored, then those that nobody
   * looked at for longest.
   */
  take(quiet: readonly Quiet[], now: number): Set<string>;
  /** Of those whose turn it is not, the ids of some that are to be asked about by SEARCH; those first that waited longest. */
  takeSearched(quiet: readonly Quiet[], now: number): Set<string>;
  /** How long one took to be searched. */
  noteSearched(tookMs: number): void;
  /** It was looked at for another reason. */
  note(id: string, now: number): void;
}

export const createFlagComparisonTurns = (): FlagComparisonTurns => {
  const lookedAt = new Map<string, number>();
  const searchedAt = new Map<string, number>();
  /** What one takes, the newest counting most. */
  let usualMs = Infinity;
  const waitedFor = ({ id }: Quiet, now: number): number => now - (lookedAt.get(id) ?? -Infinity);
  const differs = ({ unseen }: Quiet): boolean => unseen.told !== unseen.stored;
  return {
    take(quiet, now) {
      const due = quiet
        .filter(
          (mailbox) =>
            mailbox.messages > 0 && waitedFor(mailbox, now) >= Math.max(pauseMs, (mailbox.messages / smallMailbox) * longPauseMs),
        )
        .filter((mailbox) => differs(mailbox) || mailbox.messages <= smallMailbox)
        .sort((a, b) => Number(differs(b)) - Number(differs(a)) || waitedFor(b, now) - waitedFor(a, now));
      const taken = new Set<string>();
      let room = messagesPerRound;
      for (const { id, messages } of due) {
        if (taken.size > 0 && messages > room) continue;
        room -= messages;
        taken.add(id);
        lookedAt.set(id, now);
      }
      return taken;
    },
    takeSearched(quiet, now) {
      const waited = ({ id }: Quiet): number => now - Math.max(searchedAt.get(id) ?? -Infinity, lookedAt.get(id) ?? -Infinity);
      const due = quiet
        .filter((mailbox) => mailbox.messages > 0 && waited(mailbox) >= searchPauseMs)
        .sort((a, b) => waited(b) - waited(a))
        .slice(0, Math.min(searchesPerRound.most, Math.max(searchesPerRound.least, Math.floor(searchingMs / usualMs))));
      for (const { id } of due) searchedAt.set(id, now);
      return new Set(due.map(({ id }) => id));
    },
    noteSearched(tookMs) {
      usualMs = usualMs === Infinity ? tookMs : usualMs + (tookMs - usualMs) / 4;
    },
    note: (id, now) => void lookedAt.set(id, now),
  };
};
