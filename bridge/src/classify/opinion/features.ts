import type { Leg } from '@kurrier/shared/account/connection';
import type { Stage } from '@kurrier/shared/failure/failure';
import type { ParsedReply } from '../parse-reply.ts';
import { conceptsIn } from './concepts-in.ts';

/** A reason is said early; the rest is links and traces. */
const maxWords = 48;
/** Longer ones are traces. */
const maxLetters = 24;
/** Endings differ between forms of a word, and between forms of a language; beginnings do not. */
const stemLetters = 6;

/**
 * What a learned opinion sees of a reply. A feature is text, so that the ones that decided can be shown: `w:quota`, `p:mailbo full`, `c:525
 * sign-in`.
 */
export const featuresOf = (leg: Leg, stage: Stage, reply: ParsedReply, folded: string): string[] => {
  const words = wordsOf(folded);
  const stems = words.map((word) => word.slice(0, stemLetters));
  const { replyCode, enhancedStatusCode: enhanced, responseCode, status } = reply;
  const detail = enhanced?.slice(2);
  const place = `${leg} ${stage}`;
  return [
    ...new Set([
      `s:${place}`,
      ...stems.map((stem) => `w:${stem}`),
      ...words.map((word) => `q:${word.slice(0, 4)}`),
      ...stems.map((stem) => `w:${stem} ${stage}`),
      ...stems.slice(1).map((stem, i) => `p:${stems[i]} ${stem}`),
      ...conceptsIn(folded).flatMap((name) => [`i:${name}`, `i:${name} ${stage}`]),
      ...(replyCode ? [`c:${replyCode}`, `c:${replyCode} ${stage}`, `c:${Math.floor(replyCode / 100)} ${stage}`] : []),
      ...(detail ? [`e:${detail}`, `e:${enhanced}`, `e:${detail.split('.')[0]} ${stage}`] : []),
      ...(responseCode ? [`r:${responseCode}`] : []),
      ...(status ? [`t:${status} ${stage}`] : []),
    ]),
  ];
};

/** Words of letters; scripts without spaces give pairs of characters. */
const wordsOf = (folded: string): string[] =>
  (folded.match(/[\p{L}'@]{1,60}/gu) ?? [])
    .slice(0, maxWords)
    .flatMap((word) => (/[\u2e80-\u9fff\uac00-\ud7af]/.test(word) ? pairsOf(word.slice(0, 40)) : word.length <= maxLetters ? [word] : []));

const pairsOf = (text: string): string[] => Array.from({ length: Math.max(1, text.length - 1) }, (_, i) => text.slice(i, i + 2));
