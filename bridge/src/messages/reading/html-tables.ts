import type { DomNode, FormatCallback } from 'html-to-text';
import { isHidden } from './hidden-styles.ts';

/** What stands on lines of its own within a cell: then the table lays a page out. */
const blocks = new Set(
  'address article blockquote br center div dl fieldset figure form h1 h2 h3 h4 h5 h6 hr li ol p pre section table ul'.split(' '),
);
/** A cell of a table of data is small; more is not looked at. */
const mostNodes = 60;

const childrenOf = (node: DomNode | undefined): DomNode[] => node?.children ?? [];

/** Whether anything in the cell is seen, and whether it is one line. */
const lookAt = (cell: DomNode): { isEmpty: boolean; isLine: boolean } => {
  const nodes = [...childrenOf(cell)];
  let isEmpty = true;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (at >= mostNodes || blocks.has(node.name ?? '')) return { isEmpty: false, isLine: false };
    if (node.type === 'text' ? /\S/.test(node.data ?? '') : (node.attribs?.alt ?? '') !== '') isEmpty = false;
    if (nodes.length < mostNodes) nodes.push(...childrenOf(node));
  }
  return { isEmpty, isLine: true };
};

/** Where the first row of a table is looked for, and its headings: a mark before it is no row. */
const nearStart = 20;
const firstNamed = (node: DomNode | undefined, names: readonly string[]): DomNode | undefined =>
  childrenOf(node)
    .slice(0, nearStart)
    .find(({ name }) => names.includes(name ?? ''));

/** Whether the table has headings: then every cell has a meaning by its place. */
const hasHeadings = (table: DomNode | undefined): boolean => {
  const start = firstNamed(table, ['thead', 'tbody', 'tr']);
  return firstNamed(start?.name === 'tr' ? start : firstNamed(start, ['tr']), ['th']) !== undefined;
};

const tableOf = ({ parent }: DomNode): DomNode | undefined => (parent?.name === 'table' ? parent : parent?.parent);

/** A table; one of data stands apart. */
export const formatTable: FormatCallback = (table, walk, builder) => {
  const lineBreaks = hasHeadings(table) ? 2 : 1;
  builder.openBlock({ leadingLineBreaks: lineBreaks });
  walk(childrenOf(table), builder);
  builder.closeBlock({ trailingLineBreaks: lineBreaks });
};

const separator = ' | ';

/**
 * A row of a table: its cells on one line with something between them, where each is a line, as in tables of data; else below each
 * other, as they are read where a table lays the page out. Empty cells take no room but where the table has headings.
 */
export const formatRow: FormatCallback = (row, walk, builder) => {
  const cells = childrenOf(row).filter((cell) => (cell.name === 'td' || cell.name === 'th') && !isHidden(cell));
  const isData = hasHeadings(tableOf(row));
  const seen = cells.map((cell) => ({ cell, ...lookAt(cell) })).filter(({ isEmpty }) => isData || !isEmpty);
  const isLine = seen.every((cell) => cell.isLine);
  builder.openBlock({ leadingLineBreaks: 1 });
  for (const [at, { cell }] of seen.entries()) {
    if (!isLine) builder.openBlock({ leadingLineBreaks: 1 });
    else if (at > 0) builder.addInline(separator);
    walk([cell], builder);
    if (!isLine) builder.closeBlock({ trailingLineBreaks: 1 });
  }
  builder.closeBlock({ trailingLineBreaks: 1 });
};
