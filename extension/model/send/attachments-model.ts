import { signal, type ReadonlySignal } from '@preact/signals';
import { largestPiece, largestUpload } from '@kurrier/shared/mail/upload-limits';
import type { Answer, Call } from '../call.ts';

type AttachmentState =
  | { state: 'uploading' }
  | { state: 'done' }
  /** The page was loaded anew, and the file has to be chosen again: then it goes on where it stopped. */
  | { state: 'interrupted' }
  | { state: 'failed'; reason: 'unreadable' | 'bridge' | 'no-space' };

export interface AttachedFile {
  id: string;
  name: string;
  type: string;
  size: number;
  /** Bytes that the bridge has. */
  offset: number;
  uploadId: string | null;
  progress: AttachmentState;
}

export type FileRefusal = { name: string; size: number; reason: 'too-large' | 'too-many' | 'together-too-large'; limit: number };

/** Sends one piece of a file. Never rejects, except where the file cannot be read. */
export type AppendPiece = (piece: { uploadId: string; offset: number; piece: Blob }) => Promise<Answer<'upload.append'>>;

export interface AttachmentsModel {
  files: ReadonlySignal<readonly AttachedFile[]>;
  /** Files that were not taken, because they would not fit. */
  refused: ReadonlySignal<readonly FileRefusal[]>;
  add: (files: readonly File[]) => void;
  remove: (id: string) => void;
  retry: (id: string) => void;
  clear: () => void;
}

export interface AttachmentsDeps {
  call: Call;
  append: AppendPiece;
  sleep: (ms: number) => Promise<void>;
  createId: () => string;
  /** Bytes that all files may have together, as far as that is known. */
  limit: () => number | null;
  onChange: () => void;
  restored?: readonly AttachedFile[];
}

const mostFiles = 100;
/** Tries of one piece in a row, each after a longer pause: about half a minute in all. */
const pausesMs = [250, 500, 1000, 2000, 4000, 8000, 8000, 8000];

/**
 * The files of a message. Whether they fit is said before anything is uploaded. They go up one after the other in pieces of at
 * most 1 MiB, each from the offset that the bridge says it has, so that a break costs one piece.
 */
export const createAttachments = (deps: AttachmentsDeps): AttachmentsModel => {
  const { call, append, sleep, createId, limit, onChange } = deps;
  const files = signal<readonly AttachedFile[]>((deps.restored ?? []).map(asRestored));
  const refused = signal<readonly FileRefusal[]>([]);
  const bytes = new Map<string, File>();
  let uploading: Promise<void> | null = null;

  const find = (id: string) => files.peek().find((file) => file.id === id);
  const change = (id: string, part: Partial<AttachedFile>) => {
    files.value = files.value.map((file) => (file.id === id ? { ...file, ...part } : file));
    onChange();
  };

  /** Where to go on: the offset that the bridge has, in a new upload where there is none, or it is gone. */
  const findOffset = async (file: AttachedFile): Promise<{ uploadId: string; offset: number } | 'no-space' | null> => {
    if (file.uploadId !== null) {
      const known = await call('upload.state', { uploadId: file.uploadId });
      if (!known.ok) return null;
      if (!('refused' in known.value)) return known.value;
    }
    const begun = await call('upload.begin', { size: file.size });
    if (!begun.ok) return null;
    return 'refused' in begun.value ? begun.value.refused : begun.value;
  };

  const uploadOne = async (id: string, source: File): Promise<AttachmentState> => {
    for (let tries = 0; tries <= pausesMs.length; tries += 1) {
      const file = find(id);
      if (!file) return { state: 'done' };
      const place = await findOffset(file);
      if (place === 'no-space') return { state: 'failed', reason: 'no-space' };
      if (place) {
        change(id, place);
        const at = await appendAll(id, source, place);
        if (at === source.size) return { state: 'done' };
        if (at > place.offset) tries = 0;
      }
      await sleep(pausesMs[tries] ?? 0);
    }
    return { state: 'failed', reason: 'bridge' };
  };

  /** Sends piece after piece while that gets on; the offset that was reached. */
  const appendAll = async (id: string, source: File, place: { uploadId: string; offset: number }): Promise<number> => {
    let { offset } = place;
    while (offset < source.size && find(id)) {
      const answer = await append({ uploadId: place.uploadId, offset, piece: source.slice(offset, offset + largestPiece) });
      if (!answer.ok || 'refused' in answer.value || answer.value.offset <= offset) break;
      offset = Math.min(answer.value.offset, source.size);
      change(id, { offset });
    }
    return offset;
  };

  const uploadAll = () => {
    uploading ??= (async () => {
      for (let next = waiting(); next; next = waiting()) {
        const { id, source } = next;
        // A file that was changed or removed since it was chosen cannot be read.
        const progress = await uploadOne(id, source).catch((): AttachmentState => ({ state: 'failed', reason: 'unreadable' }));
        if (find(id)) change(id, { progress });
      }
      uploading = null;
    })();
  };
  const waiting = () => {
    for (const { id, progress } of files.peek()) {
      const source = bytes.get(id);
      if (progress.state === 'uploading' && source) return { id, source };
    }
    return null;
  };

  const addOne = (file: File) => {
    const cut = files
      .peek()
      .find(({ name, size, progress }) => progress.state === 'interrupted' && name === file.name && size === file.size);
    const reason = cut ? null : refusalOf(file, files.peek(), limit());
    if (reason) {
      refused.value = [...refused.value, { name: file.name, size: file.size, ...reason }];
      return;
    }
    const id = cut?.id ?? createId();
    bytes.set(id, file);
    if (cut) return change(id, { progress: { state: 'uploading' } });
    const type = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(file.type) ? file.type : 'application/octet-stream';
    files.value = [
      ...files.value,
      { id, name: cleanName(file.name), type, size: file.size, offset: 0, uploadId: null, progress: { state: 'uploading' } },
    ];
    onChange();
  };

  return {
    files,
    refused,
    add: (chosen) => {
      refused.value = [];
      for (const file of chosen) addOne(file);
      uploadAll();
    },
    remove: (id) => {
      const file = find(id);
      bytes.delete(id);
      files.value = files.value.filter((other) => other.id !== id);
      onChange();
      if (file && file.uploadId !== null) void call('upload.discard', { uploadId: file.uploadId });
    },
    retry: (id) => {
      if (!bytes.has(id)) return;
      change(id, { progress: { state: 'uploading' } });
      uploadAll();
    },
    clear: () => {
      bytes.clear();
      files.value = [];
      refused.value = [];
    },
  };
};

const asRestored = (file: AttachedFile): AttachedFile =>
  file.progress.state === 'done' ? file : { ...file, progress: { state: 'interrupted' } };

/** File names may hold anything but what ends a header's line. */
const cleanName = (name: string): string => name.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 255) || 'file';

const refusalOf = (file: File, others: readonly AttachedFile[], limit: number | null): Pick<FileRefusal, 'reason' | 'limit'> | null => {
  if (file.size > largestUpload) return { reason: 'too-large', limit: largestUpload };
  if (limit !== null && file.size > limit) return { reason: 'too-large', limit };
  if (others.length >= mostFiles) return { reason: 'too-many', limit: mostFiles };
  const together = others.reduce((sum, { size }) => sum + size, file.size);
  return limit !== null && together > limit ? { reason: 'together-too-large', limit } : null;
};
