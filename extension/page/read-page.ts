import type { PageText } from '@kurrier/shared/discovery/page-text';

type PageLine = PageText['lines'][number];

/**
 * Reads what can be seen on the page that it is injected into: once, after a press, in the top frame. It is handed over as its source, so
 * everything it needs stands inside. Values of fields, and a password among them, are not text, and stay where they are; what is hidden by
 * whatever means does not count, but what a visible tab or a summary opens does. Reads only, changes nothing, and ends by itself.
 */
export const readPage = (): PageText => {
  const limits = { nodes: 20_000, lines: 3_000, line: 500, cells: 12, all: 200_000 };
  const skipped = new Set(
    'SCRIPT STYLE NOSCRIPT TEMPLATE NAV FOOTER IFRAME OBJECT EMBED SVG CANVAS VIDEO AUDIO INPUT TEXTAREA SELECT BUTTON HEAD TITLE DEL S STRIKE'.split(
      ' ',
    ),
  );
  const lines: PageLine[] = [];
  let [text, nodes, letters, isCut] = ['', 0, 0, false];

  const numbersIn = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const isClear = (color: string): boolean => (numbersIn(color)[3] ?? 1) < 0.1;
  const backgroundOf = (element: Element | null): string => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at);
      if (backgroundImage !== 'none') return '';
      if (!isClear(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  /** Letters that have the color of what is behind them, or hardly another. */
  const isUnreadable = (element: Element): boolean => {
    const { color } = getComputedStyle(element);
    if (isClear(color)) return true;
    const [front, back] = [numbersIn(color), numbersIn(backgroundOf(element))];
    return back.length >= 3 && [0, 1, 2].every((at) => Math.abs(front[at]! - back[at]!) < 24);
  };
  const isAway = (element: Element): boolean => {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    const [across, down] = [scrollX, scrollY];
    if (getComputedStyle(element).overflow !== 'visible' && (width <= 2 || height <= 2) && element.textContent !== '') return true;
    return width > 0 && (right + across <= 0 || bottom + down <= 0 || left + across > 20_000 || top + down > 500_000);
  };
  const isHidden = (element: Element): boolean => {
    const { display, visibility, opacity, fontSize, clipPath, position, clip, textDecorationLine } = getComputedStyle(element);
    if (display === 'contents') return false;
    return (
      display === 'none' ||
      visibility !== 'visible' ||
      textDecorationLine.includes('line-through') ||
      Number(opacity) < 0.1 ||
      Number.parseFloat(fontSize) < 4 ||
      /inset\(\s*(?:50|100)%|circle\(0/.test(clipPath) ||
      (position === 'absolute' && /rect\(0(?:px)?,? 0|rect\(1px,? 1/.test(clip)) ||
      isAway(element)
    );
  };
  /** The tab that can be seen and opens this panel. */
  const tabOf = (element: Element): Element | null => {
    if (element.getAttribute('role') !== 'tabpanel' || element.id === '') return null;
    const tab = document.querySelector(`[role=tab][aria-controls="${CSS.escape(element.id)}"]`);
    return tab !== null && !isHidden(tab) ? tab : null;
  };
  /** Posts of a forum: two at least in one thread. A thread alone is also how web mail shows a letter. */
  const isForum = (element: Element): boolean => element.matches('.thread, .topic') && element.querySelectorAll('.post, .reply').length > 1;
  const isAside = (element: Element): boolean =>
    /^(?:ASIDE|BLOCKQUOTE|Q)$/.test(element.tagName) ||
    isForum(element) ||
    /(?:^|[\s_-])(?:comments?|kommentare?|commentaires?|replies|reply-list|quote|gmail_quote|discussion|reviews?|forum-?post|postbody|postbit|topic-post|message--post|post_wrapper|answercell)(?:$|[\s_-])/i.test(
      `${element.id} ${element.getAttribute('class') ?? ''}`,
    );

  const push = (line: PageLine): void => {
    const cells = line.cells.slice(0, limits.cells).map((cell) => cell.replace(/\s+/g, ' ').trim().slice(0, limits.line));
    if (cells.every((cell) => cell === '')) return;
    letters += cells.join('').length;
    if (lines.length >= limits.lines || letters > limits.all) isCut = true;
    else lines.push({ ...line, cells });
  };
  const endLine = (kind: PageLine['kind']): void => {
    for (const cell of text.split('\n')) push({ cells: [cell], kind });
    text = '';
  };

  /** The text of an element alone, with the lines in it. */
  const textOf = (element: Element, isShown: boolean): string => {
    const before = text;
    text = '';
    walk(element, { kind: 'text', isShown, isInCell: true });
    const own = text;
    text = before;
    return own;
  };
  interface Place {
    kind: PageLine['kind'];
    /** Hidden, but opened by something that can be seen. */
    isShown: boolean;
    isInCell: boolean;
  }
  interface Span {
    rows: number;
    text: string;
  }
  /** Cells of rows above that reach into the next one, by their column. None reaches out of its group of rows. */
  const spansIn = new WeakMap<Element, (Span | undefined)[]>();
  /** The cells of a row by their columns: one over several columns is about each of them, one over several rows stands in all of them. */
  const columnsOf = (group: Element, cells: readonly Element[], isShown: boolean): string[] => {
    const columns: string[] = [];
    const spans = spansIn.get(group) ?? [];
    const reaching: (Span | undefined)[] = [];
    const put = (own: string, rows: number): void => {
      if (columns.length >= limits.cells) return;
      if (rows > 0) reaching[columns.length] = { rows, text: own };
      columns.push(own);
    };
    const putReaching = (): void => {
      for (let span = spans[columns.length]; span; span = spans[columns.length]) put(span.text, span.rows - 1);
    };
    for (const cell of cells) {
      putReaching();
      const own = textOf(cell, isShown);
      const { colSpan, rowSpan } = cell as HTMLTableCellElement;
      // 0: to the end of its group.
      for (let at = 0; at < Math.min(colSpan, limits.cells); at += 1) put(own, (rowSpan || Infinity) - 1);
    }
    putReaching();
    spansIn.set(group, reaching);
    return columns;
  };
  const walkRow = (row: Element, place: Place): void => {
    const cells = [...row.children].filter((cell) => /^T[DH]$/.test(cell.tagName) && (place.isShown || !isHidden(cell)));
    const isHead = cells.length > 1 && cells.every((cell) => cell.tagName === 'TH');
    const columns = columnsOf(row.parentElement!, cells, place.isShown);
    const kind = place.kind === 'quote' ? 'quote' : isHead ? 'head-row' : 'row';
    // What stands over the whole row is said once; one cell beside others that reach into the row does not.
    const isOver = cells.length === 1 && columns.every((own) => own === columns[0]);
    push({ cells: isOver ? columns.slice(0, 1) : columns, kind });
  };
  /** A row whose cells are walked one by one: those that reach into it reach less far below it. */
  const passRow = (row: Element): void => {
    const group = row.parentElement!;
    const left = (spansIn.get(group) ?? []).map((span) => (span && span.rows > 1 ? { ...span, rows: span.rows - 1 } : undefined));
    spansIn.set(group, left);
  };
  /** A row that divides a page and not a table: with tables in it, or with one cell and all the lines of the page there. */
  const isLayout = (row: Element): boolean =>
    row.querySelector('table, h1, h2, h3, h4, ul, ol, dl') !== null ||
    (row.children.length === 1 && row.querySelectorAll('br, p').length > 2);
  const walk = (parent: Element, place: Place): void => {
    for (const node of parent.childNodes) {
      nodes += 1;
      if (nodes > limits.nodes) {
        isCut = true;
        return;
      }
      if (node instanceof Text) {
        const kept = parent.closest('pre') ? node.data : node.data.replace(/\s+/g, ' ');
        if (kept.trim() === '' || place.isShown || !isUnreadable(parent)) text += kept;
        continue;
      }
      if (!(node instanceof Element)) continue;
      // What a tab is called, its panel is about: one that is open, or one that its panel names.
      const isTab = node.getAttribute('role') === 'tab' || node.parentElement?.getAttribute('role') === 'tablist';
      const isOpenTab = isTab && node.getAttribute('aria-selected') === 'true' && !isHidden(node);
      const tab = isOpenTab ? node : tabOf(node);
      if (tab && !place.isInCell) {
        endLine(place.kind);
        push({ cells: [tab.textContent], kind: place.kind === 'quote' ? 'quote' : 'text' });
      }
      if (skipped.has(node.tagName.toUpperCase()) || isTab) continue;
      const opened = place.isShown || tab !== null || (node.parentElement?.tagName === 'DETAILS' && !isHidden(node.parentElement));
      if (!opened && isHidden(node)) continue;
      walkElement(node, { ...place, isShown: opened });
    }
  };
  const walkElement = (element: Element, place: Place): void => {
    const kind = isAside(element) ? 'quote' : place.kind;
    if (element.tagName === 'BR') text += '\n';
    else if (place.isInCell) {
      const isBlock = !/^inline|contents/.test(getComputedStyle(element).display);
      if (isBlock) text += '\n';
      walk(element, place);
      if (isBlock) text += '\n';
    } else if (element.tagName === 'TR' && !isLayout(element)) {
      endLine(kind);
      walkRow(element, { ...place, kind });
    } else if (/^inline|contents/.test(getComputedStyle(element).display)) walk(element, { ...place, kind });
    else {
      if (element.tagName === 'TR') passRow(element);
      endLine(place.kind);
      const own = /^H[1-6]$/.test(element.tagName) && kind === 'text' ? 'heading' : kind;
      walk(element, { ...place, kind: own });
      endLine(own);
    }
  };

  // A page that is itself the frame of another is not what a person looks at.
  walkElement(document.body, { kind: 'text', isShown: false, isInCell: false });
  endLine('text');
  return { origin: location.origin, lines, isCut };
};
