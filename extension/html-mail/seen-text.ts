/** Smaller letters are not read, and so much less contrast is none. */
const smallestFont = 4;
const leastContrast = 1.15;

/**
 * The text that a person sees in elements of a document, as `innerText` lays it out: nothing that is hidden, too small, see-through, of the
 * colour of its ground, cut off or outside. What is answered must not show what was not seen. Linear in what there is.
 */
export const seenTexts = (body: HTMLElement, elements: readonly HTMLElement[]): string[] => {
  const parents = new Set(elements.flatMap((element) => textParents(element)));
  parents.delete(body);
  const unseen = [...parents].filter((element) => !isSeen(element, body));
  const former = unseen.map((element) => element.style.cssText);
  for (const element of unseen) element.style.setProperty('display', 'none', 'important');
  const texts = elements.map((element) => element.innerText);
  for (const [at, element] of unseen.entries()) element.style.cssText = former[at]!;
  return texts;
};

const textParents = (root: HTMLElement): HTMLElement[] => {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const parents: HTMLElement[] = [];
  while (walker.nextNode()) {
    const { parentElement, nodeValue } = walker.currentNode;
    // A blank that is not seen joins what stands around it.
    if (parentElement && (root.localName === 'a' || nodeValue?.trim())) parents.push(parentElement);
  }
  return parents;
};

const isSeen = (element: HTMLElement, body: HTMLElement): boolean => {
  // Of a folded quote nothing is seen yet, and a person knows that it is there.
  if (element.closest('details')) return true;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const { fontSize, color } = styleOf(element);
  if (Number.parseFloat(fontSize) < smallestFont || contrast(color, groundsOf(element, body)) < leastContrast) return false;
  return !isCutOff(element, body);
};

const styleOf = (element: Element): CSSStyleDeclaration => element.ownerDocument.defaultView!.getComputedStyle(element);

/** Text may stand outside of its element: what counts is where the letters are. */
const isCutOff = (element: HTMLElement, body: HTMLElement): boolean => {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  const { left, right, top, bottom, width, height } = range.getBoundingClientRect();
  if (width < 1 || height < 1) return true;
  const page = body.getBoundingClientRect();
  if (right < 0 || bottom < page.top || top > page.bottom) return true;
  for (let outer: HTMLElement | null = element; outer && outer !== body; outer = outer.parentElement) {
    const { overflowX, overflowY } = styleOf(outer);
    const box = outer.getBoundingClientRect();
    if (overflowX !== 'visible' && (right <= box.left + 1 || left >= box.right - 1 || box.width < 2)) return true;
    if (overflowY !== 'visible' && (bottom <= box.top + 1 || top >= box.bottom - 1 || box.height < 2)) return true;
  }
  return false;
};

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** What stands behind the letters; null where a picture or a gradient does. */
const groundsOf = (element: HTMLElement, body: HTMLElement): Rgba | null => {
  for (let outer: HTMLElement | null = element; outer; outer = outer.parentElement) {
    const { backgroundColor, backgroundImage } = styleOf(outer);
    if (backgroundImage !== 'none') return null;
    const color = parseColor(backgroundColor);
    if (color && color[3] > 0.5) return color;
    if (outer === body) break;
  }
  return [255, 255, 255, 1];
};

const parseColor = (text: string): Rgba | null => {
  const numbers = /^rgba?\(([^)]+)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  return numbers && numbers.length >= 3 ? [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3] ?? 1] : null;
};

/** WCAG 2.2, contrast ratio. A colour that is written in a way of its own counts as seen. */
const contrast = (text: string, ground: Rgba | null): number => {
  const color = parseColor(text);
  if (!color) return Infinity;
  if (color[3] < 0.1) return 1;
  if (!ground) return Infinity;
  const [low, high] = [luminance(color), luminance(ground)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

const luminance = ([red, green, blue]: Rgba): number => {
  const [r, g, b] = [red, green, blue].map((value) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
