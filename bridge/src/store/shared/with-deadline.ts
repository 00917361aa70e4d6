/** No answer of a server came within the time for it. */
export class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';
}

/** What the work resolves with, or a rejection after so many milliseconds; the work itself goes on and is nobody's any more. */
export const withDeadline = async <Value>(work: Promise<Value>, deadlineMs: number): Promise<Value> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new NoAnswer(`no answer within ${deadlineMs} ms`)), deadlineMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    // It may fail later on; that was said already.
    work.catch(() => undefined);
  }
};
