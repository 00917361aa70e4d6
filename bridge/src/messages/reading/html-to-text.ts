import { compile, type FormatCallback, type SelectorDefinition } from 'html-to-text';
import { hiddenStyles } from './hidden-styles.ts';
import { formatRow, formatTable } from './html-tables.ts';

/** Somebody who can read an address that is longer reads the source. */
const longestAddress = 2_000;

const skip = (selector: string): SelectorDefinition => ({ selector, format: 'skip' });
const block = (selector: string): SelectorDefinition => ({
  selector,
  format: 'block',
  options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
});

/** A picture is what it is called, if it is called anything. */
const formatPicture: FormatCallback = ({ attribs }, _, builder) => {
  const alt = ((attribs?.alt as string | undefined) ?? '').trim();
  if (alt !== '') builder.addInline(`[${alt}]`);
};

const convert = compile({
  wordwrap: false,
  // What stands beside of the body is seen as well: browsers put it there.
  baseElements: { selectors: ['no-such-element'], returnDomByDefault: true },
  limits: { maxInputLength: 500_000, maxDepth: 200, maxChildNodes: 20_000, ellipsis: '…' },
  formatters: { row: formatRow, rows: formatTable, picture: formatPicture },
  selectors: [
    ...hiddenStyles.map((style) => skip(`[style*="${style}" i]`)),
    ...['[hidden]', 'title', 'template', 'select', 'textarea', 'svg', 'video', 'audio', 'object', 'iframe'].map(skip),
    ...[
      'html',
      'head',
      'body',
      'address',
      'caption',
      'center',
      'dd',
      'dl',
      'dt',
      'fieldset',
      'figcaption',
      'figure',
      'legend',
      'details',
      'summary',
    ].map(block),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'img', format: 'picture' },
    { selector: 'table', format: 'rows' },
    { selector: 'tr', format: 'row' },
    { selector: 'ul', options: { itemPrefix: ' • ' } },
    {
      selector: 'a',
      options: {
        hideLinkHrefIfSameAsText: true,
        noAnchorUrl: true,
        pathRewrite: (address: string) => (address.length > longestAddress ? `${address.slice(0, longestAddress)}…` : address),
      },
    },
  ],
});

/** Marks without width that fill the preview of a message in lists, with blanks between them. Single ones join letters, and stay. */
const filling = /(?:[ \u00A0\u2007]{0,4}[\u034F\u200B-\u200D\u00AD\uFEFF]){3,}[ \u00A0\u2007]{0,4}/g;

/**
 * The parser's work grows with the square of what is open at once. No mail leaves so much open; `<br>`, `<img>` and `<td>` count here, too.
 */
const mostOpen = 20_000;

const countOf = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0;
const isTooDeep = (html: string): boolean => countOf(html, /<[a-z]/gi) - countOf(html, /<\//g) > mostOpen;

/** What is there where nothing closes what hides it: a comment, a style, a title that goes on to the end. */
const stripMarkup = (html: string): string =>
  html
    .replace(/<(style|script|title)\b[^<>]{0,1000}>[^<]*<\/\1>/gi, ' ')
    .replace(/<!--[^<>]*-->/g, ' ')
    .replace(/<[^<>]*>|<!-{0,2}|-->/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Reduces HTML to what a person reads of it. Nothing of it is ever a document, no address in it is visited. */
export const reduceHtml = (html: string): string => {
  const text = convert(isTooDeep(html) ? html.replace(/<[^<>]*>/g, ' ') : html)
    .replace(filling, ' ')
    .replace(/^[ \t\u00A0]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n');
  return text.trim() === '' ? stripMarkup(html) : text;
};
