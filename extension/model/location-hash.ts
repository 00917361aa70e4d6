/**
 * The parts of a location's hash between its slashes, decoded: `#/mail/a%20b` is `mail` and `a b`. Anybody can type one: nothing of it
 * throws.
 */
export const hashParts = (hash: string): string[] => hash.replace(/^#\/?/, '').split('/').map(decodePart);

/** The hash of these parts; `hashParts` reads it back. */
export const joinHash = (parts: readonly string[]): string =>
  ['#', ...parts.map((part) => encodeURIComponent(part.toWellFormed()))].join('/');

/** A part that is no percent-encoding stands for itself. */
const decodePart = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
};
