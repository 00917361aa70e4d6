/** Where the text of a `style` attribute is kept until it was looked at. */
export const styleAttribute = 'data-style';

/** An element whose content the parser takes as text, in the head and in the body, and that does nothing (HTML standard, “in head”). */
export const sheetElement = 'noframes';

/**
 * The same markup with its styles under names that the browser does not act on. A page whose policy forbids inline styles reports each one
 * while it parses, hundreds for a newsletter, and takes its time for that. What is missed here is dropped. Linear.
 */
export const setStylesAside = (html: string): string =>
  html
    .replace(/<(\/?)style\b/gi, `<$1${sheetElement}`)
    .replace(/<[a-z][^<>]*/gi, (tag) => tag.replace(/([\s"'/])style(?=\s*=)/gi, `$1${styleAttribute}`));
