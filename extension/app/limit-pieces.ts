import type { Call } from '../model/call.ts';

/** A browser has six connections to a port: other calls must find one, however many files are fetched in however many pages. */
const mostUnderWay = 3;

/** Lets so many pieces of files be under way at once; further ones wait in the order in which they were asked for. */
export const limitPieces = (call: Call): Call => {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return async (name, body) => {
    if (name !== 'mail.attachmentPiece') return call(name, body);
    if (underWay >= mostUnderWay) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay += 1;
    try {
      return await call(name, body);
    } finally {
      // The place goes to the next one, without being free in between.
      const next = waiting.shift();
      if (next) next();
      else underWay -= 1;
    }
  };
};
