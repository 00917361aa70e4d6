import type { OnDemandConnections } from '../imap/on-demand/on-demand-connections.ts';
import type { CharsetGuesses } from './charset-guesses.ts';
import type { FindMessage } from './find-message.ts';
import { noKeptTexts, type KeptTexts } from './texts/kept-texts.ts';
import { createOpenMessage } from './open-message.ts';
import { createReadBounded } from './reading/read-bounded.ts';
import type { ReadingThread } from './reading/reading-thread.ts';
import { createReadAttachment, createReadSource } from './read-pieces.ts';
import { createRangeReader } from './range-reader.ts';
import { createRecentTexts } from './recent-texts.ts';
import { createUnpackedFiles } from './unpacked-files.ts';

export interface MessageReaderDeps {
  findMessage: FindMessage;
  onDemand: OnDemandConnections;
  thread: ReadingThread;
  guesses: CharsetGuesses;
  /** What is at hand without the server; nothing, unless told. */
  texts?: KeptTexts;
  /** Gets a line about what went wrong inside; nothing of the message. */
  report?: (problem: string) => void;
}

/** Reads single messages from the server, when somebody opens them. */
export const createMessageReader = (deps: MessageReaderDeps) => {
  const { findMessage, onDemand, thread, guesses, texts = noKeptTexts, report = () => undefined } = deps;
  const recent = createRecentTexts();
  const unpacked = createUnpackedFiles({ onDemand, thread, report });
  const ranges = createRangeReader({ onDemand, report });
  return {
    /** Drops what is kept of an account that was removed. */
    forget(accountId: string): void {
      recent.forget(accountId);
      unpacked.forget(accountId);
      ranges.forget(accountId);
    },
    ...createOpenMessage({ findMessage, onDemand, read: createReadBounded(thread, report), guesses, recent, texts, unpacked }),
    readSource: createReadSource({ findMessage, readRange: ranges.read }),
    readAttachment: createReadAttachment({ findMessage, readRange: ranges.read, unpacked }),
  };
};
