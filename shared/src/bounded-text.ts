import * as z from 'zod/mini';

/**
 * The longest that a text may be, as the check that comes before any pattern: zod runs every check, also those after one that failed,
 * unless that one aborts; and a pattern may take the square of the length.
 */
export const atMost = (maxLength: number) => z.maxLength(maxLength, { abort: true });

/** Text of at most so many characters that fits a pattern; nothing longer is held against it. */
export const patternText = (maxLength: number, pattern: RegExp, problem?: string) =>
  z.string().check(atMost(maxLength), z.regex(pattern, problem));
