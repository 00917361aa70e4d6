import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { messageKey } from '../message-key.ts';

/** A message as it is acted on: a row of a list, or no more than where it lies where the row is not here. */
export type ActedOn = Pick<MessageRow, 'ref' | 'subject'> & Partial<MessageRow>;

/** Where messages go: by what a mailbox is for, or to one that was picked. */
export type Destination = { kind: 'trash' } | { kind: 'archive' | 'junk' | 'inbox' } | { kind: 'mailbox'; mailboxId: string; name: string };

/** Messages that were sent off together, and can still be kept. */
export interface HeldMove {
  id: number;
  rows: readonly ActedOn[];
  destination: Destination;
}

export interface HeldMoves {
  /** The newest first. */
  moves: ReadonlySignal<readonly HeldMove[]>;
  /** Waits, and then gives what was not kept meanwhile. */
  hold: (rows: readonly ActedOn[], destination: Destination) => Promise<readonly ActedOn[]>;
  /** Takes back a move, or one message of it, and gives what is kept. */
  keep: (move: HeldMove, row?: ActedOn) => readonly ActedOn[];
  /** Ends every wait. */
  flush: () => void;
}

/** How long a message can be kept that was moved or deleted. */
const keepMs = 5000;

/** Moves that wait, so that they can be undone: the server has no undo. Each waits for itself, however quickly one follows the other. */
export const createHeldMoves = (sleep: (ms: number, signal: AbortSignal) => Promise<void>): HeldMoves => {
  const moves = signal<readonly HeldMove[]>([]);
  const waits = new Map<number, AbortController>();
  let lastId = 0;
  const release = (id: number): void => {
    moves.value = moves.value.filter((move) => move.id !== id);
  };
  return {
    moves,
    async hold(rows, destination) {
      const id = ++lastId;
      const wait = new AbortController();
      waits.set(id, wait);
      moves.value = [{ id, rows, destination }, ...moves.value];
      await sleep(keepMs, wait.signal);
      waits.delete(id);
      const left = moves.value.find((move) => move.id === id)?.rows ?? [];
      release(id);
      return left;
    },
    keep({ id }, row) {
      const move = moves.value.find((known) => known.id === id);
      if (!move) return [];
      const left = row ? move.rows.filter(({ ref }) => messageKey(ref) !== messageKey(row.ref)) : [];
      if (left.length === move.rows.length) return [];
      if (left.length === 0) {
        release(id);
        waits.get(id)?.abort();
      } else moves.value = moves.value.map((known) => (known === move ? { ...move, rows: left } : known));
      return row ? [row] : move.rows;
    },
    flush: () => {
      for (const wait of waits.values()) wait.abort();
    },
  };
};
