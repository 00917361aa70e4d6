import { effect, signal } from '@preact/signals';
import { keepDraft, readDraft } from '../../draft-store.ts';
import type { News } from '../../model/accounts-model.ts';
import type { Call } from '../../model/call.ts';
import type { ComposeFields } from '../../model/send/compose-fields.ts';
import { createComposeModel, type ComposeDraft, type ComposeModel } from '../../model/send/compose-model.ts';
import { createOutboxModel } from '../../model/send/outbox-model.ts';
import { appendPiece } from './append-piece.ts';
import { sleep } from '../sleep.ts';

/** The models of outgoing mail: the message that is being written, which comes back when it is taken back in time, and the outbox. */
export const createSendModels = ({ call, onAccepted, onTakenBack }: { call: Call; onAccepted: () => void; onTakenBack: () => void }) => {
  const outbox = createOutboxModel({ call });
  const compose = signal<ComposeModel | null>(null);
  /** Messages that were accepted here, as they were written. */
  const written = new Map<string, ComposeDraft>();

  const open = (draft: Partial<ComposeDraft> | null) => {
    compose.value = createComposeModel({
      call,
      append: appendPiece,
      sleep: (ms) => sleep(ms, new AbortController().signal),
      createId: () => crypto.randomUUID(),
      keepDraft: (kept) => keepDraft(kept, 'compose'),
      draft,
    });
  };
  effect(() => {
    const model = compose.value;
    const phase = model?.phase.value;
    if (!model || phase?.phase !== 'accepted') return;
    written.set(phase.entry.id, { ...model.draft(), key: null });
    compose.value = null;
    outbox.take([{ type: 'outbox.changed', entry: phase.entry }]);
    onAccepted();
  });

  void outbox.load();
  return {
    outbox,
    compose,
    /** The message that was begun, or a new one. */
    resume: async () => {
      if (compose.peek()) return;
      const draft = await readDraft<ComposeDraft>('compose');
      if (!compose.peek()) open(draft);
    },
    answer: (fields: Partial<ComposeFields>, empty: ComposeFields) => {
      compose.peek()?.discard();
      open({ fields: { ...empty, ...fields }, files: [], key: null });
    },
    discard: () => {
      compose.peek()?.discard();
      compose.value = null;
    },
    undo: async (id: string) => {
      const draft = written.get(id);
      const isWriting = compose.peek()?.isEmpty() === false;
      if (!(await outbox.cancel(id)) || !draft || isWriting) return;
      open(draft);
      onTakenBack();
    },
    take: (news: News) => outbox.take(news),
  };
};
