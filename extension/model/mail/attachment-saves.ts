import { signal, type ReadonlySignal } from '@preact/signals';
import type { Attachment } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { safeFileName } from './file-name.ts';
import { fetchFile } from './fetch-file.ts';
import { openedTypeOf } from './open-file.ts';
import type { MailRefusal } from './mail-refusal.ts';
import { beginOfFile, readPieces, type PiecePlace } from './read-pieces.ts';
import { placedKey, type PlacedRef } from './attached/placed-ref.ts';

export type SaveState =
  /** Bytes as they are transferred; `total` is about how many there are. */
  | { phase: 'saving'; done: number; total: number }
  | { phase: 'saved' }
  | { phase: 'opened' }
  /** It is not what it says that it is: it can only be saved. */
  | { phase: 'not-openable' }
  | { phase: 'failed'; refusal: MailRefusal | { reason: 'too-large' } };

export interface AttachmentSaves {
  /** By `attachmentKey`. What was never asked for is not in it. */
  states: ReadonlySignal<ReadonlyMap<string, SaveState>>;
  save: (ref: PlacedRef, index: number, attachment: Attachment) => Promise<void>;
  /** Opens a file as exactly what its bytes are, where that is a picture, a PDF or text. */
  open: (ref: PlacedRef, index: number, attachment: Attachment) => Promise<void>;
  cancel: (ref: PlacedRef, index: number) => void;
}

/** The largest file that is put together in the browser's memory. */
const largestFile = 512 * 1024 * 1024;

/** Larger ones are saved: a tab has no progress. */
const largestOpened = 64 * 1024 * 1024;

export const attachmentKey = (ref: PlacedRef, index: number): string => `${placedKey(ref)} ${index}`;

/**
 * Fetches attachments piece by piece and hands each to `deliver` when it is whole. It goes on when another message is opened; one that
 * failed goes on where it was when it is asked for again.
 */
export const createAttachmentSaves = ({
  call,
  deliver,
  show,
}: {
  call: Call;
  deliver: (file: Blob, name: string) => void;
  show: (file: Blob) => void;
}): AttachmentSaves => {
  const states = signal<ReadonlyMap<string, SaveState>>(new Map());
  const begun = new Map<string, { pieces: Blob[]; size: number; place: PiecePlace }>();

  const set = (key: string, state: SaveState | null) => {
    const next = new Map(states.peek());
    if (state) next.set(key, state);
    else next.delete(key);
    states.value = next;
  };
  const isWanted = (key: string) => states.peek().get(key)?.phase === 'saving';
  const fail = (key: string, refusal: Extract<SaveState, { phase: 'failed' }>['refusal']) => set(key, { phase: 'failed', refusal });

  return {
    states,
    save: async (ref, index, { name, type }) => {
      const key = attachmentKey(ref, index);
      if (isWanted(key)) return;
      const file = begun.get(key) ?? { pieces: [], size: 0, place: beginOfFile };
      begun.set(key, file);
      set(key, { phase: 'saving', done: file.place.offset, total: 0 });
      for await (const piece of readPieces(call, ref, index, { from: file.place })) {
        // Cancelled, and perhaps begun anew.
        if (!isWanted(key) || begun.get(key) !== file) return;
        if ('refusal' in piece) return fail(key, piece.refusal);
        const { bytes, next, total } = piece;
        file.pieces.push(new Blob([bytes]));
        file.size += bytes.length;
        if (file.size > largestFile || (next?.offset ?? 0) > 2 * largestFile) {
          begun.delete(key);
          return fail(key, { reason: 'too-large' });
        }
        file.place = next ?? file.place;
        set(key, { phase: 'saving', done: Math.min(file.place.offset, total), total });
      }
      begun.delete(key);
      // Never of the type it claims: nothing in it may run or be shown as a page of ours.
      deliver(new Blob(file.pieces, { type: 'application/octet-stream' }), safeFileName(name, type));
      set(key, { phase: 'saved' });
    },
    open: async (ref, index, { type }) => {
      const key = attachmentKey(ref, index);
      if (isWanted(key)) return;
      set(key, { phase: 'saving', done: 0, total: 0 });
      const fetched = await fetchFile(call, ref, index, largestOpened);
      if (!isWanted(key)) return;
      if ('refusal' in fetched) return fail(key, fetched.refusal);
      const whole = new Uint8Array(await new Blob(fetched.bytes).arrayBuffer());
      const shown = openedTypeOf(whole, type);
      if (shown) show(new Blob([whole], { type: shown }));
      set(key, { phase: shown ? 'opened' : 'not-openable' });
    },
    cancel: (ref, index) => {
      const key = attachmentKey(ref, index);
      begun.delete(key);
      set(key, null);
    },
  };
};
