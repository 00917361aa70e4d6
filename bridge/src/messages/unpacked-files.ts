import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Attachment, MessageRef } from '@kurrier/shared/mail/mail';
import type { BodyStructure } from '../imap/grammar/body-structure.ts';
import type { OnDemandFailure } from '../imap/on-demand/on-demand-connections.ts';
import { attachmentsOf, type AttachedPart } from './attachments.ts';
import { fetchWhole } from './pieces/fetch-whole.ts';
import { planReading } from './reading/plan-reading.ts';
import { leavesOf } from './reading/text-leaves.ts';
import type { Reading } from './reading/read-message.ts';
import type { ReadingThread } from './reading/reading-thread.ts';
import { toShownLine } from './safe-text.ts';
import type { FetchSections } from './texts/fetch-texts.ts';

/** Larger ones stay packed: they are fetched whole, and unpacked in memory. */
const largestPacked = 12 * 1024 * 1024;
/** A message has one; a forwarded one may have another. */
const mostPacked = 3;
/** What was unpacked is kept for so long: who saw the list may save the files. */
const keptForMs = 120_000;

export interface UnpackedFiles {
  /** In the order in which they follow the message's other attachments. */
  files: { name: string; type: string; data: Uint8Array }[];
  /** What the message says, where its text was packed, too. */
  reading: Reading | null;
}

/** A message of a mailbox, or with a path one that lies in it, and a way to pieces of it. */
export interface PackedMessage {
  ref: MessageRef;
  path?: readonly number[];
  structure: BodyStructure | null;
  withSections: <Value>(work: (fetch: FetchSections) => Promise<Outcome<Value, Failure>>) => Promise<Outcome<Value, OnDemandFailure>>;
}

export interface UnpackDeps {
  thread: Pick<ReadingThread, 'run'>;
  report: (problem: string) => void;
}

const nothing: UnpackedFiles = { files: [], reading: null };

/** Outlook's own format, as its type or its name says. */
const isPacked = ({ type, name, depth, encodedSize }: AttachedPart): boolean =>
  depth === 0 &&
  encodedSize <= largestPacked &&
  (/^application\/(?:vnd\.)?ms-tnef$/.test(type) || (type === 'application/octet-stream' && /^win(?:mail)?\.dat$/i.test(name)));

/** Whether some of a message can only be read when it is fetched whole, and unpacked. */
export const holdsPacked = (structure: BodyStructure): boolean => attachmentsOf(structure).some(isPacked);

/** How an unpacked file is listed. */
export const toUnpackedAttachment = ({ name, type, data }: UnpackedFiles['files'][number]): Attachment => ({
  name: toShownLine(name),
  type: /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type) ? type : 'application/octet-stream',
  size: data.length,
  depth: 0,
  isInline: false,
});

interface PackedPart {
  section: string;
  encoding: string;
  from: 'tnef' | 'text';
}

const packedIn = (structure: BodyStructure): PackedPart[] =>
  attachmentsOf(structure)
    .filter(isPacked)
    .slice(0, mostPacked)
    .map(({ section, encoding }) => ({ section, encoding, from: 'tnef' }));

/** Texts in which files may stand. */
const textsIn = (structure: BodyStructure): PackedPart[] =>
  leavesOf(planReading(structure).plan)
    .filter(({ form, size }) => form === 'plain' && size <= largestPacked)
    .slice(0, mostPacked)
    .map(({ section, encoding }) => ({ section, encoding, from: 'text' }));

/**
 * Unpacks what lies in a message's winmail.dat, and where `inTexts` says so, what stands within its texts; of the message that was opened
 * last it is kept for a while.
 */
export const createUnpackedFiles = ({ thread, report }: UnpackDeps) => {
  let kept: { key: string; accountId: string; unpacked: UnpackedFiles } | null = null;
  let timer: NodeJS.Timeout | undefined;

  const drop = (): void => {
    clearTimeout(timer);
    kept = null;
  };

  return {
    async unpack(
      { ref, path = [], structure, withSections }: PackedMessage,
      inTexts: boolean,
    ): Promise<Outcome<UnpackedFiles, OnDemandFailure>> {
      const packed = structure ? [...packedIn(structure), ...(inTexts ? textsIn(structure) : [])] : [];
      if (packed.length === 0) return succeed(nothing);
      const key = JSON.stringify([ref, path]);
      if (kept?.key === key) return succeed(kept.unpacked);
      const unpacked: UnpackedFiles = { files: [], reading: null };
      for (const { section, encoding, from } of packed) {
        const fetched = await withSections((fetch) => fetchWhole(fetch, ref.uid, section, largestPacked));
        if (!fetched.ok) return fetched;
        if (!fetched.value) return fail({ refused: 'not-found' });
        const done = await thread.run({ kind: 'unpack', from, bytes: fetched.value, encoding });
        if (!done.ok) report(`a ${from} could not be unpacked (${done.reason}): ${done.detail}`);
        if (!done.ok || !done.value) continue;
        unpacked.files.push(...done.value.files);
        unpacked.reading ??= done.value.reading;
      }
      drop();
      kept = { key, accountId: ref.accountId, unpacked };
      timer = setTimeout(drop, keptForMs).unref();
      return succeed(unpacked);
    },
    forget(accountId: string): void {
      if (kept?.accountId === accountId) drop();
    },
  };
};
export type UnpackedFilesOf = ReturnType<typeof createUnpackedFiles>;
