import type { BridgeEvent } from '@kurrier/shared/api/events';

export interface EventLog {
  publish(event: BridgeEvent): void;
  /** The cursor after which only later events come. */
  cursor(): number;
  /** Tells every event from now on, in this process; the answer ends that. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
  /** Ends every wait without an event, also one that is about to begin: something changed that each answer says anew. */
  wake(): void;
  /** Events after `cursor`; where there are none, waits up to `waitMs` for the next one. */
  since(
    request: { cursor: number; waitMs: number },
    signal?: AbortSignal,
  ): Promise<{ events: BridgeEvent[]; cursor: number; missed: boolean }>;
}

/**
 * The bridge's one event log, in memory and bounded. Of an account's sync, which is told of twice a second and names every mailbox, only
 * the newest is kept. Cursors grow across restarts, because counting starts at the clock: a cursor of an earlier process lies before
 * everything that is kept, and is answered with `missed`.
 */
export const createEventLog = ({ capacity = 1000, now = Date.now }: { capacity?: number; now?: () => number } = {}): EventLog => {
  const kept: { at: number; event: BridgeEvent }[] = [];
  let end = now() * 1000;
  /** Everything from here on is kept, or stands in a newer event. */
  let start = end;
  const waiting = new Set<() => void>();
  const listeners = new Set<(event: BridgeEvent) => void>();

  const read = (cursor: number) => {
    const missed = cursor < start || cursor > end;
    return { events: missed ? [] : kept.filter(({ at }) => at >= cursor).map(({ event }) => event), cursor: end, missed };
  };

  return {
    publish(event) {
      const stale = event.type === 'sync.changed' ? kept.findIndex((other) => isOlder(other.event, event)) : -1;
      if (stale >= 0) kept.splice(stale, 1);
      kept.push({ at: end, event });
      end += 1;
      if (kept.length > capacity) start = kept.shift()!.at + 1;
      for (const wake of waiting) wake();
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cursor: () => end,
    wake() {
      // Who is just between two waits must not sleep over it: its cursor is an old one now.
      end += 1;
      for (const wake of waiting) wake();
    },
    async since({ cursor, waitMs }, signal) {
      if (cursor === end && waitMs > 0 && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            clearTimeout(timer);
            waiting.delete(wake);
            signal?.removeEventListener('abort', wake);
            resolve();
          };
          const timer = setTimeout(wake, waitMs);
          waiting.add(wake);
          signal?.addEventListener('abort', wake);
        });
      }
      return read(cursor);
    },
  };
};

const isOlder = (event: BridgeEvent, newest: BridgeEvent & { type: 'sync.changed' }): boolean =>
  event.type === 'sync.changed' && event.sync.accountId === newest.sync.accountId;
