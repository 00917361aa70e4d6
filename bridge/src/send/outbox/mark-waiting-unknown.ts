import { isSettled } from '@kurrier/shared/mail/outbox';
import type { KeyValueStore } from './batch-writer.ts';
import { recover } from './change-entry.ts';
import { createOutboxStore } from './outbox-store.ts';

/**
 * Makes of every message that waits one of which nobody knows whether it was sent: for an outbox that comes from a backup, since the
 * bridge that it was copied from has gone on. None is sent again by itself. Answers how many there are.
 */
export const markWaitingUnknown = async (store: KeyValueStore, now: number): Promise<number> => {
  const outbox = createOutboxStore(store);
  const { records } = await outbox.load();
  const waiting = records.filter(({ record }) => !isSettled(record.entry));
  await Promise.all(waiting.map(({ record }) => outbox.write({ ...record, entry: recover(record.entry, true, now) })));
  return waiting.length;
};
