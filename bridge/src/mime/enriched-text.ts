/** Commands whose content is no text. */
const parameters = /<param>[^<]*<\/param>/gi;

/**
 * Reduces text/enriched (RFC 1896) or text/richtext (RFC 1341) to its text: commands fall away, single line breaks are blanks but between
 * `<nofill>`.
 */
export const reduceEnriched = (text: string): string => {
  const [before = '', ...rest] = text
    .replace(/\r\n?/g, '\n')
    .replace(parameters, '')
    .split(/<nofill>/i);
  const filled = [fill(before)];
  for (const piece of rest) {
    const [kept = '', ...after] = piece.split(/<\/nofill>/i);
    filled.push(kept, fill(after.join('')));
  }
  // `<<` is the sign itself.
  return filled.join('').split('<<').map(withoutCommands).join('<');
};

const withoutCommands = (text: string): string =>
  text
    .replace(/<(?:nl|np|paragraph)>/gi, '\n')
    .replace(/<lt>/gi, '<')
    .replace(/<\/?[a-z][a-z0-9-]{0,59}>/gi, '');

/** One line break is a blank, of several one less counts. */
const fill = (text: string): string => text.replace(/\n+/g, (breaks) => (breaks.length === 1 ? ' ' : breaks.slice(1)));
