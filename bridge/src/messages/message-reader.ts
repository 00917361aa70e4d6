import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { OnDemandConnections } from '../imap/on-demand/on-demand-connections.ts';
import { createFindAttached } from './attached/find-attached.ts';
import { createReadAttached } from './attached/read-attached.ts';
import type { CharsetGuesses } from './charset-guesses.ts';
import type { FindMessage } from './find-message.ts';
import { noKeptTexts, type KeptTexts } from './texts/kept-texts.ts';
import { createOpenMessage } from './open-message.ts';
import { createReadBounded } from './reading/read-bounded.ts';
import type { ReadingThread } from './reading/reading-thread.ts';
import { createFindSource, createReadSource } from './pieces/read-pieces.ts';
import { createRangeReader } from './pieces/range-reader.ts';
import { readPieceAt, readPieceByNumber } from './pieces/read-piece.ts';
import { createRecentTexts } from './recent-texts.ts';
import { createUnpackedFiles } from './unpacked-files.ts';

/** A message of a mailbox; with a path one of those that lie in it. */
interface Asked {
  ref: MessageRef;
  path?: readonly number[] | undefined;
}

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
  const unpacked = createUnpackedFiles({ thread, report });
  const ranges = createRangeReader({ onDemand, report });
  const read = createReadBounded(thread, report);
  const attached = createFindAttached({ findMessage, onDemand, guesses, thread, report });
  const inOthers = createReadAttached({ findMessage, find: attached.find, read, recent, texts, unpacked });
  const own = createOpenMessage({ findMessage, onDemand, read, guesses, recent, texts, unpacked });
  const findOwnSource = createFindSource({ findMessage, readRange: ranges.read, onDemand, unpacked });
  const findSource = ({ ref, path = [], index }: Asked & { index: number }) =>
    path.length > 0 ? inOthers.findSource({ ref, path, index }) : findOwnSource({ ref, index });
  return {
    /** Drops what is kept of an account that was removed. */
    forget(accountId: string): void {
      recent.forget(accountId);
      unpacked.forget(accountId);
      ranges.forget(accountId);
      attached.forget(accountId);
    },
    /** The texts of a message that was opened lately, also where they are not kept. */
    openedLately: recent.peek,
    open: ({ ref, path = [] }: Asked) => (path.length > 0 ? inOthers.open({ ref, path }) : own.open({ ref })),
    openHtml: ({ ref, path = [] }: Asked) => (path.length > 0 ? inOthers.openHtml({ ref, path }) : own.openHtml({ ref })),
    readSource: createReadSource({ findMessage, readRange: ranges.read }),
    readAttachment: async ({ offset, ...asked }: Asked & { index: number; offset: number }) => {
      const source = await findSource(asked);
      return source.ok ? readPieceAt(source.value, offset) : source.failure;
    },
    readAttachmentPiece: async ({ piece, ...asked }: Asked & { index: number; piece: number }) => {
      const source = await findSource(asked);
      return source.ok ? readPieceByNumber(source.value, piece) : source.failure;
    },
  };
};
