import type { LabelledMessage } from './labelled-messages.ts';
import { offerOf } from './offer-of.ts';

/** How often what was offered is right. A message with a wrong value counts against precision, one with a missing value against recall. */
export interface Score {
  messages: number;
  right: number;
  wrong: string[];
  missed: string[];
  precision: number;
  recall: number;
}

const bare = (code: string | null | undefined): string => (code ?? '').replace(/[\s-]/g, '').toLowerCase();

/** Scores messages; `wrong` and `missed` name them. */
export const scoreOf = (messages: readonly LabelledMessage[]): Score => {
  const [wrong, missed]: [string[], string[]] = [[], []];
  let [right, found] = [0, 0];
  for (const message of messages) {
    const offer = offerOf(message);
    const [code, link] = [bare(offer?.code), offer?.link?.url ?? ''];
    const [wantedCode, wantedLink] = [bare(message.expected.code), message.expected.link ?? ''];
    if ((code !== '' && code !== wantedCode) || (link !== '' && link !== wantedLink)) wrong.push(message.id);
    if ((wantedCode !== '' && code !== wantedCode) || (wantedLink !== '' && link !== wantedLink)) missed.push(message.id);
    if (code === wantedCode && link === wantedLink) {
      right++;
      if (code + link !== '') found++;
    }
  }
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  return {
    messages: messages.length,
    right,
    wrong,
    missed,
    precision: share(found, found + wrong.length),
    recall: share(found, found + missed.length),
  };
};
