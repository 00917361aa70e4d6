import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { ComposeFields } from './compose-fields.ts';
import type { ComposeDeps, ComposeDraft, ComposeModel } from './compose-model.ts';
import type { OutboxModel } from './outbox-model.ts';

export interface CurrentMessageModel {
  /** The message that is being written; null while none is. */
  compose: ReadonlySignal<ComposeModel | null>;
  /** Another number for every message that is opened. */
  serial: () => number;
  /** An answer that waits until it is decided what becomes of the message that is being written. */
  waiting: ReadonlySignal<Partial<ComposeFields> | null>;
  /** Opens the message that was begun, or a new one. */
  resume: () => Promise<void>;
  /** Begins an answer, or lets it wait where another message is being written. */
  answer: (fields: Partial<ComposeFields>, files?: readonly File[]) => Promise<void>;
  /** Ends the waiting: with the answer in place of what was being written, or without it. */
  decide: (isAnswer: boolean) => void;
  discard: () => Promise<void>;
  /**
   * Takes a message back from the outbox and opens it again. It is then here alone: what stayed in the outbox as well could be sent twice.
   * Where it cannot be opened, because another is being written or the page was loaded anew, it stays there alone, taken back.
   */
  undo: (id: string) => Promise<void>;
}

/** The one message that is being written: begun, resumed, handed over, taken back. */
export const createCurrentMessage = ({
  createModel,
  readDraft,
  keepDraft,
  outbox,
  onAccepted,
  onTakenBack,
}: {
  createModel: (begin: Pick<ComposeDeps, 'draft' | 'begun'>) => ComposeModel;
  readDraft: () => Promise<ComposeDraft | null>;
  keepDraft: (draft: ComposeDraft | null) => Promise<void>;
  outbox: Pick<OutboxModel, 'take' | 'cancel' | 'forget'>;
  onAccepted: () => void;
  onTakenBack: () => void;
}): CurrentMessageModel => {
  const compose = signal<ComposeModel | null>(null);
  const waiting = signal<Partial<ComposeFields> | null>(null);
  /** Of the answer that waits. */
  let waitingFiles: readonly File[] = [];
  /** Messages that were accepted here, as they were written. */
  const written = new Map<string, ComposeDraft>();
  let serial = 0;

  const open = (begin: Pick<ComposeDeps, 'draft' | 'begun'>) => {
    serial += 1;
    waiting.value = null;
    compose.value = createModel(begin);
  };
  const close = () => {
    waiting.value = null;
    compose.value = null;
  };
  effect(() => {
    const model = compose.value;
    const phase = model?.phase.value;
    if (!model || phase?.phase !== 'accepted') return;
    untracked(() => {
      written.set(phase.entry.id, { ...model.draft(), key: null });
      close();
      outbox.take([{ type: 'outbox.changed', entry: phase.entry }]);
      onAccepted();
    });
  });

  const resume = async () => {
    if (compose.peek()) return;
    const draft = await readDraft();
    if (!compose.peek()) open({ draft });
  };
  const begin = (fields: Partial<ComposeFields>, files: readonly File[]) => {
    compose.peek()?.discard();
    open({ begun: fields });
    if (files.length > 0) compose.peek()?.attachments.add(files);
  };

  return {
    compose,
    serial: () => serial,
    waiting,
    resume,
    answer: async (fields, files = []) => {
      await resume();
      if (!compose.peek()?.isWritten()) return begin(fields, files);
      waitingFiles = files;
      waiting.value = fields;
    },
    decide: (isAnswer) => {
      const fields = waiting.peek();
      waiting.value = null;
      if (isAnswer && fields) begin(fields, waitingFiles);
      waitingFiles = [];
    },
    discard: async () => {
      const model = compose.peek();
      close();
      model?.discard();
      await keepDraft(null);
    },
    undo: async (id) => {
      const draft = written.get(id);
      // Pressed twice, it is taken back once.
      written.delete(id);
      if (!(await outbox.cancel(id)) || !draft) return;
      if (compose.peek()?.isWritten()) return;
      // Kept before the outbox lets go of it: there is no moment at which it is nowhere.
      await keepDraft(draft);
      if (!(await outbox.forget(id))) return keepDraft(null);
      open({ draft });
      onTakenBack();
    },
  };
};
