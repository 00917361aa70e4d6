import type { createMessageReader } from '../message-reader.ts';
import type { KeptTexts } from '../texts/kept-texts.ts';

type OpenedLately = ReturnType<typeof createMessageReader>['openedLately'];

/** The texts at hand, with those of messages that were opened lately before them: not all of these are kept. */
export const withOpened = (texts: Pick<KeptTexts, 'read'>, openedLately: OpenedLately): Pick<KeptTexts, 'read'> => ({
  async read(ref) {
    const opened = openedLately(ref);
    return opened ? { texts: opened, isPartial: false } : texts.read(ref);
  },
});
