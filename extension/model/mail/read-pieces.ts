import { bytesOfBase64 } from '../bytes.ts';
import type { Answer, Call } from '../call.ts';
import { askedAt, type PlacedRef } from './attached/placed-ref.ts';
import { refusalOf, type MailRefusal } from './mail-refusal.ts';

/** Where a file goes on, in bytes as they are transferred, and the number of the piece there; null: it goes on by its place alone. */
export interface PiecePlace {
  offset: number;
  number: number | null;
}

/** A piece of a file, decoded. `next` is where the file goes on, null at its end; `total` is about how long it is, as it is transferred. */
interface FilePiece {
  bytes: Uint8Array<ArrayBuffer>;
  next: PiecePlace | null;
  total: number;
}
type Refused = { refusal: MailRefusal };

export const beginOfFile: PiecePlace = { offset: 0, number: 0 };

/** So many pieces are asked for at once: one is fetched, one decoded and sealed, one opened and kept. */
const mostAsked = 3;

/** Where pieces take longer, they are asked for one by one: none waits for others until its time is up, nor does a message that is opened. */
const quickMs = 1500;

/**
 * Reads something attached piece by piece, in order, from a place on: several are asked for at once by their numbers, as long as each begins
 * where the one before ended. Where one does not, and of a bridge that knows no numbers, the rest is read one after the other. Ends with a
 * refusal where a piece does not come: what came before is good, and can be gone on from. Nothing is asked for until the next one is taken.
 */
export async function* readPieces(
  call: Call,
  placed: PlacedRef,
  index: number,
  { from = beginOfFile, now = () => performance.now() }: { from?: PiecePlace; now?: () => number } = {},
): AsyncGenerator<FilePiece | Refused, void> {
  const { offset, number } = from;
  const left = number === null ? offset : yield* readByNumber(call, placed, index, { offset, number, now });
  if (left !== null) yield* readByPlace(call, placed, index, left);
}

/** Returns the place from which numbers do not lead on; null: there is no more. */
async function* readByNumber(
  call: Call,
  placed: PlacedRef,
  index: number,
  { offset, number, now }: { offset: number; number: number; now: () => number },
): AsyncGenerator<FilePiece | Refused, number | null> {
  const asked: { at: number; answer: Promise<Answer<'mail.attachmentPiece'>> }[] = [];
  // How many pieces there are is known from the first one on; a server may be wrong about it, so that it bounds only what is asked ahead.
  let [most, count] = [1, 0];
  for (;;) {
    while (asked.length === 0 || (asked.length < most && number + asked.length < count))
      asked.push({ at: now(), answer: call('mail.attachmentPiece', { ...askedAt(placed), index, piece: number + asked.length }) });
    const { at, answer } = asked.shift()!;
    const piece = await answer;
    if (!piece.ok && piece.failure === 'bridge-too-old') return offset;
    if (!piece.ok || !('from' in piece.value)) {
      yield { refusal: refusalOf(piece) ?? { reason: 'not-found' } };
      return null;
    }
    const { from, next, total } = piece.value;
    if (from !== offset) return offset;
    number += 1;
    yield { bytes: new Uint8Array(piece.bytes ?? []), next: next === null ? null : { offset: next, number }, total };
    if (next === null) return null;
    offset = next;
    most = now() - at < quickMs ? mostAsked : 1;
    count = Math.ceil((total * number) / next);
  }
}

async function* readByPlace(call: Call, placed: PlacedRef, index: number, begin: number): AsyncGenerator<FilePiece | Refused, void> {
  for (let offset: number | null = begin; offset !== null;) {
    const answer: Answer<'mail.attachment'> = await call('mail.attachment', { ...askedAt(placed), index, offset });
    if (!answer.ok || !('base64' in answer.value)) {
      yield { refusal: refusalOf(answer) ?? { reason: 'not-found' } };
      return;
    }
    const { base64, next, total }: { base64: string; next: number | null; total: number } = answer.value;
    yield { bytes: bytesOfBase64(base64), next: next === null ? null : { offset: next, number: null }, total };
    offset = next;
  }
}
