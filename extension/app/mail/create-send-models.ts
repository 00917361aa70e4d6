import { effect, signal } from '@preact/signals';
import { keepDraft, readDraft } from '../../platform/draft-store.ts';
import type { News } from '../../model/accounts/accounts-model.ts';
import type { Call } from '../../model/call.ts';
import { emptyMessage, type ComposeFields } from '../../model/send/compose-fields.ts';
import { createComposeModel, type ComposeDraft, type ComposeModel } from '../../model/send/compose-model.ts';
import { createOutboxModel } from '../../model/send/outbox-model.ts';
import { appendPiece } from './append-piece.ts';
import { sleep } from '@kurrier/shared/async/sleep';

/** The models of outgoing mail: the message that is being written, which comes back when it is taken back in time, and the outbox. */
export const createSendModels = ({ call, onAccepted, onTakenBack }: { call: Call; onAccepted: () => void; onTakenBack: () => void }) => {
  const outbox = createOutboxModel({ call });
  const compose = signal<ComposeModel | null>(null);
  /** Messages that were accepted here, as they were written. */
  const written = new Map<string, ComposeDraft>();

  let serial = 0;
  const open = (draft: Partial<ComposeDraft> | null) => {
    serial += 1;
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

  /** The message that was begun, or a new one. */
  const resume = async () => {
    if (compose.peek()) return;
    const draft = await readDraft<ComposeDraft>('compose');
    if (!compose.peek()) open(draft);
  };
  /** An answer that waits until it is decided what becomes of the message that is being written. */
  const waiting = signal<Partial<ComposeFields> | null>(null);
  let begun: Partial<ComposeFields> = {};
  const begin = (fields: Partial<ComposeFields>) => {
    compose.peek()?.discard();
    begun = fields;
    open({ fields: { ...emptyMessage(), ...fields }, files: [], key: null });
  };
  /** Whether there is more in it than the answer that was begun. */
  const isWritten = (model: ComposeModel): boolean => {
    const fields = model.fields.peek();
    const isAsBegun = (['to', 'cc', 'bcc', 'subject', 'text'] as const).every((field) => fields[field] === (begun[field] ?? ''));
    return !isAsBegun || model.attachments.files.peek().length > 0;
  };

  void outbox.load();
  return {
    outbox,
    compose,
    /** Another number for every message that is opened. */
    serial: () => serial,
    resume,
    waiting,
    /** Begins an answer, or lets it wait where another message is being written. */
    answer: async (fields: Partial<ComposeFields>) => {
      await resume();
      const model = compose.peek();
      if (model && isWritten(model)) waiting.value = fields;
      else begin(fields);
    },
    /** Ends the waiting: with the answer in place of what was being written, or without it. */
    decide: (isAnswer: boolean) => {
      const fields = waiting.peek();
      waiting.value = null;
      if (isAnswer && fields) begin(fields);
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
