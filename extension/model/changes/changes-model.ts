import { signal, type ReadonlySignal } from '@preact/signals';
import type { PendingChange } from '@kurrier/shared/mail/pending-change';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';

export interface ChangesModel {
  /** What waits for a server, and what was not possible; the oldest first. */
  changes: ReadonlySignal<readonly PendingChange[]>;
  /** Takes how the syncs stand now: where their changes are others than before, they are read. */
  follow: (syncs: readonly AccountSync[]) => void;
  dismiss: (changes: readonly PendingChange[]) => Promise<void>;
}

/** Follows the changes to messages that the bridge has not carried out. A bridge of before this knows of none. */
export const createChangesModel = ({ call }: { call: Call }): ChangesModel => {
  const changes = signal<readonly PendingChange[]>([]);
  let seen = '';
  let turn = 0;

  const read = async (): Promise<void> => {
    const own = ++turn;
    const answer = await call('changes.list', {});
    if (own === turn && answer.ok) changes.value = answer.value.changes;
  };

  return {
    changes,
    follow(syncs) {
      const now = syncs
        .flatMap(({ accountId, changes: count }) => (count ? [`${accountId} ${count.pending} ${count.failed}`] : []))
        .join(',');
      if (now === seen) return;
      seen = now;
      if (now === '') changes.value = [];
      else void read();
    },
    async dismiss(dismissed) {
      for (const { accountId, id } of dismissed) await call('changes.dismiss', { accountId, id });
      await read();
    },
  };
};
