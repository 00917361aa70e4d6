import { readBareText } from './bare-text.ts';
import type { Reading, ReadingInput } from './read-message.ts';
import type { ReadingThread } from './reading-thread.ts';
import { shortenLinks } from './shorten-links.ts';

export interface ReadBounded {
  (input: ReadingInput): Promise<Reading>;
  /** A message is about to come. */
  warm(): void;
}

/**
 * Reads messages within the limits of a thread, away from the loop that answers calls. One that costs more than that gives its bare text,
 * under a notice; so does one that meets an error of ours, which is reported. Rejects once the thread was closed: nothing of that lies in
 * the message, and nobody may keep it.
 */
export const createReadBounded = (thread: Pick<ReadingThread, 'run' | 'warm'>, report: (problem: string) => void): ReadBounded =>
  Object.assign(
    async (input: ReadingInput): Promise<Reading> => {
      const outcome = await thread.run({ kind: 'read', input });
      if (outcome.ok) return outcome.value;
      if (outcome.reason === 'closed') throw new Error(outcome.detail);
      report(`a message could not be laid out (${outcome.reason}): ${outcome.detail}`);
      const bare = shortenLinks(readBareText(input));
      return {
        ...bare,
        isFromHtml: false,
        html: [],
        isHtmlCut: false,
        isCut: true,
        notices: ['too-complex'],
        isDoubtful: false,
        holdsFiles: false,
      };
    },
    { warm: () => thread.warm() },
  );
