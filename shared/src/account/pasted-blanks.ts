/**
 * Whether a password begins or ends with blanks (also those that nobody sees), or holds a line end, as it may after pasting. It is pointed
 * out and never changed: some are so.
 */
export const hasPastedBlanks = (password: string): boolean => new RegExp(`^${blank}|${blank}$|[\r\n]`).test(password);

/** White space, and the characters of zero width that web pages put between words. */
const blank = '[\\s\\u200b-\\u200f\\u2060]';
