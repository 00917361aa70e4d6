/** Ends a turn. */
type EndTurn = () => void;

/** Whose turn it is at which mailbox: what is stored of one has one writer, and an account has several connections. */
export interface MailboxLocks {
  /** Takes a turn, or null while another connection has it. */
  tryTake(id: string): EndTurn | null;
  isTaken(id: string): boolean;
  /** Takes a turn as soon as nobody else has it. */
  take(id: string): Promise<EndTurn>;
}

export const createMailboxLocks = (): MailboxLocks => {
  const taken = new Map<string, PromiseWithResolvers<void>>();

  const tryTake = (id: string): EndTurn | null => {
    if (taken.has(id)) return null;
    const turn = Promise.withResolvers<void>();
    taken.set(id, turn);
    return () => {
      if (taken.get(id) !== turn) return;
      taken.delete(id);
      turn.resolve();
    };
  };

  return {
    tryTake,
    isTaken: (id) => taken.has(id),
    async take(id) {
      for (;;) {
        const end = tryTake(id);
        if (end) return end;
        await taken.get(id)?.promise;
      }
    },
  };
};
