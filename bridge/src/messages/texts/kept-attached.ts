import type { MessageTexts } from '../recent-texts.ts';
import type { KeptAttached, KeptText } from './kept-texts.ts';

/** So many messages that lie in one, and so many characters of them, are kept with it; what was read longest ago gives way. */
const mostAttached = 50;
const mostCharacters = 2 * 1024 * 1024;

/** A kept text with those of messages in it, the newest last: each in the place of what was kept of the same message before. */
export const withAttached = (kept: KeptText, added: readonly KeptAttached[]): KeptText => {
  const paths = new Set(added.map(({ path }) => path.join()));
  const all = [...(kept.attached ?? []).filter(({ path }) => !paths.has(path.join())), ...added];
  let characters = 0;
  const fitting = all
    .toReversed()
    .slice(0, mostAttached)
    .filter(({ texts }) => (characters += charactersOf(texts)) <= mostCharacters);
  return { ...kept, attached: fitting.reverse() };
};

/**
 * A text that was read anew, with what is kept of the messages in it: only where its attachments are listed as they were. What was unpacked
 * meanwhile stands behind them.
 */
export const withTexts = (kept: KeptText | null, texts: MessageTexts): KeptText => {
  const [before, now] = [kept ? listOf(kept.texts) : [], listOf(texts)];
  const length = Math.min(before.length, now.length);
  const isSame = kept?.attached && before.slice(0, length).join() === now.slice(0, length).join();
  return { texts, isPartial: false, ...(isSame && { attached: kept.attached! }) };
};

/** What is kept of the message at a path. */
export const attachedAt = (kept: KeptText | null, path: readonly number[]): KeptAttached | null =>
  kept?.attached?.find((attached) => attached.path.join() === path.join()) ?? null;

/** Whether messages lie in it, or in those, of whose texts not all is kept. */
export const lacksAttached = (kept: KeptText): boolean => {
  const lacks = ({ messages = [] }: MessageTexts, path: readonly number[]): boolean =>
    messages.some((at) => {
      const inner = attachedAt(kept, [...path, at]);
      return inner === null || inner.isPartial || lacks(inner.texts, inner.path);
    });
  return lacks(kept.texts, []);
};

/** Whatever they are: the links of a text can be longer than it is. */
const charactersOf = (texts: MessageTexts): number => JSON.stringify(texts).length;

const listOf = ({ content }: MessageTexts): string[] =>
  content.attachments.map(({ type, size, depth }) => JSON.stringify([type, size, depth]));
