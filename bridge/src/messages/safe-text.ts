import { cleanText } from '@kurrier/shared/text/clean-text';

const longestLine = 300;

/** Somebody else's text as one line on screen: no control characters, nothing that turns directions, cut. */
export const toShownLine = (text: string): string => {
  const line = cleanText(text, 'outsideLine').replace(/\s+/g, ' ').trim();
  const characters = Array.from(line.slice(0, longestLine * 2 + 2));
  return characters.length > longestLine ? `${characters.slice(0, longestLine).join('')}…` : line;
};

/** The same for several lines: line breaks and tabs stay, and what right-to-left text is written with. */
export const toShownText = (text: string): string => cleanText(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'), 'body');
