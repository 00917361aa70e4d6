import { AddedEvent, type BridgeEvent } from '@kurrier/shared/api/events';

export interface EventLog {
  publish(event: BridgeEvent): void;
  /** The cursor after which only later events come. */
  cursor(): number;
  /** Tells every event from now on, in this process; the answer ends that. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
  /** Whether somebody asked for such events lately: what nobody hears need not be made. */
  isAskedFor(type: AddedEvent): boolean;
  /** Ends every wait without an event, also one that is about to begin: something changed that each answer says anew. */
  wake(): void;
  /** Events after `cursor`, of the added ones only what is asked for; where there are none, waits up to `waitMs` for the next one. */
  since(
    request: { cursor: number; waitMs: number; also?: readonly AddedEvent[] | undefined },
    signal?: AbortSignal,
  ): Promise<{ events: BridgeEvent[]; cursor: number; missed: boolean }>;
}

/** Who listens asks again at the end of each wait; some time is for a page that was hidden for a moment. */
const askedForMs = 60_000;

/** Rows of changed messages that are kept in all. */
const mostRows = 500;

/**
 * The bridge's one event log, in memory and bounded. Of an account's sync, which is told of twice a second and names every mailbox, only
 * the newest is kept; of changed messages the latest: who misses one sees by its revision that it must read the list. Cursors grow across
 * restarts, because counting starts at the clock: a cursor of an earlier process lies before everything that is kept, and is answered with
 * `missed`.
 */
export const createEventLog = ({ capacity = 1000, now = Date.now }: { capacity?: number; now?: () => number } = {}): EventLog => {
  const kept: { at: number; event: BridgeEvent }[] = [];
  let end = now() * 1000;
  /** Everything from here on is kept, or stands in a newer event. */
  let start = end;
  const waiting = new Set<(event?: BridgeEvent) => void>();
  const listeners = new Set<(event: BridgeEvent) => void>();
  const askedAt = new Map<AddedEvent, number>();
  let rows = 0;

  const read = (cursor: number, isWanted: (event: BridgeEvent) => boolean) => {
    const missed = cursor < start || cursor > end;
    const told = missed ? [] : kept.filter(({ at, event }) => at >= cursor && isWanted(event));
    return { events: told.map(({ event }) => event), cursor: end, missed };
  };
  /** Drops the oldest such event; false: there is none. */
  const drop = (isDropped: (event: BridgeEvent) => boolean): boolean => {
    const at = kept.findIndex(({ event }) => isDropped(event));
    if (at < 0) return false;
    rows -= sizeOf(kept[at]!.event);
    kept.splice(at, 1);
    return true;
  };

  return {
    publish(event) {
      if (event.type === 'sync.changed') drop((other) => other.type === 'sync.changed' && other.sync.accountId === event.sync.accountId);
      if (event.type === 'account.removed') while (drop((other) => isMessagesOf(other, event.accountId)));
      kept.push({ at: end, event });
      rows += sizeOf(event);
      end += 1;
      for (let isOver = rows > mostRows; isOver; isOver = rows > mostRows) drop(({ type }) => type === 'messages.changed');
      if (kept.length > capacity) {
        start = kept[0]!.at + 1;
        drop(() => true);
      }
      for (const wake of waiting) wake(event);
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cursor: () => end,
    isAskedFor: (type) => now() - (askedAt.get(type) ?? -Infinity) < askedForMs,
    wake() {
      // Who is just between two waits must not sleep over it: its cursor is an old one now.
      end += 1;
      for (const wake of waiting) wake();
    },
    async since({ cursor, waitMs, also = [] }, signal) {
      for (const type of also) askedAt.set(type, now());
      const isWanted = ({ type }: BridgeEvent) => !isAdded(type) || also.includes(type);
      if (cursor === end && waitMs > 0 && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          const wake = (event?: BridgeEvent) => {
            if (event && !isWanted(event)) return;
            clearTimeout(timer);
            waiting.delete(wake);
            signal?.removeEventListener('abort', onAbort);
            resolve();
          };
          const onAbort = () => wake();
          const timer = setTimeout(wake, waitMs);
          waiting.add(wake);
          signal?.addEventListener('abort', onAbort);
        });
      }
      return read(cursor, isWanted);
    },
  };
};

const isAdded = (type: string): type is AddedEvent => (AddedEvent.options as readonly string[]).includes(type);

const isMessagesOf = (event: BridgeEvent, accountId: string): boolean => event.type === 'messages.changed' && event.accountId === accountId;

/** In rows, of which each change of messages has one at least. */
const sizeOf = (event: BridgeEvent): number => (event.type === 'messages.changed' ? 1 + event.rows.length + event.removed.length : 0);
