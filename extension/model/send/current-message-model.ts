import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { ComposeFields } from './compose-fields.ts';
import type { SavedComposeModel } from '../drafts/saved-compose.ts';
import type { ComposeDeps, ComposeDraft } from './compose-model.ts';
import type { OutboxModel } from './outbox-model.ts';

export interface CurrentMessageModel {
  /** The message that is being written; null while none is. */
  compose: ReadonlySignal<SavedComposeModel | null>;
  /** Another number for every message that is opened. */
  serial: () => number;
  /** An answer that waits until it is decided what becomes of the message that is being written. */
  waiting: ReadonlySignal<Partial<ComposeFields> | null>;
  /** Opens the message that was begun, or a new one. */
  resume: () => Promise<void>;
  /** Begins an answer, or lets it wait where another message is being written. */
  answer: (fields: Partial<ComposeFields>, files?: readonly File[]) => Promise<void>;
  /** Opens a draft, or lets it wait where another message is being written. */
  continue: (draft: ComposeDraft, files: readonly File[]) => Promise<void>;
  /** Ends the waiting: with the answer in place of what was being written, or without it. */
  decide: (isAnswer: boolean) => void;
  /** Ends the waiting with the answer, what was being written kept among the drafts; false: that could not be done, and nothing was. */
  decideKeeping: () => Promise<boolean>;
  /** Ends writing, with the message kept among the drafts; false: that could not be done. */
  leave: () => Promise<boolean>;
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
  createModel: (begin: Pick<ComposeDeps, 'draft' | 'begun'>) => SavedComposeModel;
  readDraft: () => Promise<ComposeDraft | null>;
  keepDraft: (draft: ComposeDraft | null) => Promise<void>;
  outbox: Pick<OutboxModel, 'take' | 'cancel' | 'forget'>;
  onAccepted: () => void;
  onTakenBack: () => void;
}): CurrentMessageModel => {
  const compose = signal<SavedComposeModel | null>(null);
  const waiting = signal<Partial<ComposeFields> | null>(null);
  /** Of the answer that waits. */
  let waitingFiles: readonly File[] = [];
  /** What waits is no answer but a draft. */
  let waitingDraft: ComposeDraft | null = null;
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
  const begin = (fields: Partial<ComposeFields>, files: readonly File[], draft: ComposeDraft | null = null) => {
    compose.peek()?.discard();
    open(draft ? { draft } : { begun: fields });
    if (files.length > 0) compose.peek()?.attachments.add(files);
  };
  const wait = (fields: Partial<ComposeFields>, files: readonly File[], draft: ComposeDraft | null) => {
    [waitingFiles, waitingDraft] = [files, draft];
    waiting.value = fields;
  };
  const decide = (isAnswer: boolean) => {
    const fields = waiting.peek();
    const [files, draft] = [waitingFiles, waitingDraft];
    waiting.value = null;
    [waitingFiles, waitingDraft] = [[], null];
    if (isAnswer && fields) begin(fields, files, draft);
  };

  return {
    compose,
    serial: () => serial,
    waiting,
    resume,
    answer: async (fields, files = []) => {
      await resume();
      if (!compose.peek()?.isWritten()) return begin(fields, files);
      wait(fields, files, null);
    },
    continue: async (draft, files) => {
      await resume();
      const current = compose.peek();
      // What stands here is as new as what was saved from here.
      if (current?.draft().draftId === draft.draftId) return;
      if (!current?.isWritten()) return begin({}, files, draft);
      wait(draft.fields, files, draft);
    },
    decide,
    decideKeeping: async () => {
      if (!(await compose.peek()?.leave())) return false;
      decide(true);
      return true;
    },
    leave: async () => {
      const model = compose.peek();
      if (!(await model?.leave())) return false;
      if (compose.peek() === model) close();
      await keepDraft(null);
      return true;
    },
    discard: async () => {
      const model = compose.peek();
      close();
      void model?.server.discard();
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
