const longestLine = 300;

/** Characters that turn the direction of what follows, and so can make a sender or a file name look like another (Unicode UAX #9). */
const turning = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Somebody else's text as one line on screen: no control characters, nothing that turns directions, cut. */
export const toShownLine = (text: string): string => {
  const line = text
    .replace(turning, '')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line.slice(0, longestLine * 2 + 2));
  return characters.length > longestLine ? `${characters.slice(0, longestLine).join('')}…` : line;
};

/** The same for several lines: line breaks and tabs stay, and what turns directions: right-to-left text is written with it. */
export const toShownText = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
