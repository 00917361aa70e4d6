import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import type { PlacedRef } from './attached/placed-ref.ts';
import { refusalOf, type MailRefusal } from './mail-refusal.ts';
import { readPieces } from './read-pieces.ts';

export type FetchedFile = { bytes: Uint8Array<ArrayBuffer>[] } | { refusal: MailRefusal | { reason: 'too-large' } };

/** Fetches an attachment whole, as it was sent; one that has more bytes than `largest` is given up. */
export const fetchFile = async (call: Call, placed: PlacedRef, index: number, largest: number): Promise<FetchedFile> => {
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of readPieces(call, placed, index)) {
    if ('refusal' in piece) return piece;
    bytes.push(piece.bytes);
    size += piece.bytes.length;
    if (size > largest) return { refusal: { reason: 'too-large' } };
  }
  return { bytes };
};

/** Fetches a message as the server has it. */
export const fetchSource = async (call: Call, ref: MessageRef, largest: number): Promise<FetchedFile> => {
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const answer: Awaited<ReturnType<typeof call<'mail.source'>>> = await call('mail.source', { ref, offset });
    const refusal = refusalOf(answer);
    if (refusal) return { refusal };
    if (!answer.ok || !('bytes' in answer.value)) return { refusal: { reason: 'not-found' } };
    bytes.push(Uint8Array.from(answer.value.bytes, (character) => character.charCodeAt(0)));
    offset = answer.value.next;
    if ((offset ?? 0) > largest) return { refusal: { reason: 'too-large' } };
  }
  return { bytes };
};
