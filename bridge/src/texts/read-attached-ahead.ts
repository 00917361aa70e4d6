import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { isBeyondMailbox } from '../imap/failure-scope.ts';
import type { OnDemandFailure } from '../imap/on-demand/on-demand-connections.ts';
import type { StoredMessage } from '../mail-store/page-format.ts';
import { structureWithin } from '../messages/attached/attached-message.ts';
import { describeAttached } from '../messages/attached/describe-attached.ts';
import { openWithin, type MessageWithin } from '../messages/attached/open-within.ts';
import { splitOnce } from '../messages/attached/split-messages.ts';
import { attachmentsOf } from '../messages/attachments.ts';
import { planReading } from '../messages/reading/plan-reading.ts';
import type { ReadBounded } from '../messages/reading/read-bounded.ts';
import type { ReadingThread } from '../messages/reading/reading-thread.ts';
import { leavesOf } from '../messages/reading/text-leaves.ts';
import type { KeptAttached } from '../messages/texts/kept-texts.ts';
import { readTexts } from '../messages/texts/read-texts.ts';
import { holdsPacked } from '../messages/unpacked-files.ts';
import type { BodyStructure } from '../imap/grammar/body-structure.ts';

/** Deeper ones, and more in one, are fetched when somebody opens them. Those that cannot be opened count. */
const deepest = 8;
const mostTried = 10;

export interface ReadAttachedAheadDeps {
  read: ReadBounded;
  thread: Pick<ReadingThread, 'run'>;
  report: (problem: string) => void;
}

const lostBy = (failure: OnDemandFailure): Failure | null =>
  'failed' in failure && isBeyondMailbox(failure.failed) ? failure.failed : null;

/** How many bytes the texts of a message take on the wire. */
export const textBytes = (structure: BodyStructure | null): number =>
  structure ? leavesOf(planReading(structure).plan).reduce((sum, { size }) => sum + size, 0) : 0;

/**
 * Reads the texts of messages that lie in another one, in order, as far as they fit into `room` bytes. What the server refuses is left out;
 * fails where the connection is lost.
 */
export const readAttachedAhead = async (
  { read, thread, report }: ReadAttachedAheadDeps,
  outer: StoredMessage,
  message: MessageWithin,
  room: number,
): Promise<Outcome<KeptAttached[], Failure>> => {
  const found: KeptAttached[] = [];
  let tried = 0;
  const waiting = [{ around: message, path: [] as number[] }];
  for (const { around, path } of waiting) {
    const { structure } = around.headers;
    for (const [at, part] of structure ? attachmentsOf(structure).entries() : []) {
      if (!part.isMessage || part.depth > 0 || path.length >= deepest || tried >= mostTried) continue;
      const isWhole = structureWithin(part) === null;
      if (room <= 0 || (isWhole && part.encodedSize > room)) continue;
      tried++;
      const limits = { part: room, message: room, source: room };
      if (isWhole) room -= part.encodedSize;
      const opened = await openWithin({ around, part, uid: outer.uid, most: limits.part, split: splitOnce(thread, report) });
      if (!opened.ok) {
        const lost = lostBy(opened.failure);
        if (lost) return fail(lost);
        continue;
      }
      const { headers, withSections } = opened.value;
      const reading = await readTexts({ read, limits, withSections }, outer.uid, headers.structure);
      const lost = reading.ok ? null : lostBy(reading.failure);
      if (lost) return fail(lost);
      if (!isWhole) room -= textBytes(headers.structure);
      if (!reading.ok || !reading.value) continue;
      const holdsFiles = reading.value.holdsFiles || (headers.structure !== null && holdsPacked(headers.structure));
      const own = { path: [...path, at], texts: describeAttached(outer, headers, reading.value) };
      found.push({ ...own, isPartial: reading.value.isPartial || holdsFiles });
      waiting.push({ around: opened.value, path: own.path });
    }
  }
  return succeed(found);
};
