import { signal, type ReadonlySignal } from '@preact/signals';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import type { News } from '../accounts/accounts-model.ts';
import type { Call } from '../call.ts';
import { createFollowedList, putFirst, type ListState } from '../followed-list.ts';

/** What became of a command that did not do what was asked, or that found something out. */
export type OutboxNotice = { id: string } & (
  | { notice: 'too-late' | 'might-be-sent-twice' | 'found-in-sent' | 'not-found-in-sent' }
  | { notice: 'check-failed'; failure: Failure }
);

export interface OutboxModel {
  state: ReadonlySignal<ListState<OutboxEntry>>;
  notice: ReadonlySignal<OutboxNotice | null>;
  /** Files of outboxes that could not be read any more, on the bridge’s disk. */
  putAside: ReadonlySignal<readonly string[]>;
  load: () => Promise<void>;
  take: (news: News) => void;
  /** Takes a message back; whether it really was. */
  cancel: (id: string) => Promise<boolean>;
  retry: (id: string, evenIfTwice?: boolean) => Promise<void>;
  checkSent: (id: string) => Promise<void>;
  /** Removes a message that will not be sent any more; whether it really was. */
  forget: (id: string) => Promise<boolean>;
}

const apply = (entries: OutboxEntry[], event: BridgeEvent): OutboxEntry[] => {
  if (event.type === 'outbox.changed') return putFirst(entries, event.entry, ({ id }) => id);
  return event.type === 'outbox.forgotten' ? entries.filter(({ id }) => id !== event.id) : entries;
};

/** The newest messages of the outbox, as the bridge has them. */
export const createOutboxModel = ({ call }: { call: Call }): OutboxModel => {
  const notice = signal<OutboxNotice | null>(null);
  const putAside = signal<readonly string[]>([]);
  const list = createFollowedList<OutboxEntry>({
    read: async () => {
      const answer = await call('outbox.list', {});
      if (answer.ok) putAside.value = answer.value.putAside ?? [];
      return answer.ok ? { ok: true, value: answer.value.entries } : answer;
    },
    apply,
  });
  const put = (entry: OutboxEntry) => list.take([{ type: 'outbox.changed', entry }]);
  const take = (answer: { entry: OutboxEntry } | { refused: 'too-late'; entry: OutboxEntry }) => {
    put(answer.entry);
    notice.value = 'refused' in answer ? { id: answer.entry.id, notice: 'too-late' } : null;
    return !('refused' in answer);
  };

  return {
    state: list.state,
    notice,
    putAside,
    load: list.load,
    take: list.take,
    cancel: async (id) => {
      const answer = await call('outbox.cancel', { id });
      if (!answer.ok) list.showProblem(answer.failure);
      else if ('entry' in answer.value) return take(answer.value);
      else await list.load();
      return false;
    },
    retry: async (id, evenIfTwice = false) => {
      const answer = await call('outbox.retry', { id, evenIfTwice });
      if (!answer.ok) list.showProblem(answer.failure);
      else if ('entry' in answer.value) take(answer.value);
      else if (answer.value.refused === 'might-be-sent-twice') notice.value = { id, notice: answer.value.refused };
      else await list.load();
    },
    checkSent: async (id) => {
      const answer = await call('outbox.checkSent', { id });
      if (!answer.ok) {
        list.showProblem(answer.failure);
      } else if ('failure' in answer.value) {
        notice.value = { id, notice: 'check-failed', failure: answer.value.failure };
      } else if ('entry' in answer.value) {
        put(answer.value.entry);
        notice.value = { id, notice: answer.value.found ? 'found-in-sent' : 'not-found-in-sent' };
      } else {
        await list.load();
      }
    },
    forget: async (id) => {
      const answer = await call('outbox.forget', { id });
      if (!answer.ok) list.showProblem(answer.failure);
      else if ('entry' in answer.value) take(answer.value);
      else list.take([{ type: 'outbox.forgotten', id }]);
      return answer.ok && !('entry' in answer.value);
    },
  };
};

export type OutboxAction = 'undo' | 'cancel' | 'retry' | 'retry-twice' | 'check-sent' | 'forget';

/** What a person can do with a message as it stands. */
export const actionsOf = ({ status }: OutboxEntry, now: number): OutboxAction[] => {
  switch (status.state) {
    case 'queued':
      return [status.heldUntil > now ? 'undo' : 'cancel'];
    case 'sending':
      return [];
    case 'deferred':
      return ['retry', 'cancel'];
    case 'failed':
    case 'cancelled':
      return ['retry', 'forget'];
    case 'unknown':
      return ['check-sent', 'retry-twice', 'forget'];
    case 'sent':
    case 'partly-sent':
      return ['forget'];
  }
};
