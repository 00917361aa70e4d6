import { limitMarks } from '@kurrier/shared/text/clean-text';

/** So many places of tables may be taken by cells that span several; what spans more than that together spans one. */
const mostSpanned = 20_000;
const longestSpan = 1_000;

/** Each table within another may double the work of laying out: what lies in more is laid out as text. */
const deepTables = Array.from({ length: 16 }, () => 'table').join(' ');

/**
 * Takes from markup what keeps a browser busy for longer than anybody waits: tables with millions of places or in each other, letters under
 * thousands of marks.
 */
export const limitLayout = (body: HTMLElement): void => {
  for (const part of body.querySelectorAll(`${deepTables}, ${deepTables} :is(caption, colgroup, col, tbody, thead, tfoot, tr, td, th)`)) {
    const block = body.ownerDocument.createElement('div');
    block.append(...part.childNodes);
    part.replaceWith(block);
  }
  let spanned = 0;
  for (const element of body.querySelectorAll('[colspan], [rowspan], [span]')) {
    const [columns, rows] = [spanOf(element, 'colspan') * spanOf(element, 'span'), spanOf(element, 'rowspan')];
    if (columns * rows === 1) continue;
    spanned += columns * rows;
    if (spanned > mostSpanned) for (const name of ['colspan', 'rowspan', 'span']) element.removeAttribute(name);
  }
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { nodeValue } = walker.currentNode;
    const limited = limitMarks(nodeValue ?? '');
    if (limited !== nodeValue) walker.currentNode.nodeValue = limited;
  }
};

/** A rowspan of 0 reaches to the end of the table. */
const spanOf = (element: Element, name: string): number => {
  const value = element.getAttribute(name);
  if (value === null) return 1;
  const span = Number.parseInt(value, 10);
  return span === 0 && name === 'rowspan' ? longestSpan : Math.min(Math.max(span || 1, 1), longestSpan);
};
