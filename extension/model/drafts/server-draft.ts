import { signal, type ReadonlySignal } from '@preact/signals';
import type { DraftState } from '@kurrier/shared/api/writing/drafts';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { OutgoingMessageInput } from '@kurrier/shared/mail/outgoing-message';
import type { Call } from '../call.ts';

export type ServerDraftState =
  /** Nothing was saved yet. */
  | { state: 'none' }
  | { state: 'saving' }
  | DraftState
  /** It stands in this browser alone. */
  | { state: 'here-only'; reason: BridgeProblem | 'not-found' | 'no-mailbox' | 'upload-incomplete' | 'too-many' };

/** What is to be saved. */
export interface DraftContent {
  accountId: string;
  message: OutgoingMessageInput;
  /** Bytes of its files: they go to the server with each version. */
  fileBytes: number;
}

export interface ServerDraft {
  state: ReadonlySignal<ServerDraftState>;
  /** Whether the bridge has been told of it. */
  isKnown: () => boolean;
  /** Something was written: it is saved when nothing more is for a while. */
  changed: () => void;
  /** Saves what is not saved; whether it is kept by the bridge then. */
  flush: () => Promise<boolean>;
  /** Saves it as a draft of its own, beside what another program made of it. */
  keepOwn: () => Promise<void>;
  /** Gives it up on the server as well. */
  discard: () => Promise<void>;
  /** Saves nothing more. */
  end: () => void;
}

/** It is saved so long after the last edit; one with large files later. */
const pauseMs = 4_000;
const pauseWithFilesMs = 20_000;
const largeBytes = 1024 * 1024;
/** How often it is asked whether one that waits has arrived. */
const askEveryMs = 5_000;

const isKept = ({ state }: ServerDraftState): boolean => state === 'saved' || state === 'waiting';

/** Saves the message that is being written among the drafts of its account, one version after the other, the newest last. */
export const createServerDraft = ({
  call,
  draftId,
  isKnown: wasKnown,
  read,
  sleep,
}: {
  call: Call;
  draftId: string;
  isKnown: boolean;
  /** The message as it stands; null: there is nothing to save, or it cannot be. */
  read: () => DraftContent | null;
  sleep: (ms: number) => Promise<void>;
}): ServerDraft => {
  const state = signal<ServerDraftState>({ state: 'none' });
  let isKnown = wasKnown;
  let isOver = false;
  /** Counts edits, and those that were saved. */
  let [edits, saved] = [0, 0];
  let last: Promise<unknown> = Promise.resolve();

  /** Asks until it has arrived, or there is a newer version. */
  const follow = async (version: number): Promise<void> => {
    const isWaiting = () => !isOver && version === saved && state.peek().state === 'waiting';
    while (isWaiting()) {
      await sleep(askEveryMs);
      const answer = await call('drafts.state', { draftId });
      if (!isWaiting() || !answer.ok || 'refused' in answer.value) return;
      state.value = answer.value;
    }
  };
  const save = async (evenIfGone: boolean): Promise<void> => {
    const content = isOver ? null : read();
    if (!content) return;
    const version = edits;
    state.value = { state: 'saving' };
    const { accountId, message } = content;
    const answer = await call('drafts.save', { accountId, draftId, message, evenIfGone });
    if (answer.ok && !('refused' in answer.value)) isKnown = true;
    if (isOver) return;
    if (!answer.ok) state.value = { state: 'here-only', reason: answer.failure };
    else if ('refused' in answer.value) state.value = { state: 'here-only', reason: answer.value.refused };
    else {
      saved = version;
      state.value = answer.value;
      void follow(version);
    }
  };
  const inTurn = (evenIfGone = false): Promise<void> => {
    const turn = last.then(() => save(evenIfGone));
    last = turn;
    return turn;
  };

  return {
    state,
    isKnown: () => isKnown,
    changed: () => {
      const edit = (edits += 1);
      // Until it is decided what becomes of the two, neither takes the other's place.
      if (isOver || state.peek().state === 'changed-elsewhere') return;
      void sleep((read()?.fileBytes ?? 0) > largeBytes ? pauseWithFilesMs : pauseMs).then(() => (edit === edits ? inTurn() : undefined));
    },
    flush: async () => {
      await last;
      if (saved !== edits || !isKept(state.peek())) await inTurn();
      return isKept(state.peek());
    },
    keepOwn: () => inTurn(true),
    discard: async () => {
      isOver = true;
      await last;
      if (isKnown) await call('drafts.discard', { draftId });
    },
    end: () => {
      isOver = true;
    },
  };
};
