import { cleanText } from '@kurrier/shared/text/clean-text';

/** What a remote source calls itself, as one line of at most `maxLength` characters that can be shown. */
export const toLabel = (text: string, maxLength: number): string =>
  cleanText(text, 'label').replaceAll(/\s+/g, ' ').trim().slice(0, maxLength);
