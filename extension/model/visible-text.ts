import { cleanText } from '@kurrier/shared/text/clean-text';

/**
 * A server's words as they may stand on the screen: characters that reorder or hide text are shown by their code point,
 * so that a banner cannot pretend to be something else.
 */
export const visibleText = (text: string): string => cleanText(text, 'words');
