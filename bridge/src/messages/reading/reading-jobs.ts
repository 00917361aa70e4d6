import { guessNothing, type GuessCharset } from '../../mime/decode-charset.ts';
import { splitMessage, type SplitMessage } from '../attached/split-message.ts';
import { readMessage, type Reading, type ReadingInput } from './read-message.ts';
import { unpackText, unpackTnef, type Unpacked } from './unpack.ts';

/** What is done away from the loop that answers calls: work on what somebody else wrote, that may be long. */
export type ReadingJob =
  | { kind: 'read'; input: ReadingInput }
  /** Guesses the charset of each. */
  | { kind: 'guess'; samples: Uint8Array[] }
  /** Unpacks a winmail.dat, or the files within a text, as it is transferred. */
  | { kind: 'unpack'; from: 'tnef' | 'text'; bytes: Uint8Array; encoding: string }
  /** Splits a message that was fetched whole, in this transfer encoding. */
  | { kind: 'split'; bytes: Uint8Array; encoding: string };

export interface ReadingResults {
  read: Reading;
  guess: (string | null)[];
  unpack: Unpacked | null;
  split: SplitMessage;
}

/** Runs a job where it cannot hold up anything else. */
export const runReadingJob = async (job: ReadingJob): Promise<ReadingResults[ReadingJob['kind']]> => {
  switch (job.kind) {
    case 'read':
      return withGuesses((guess) => readMessage(job.input, guess));
    case 'guess':
      return withGuesses((guess) => job.samples.map((sample) => guess(sample, false)));
    case 'unpack':
      return withGuesses((guess) =>
        job.from === 'text' ? unpackText(job.bytes, job.encoding) : unpackTnef(job.bytes, job.encoding, guess),
      );
    case 'split':
      return splitMessage(job.bytes, job.encoding);
  }
};

let loaded: GuessCharset | null = null;

/** What guesses takes fifty megabytes and a tenth of a second to load: it is loaded for messages alone whose labels fail. */
const withGuesses = async <Result>(run: (guess: GuessCharset) => Result): Promise<Result> => {
  let isAsked = false;
  const ask: GuessCharset = (...asked) => {
    isAsked = true;
    return guessNothing(...asked);
  };
  const result = run(loaded ?? ask);
  if (loaded || !isAsked) return result;
  loaded = (await import('../../mime/guess-charset.ts')).guessCharset;
  return run(loaded);
};
