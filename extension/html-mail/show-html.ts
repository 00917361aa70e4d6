import { baseSheet, bodyStyle, darkSheet, guardSheet, placeStyle, rootStyle } from './frame-styles.ts';
import { readLinkTarget, type LinkTarget } from './link-target.ts';
import { seenTexts } from './seen-text.ts';
import type { SanitizedHtml } from './sanitize-html.ts';

/** Higher ones scroll inside themselves. */
const highest = 30_000;

export interface FrameEvents {
  /** The pointer or the focus is on a link, or on none any more. */
  onTarget: (target: LinkTarget | null) => void;
  onLink: (target: LinkTarget, isTouch: boolean) => void;
  /** A key that was pressed in the frame: the page's own keys go on working. */
  onKey: (event: KeyboardEvent) => void;
}

export interface ShownHtml {
  setDark: (isDark: boolean) => void;
  /** What a person sees of it as text: nothing that is hidden. */
  text: () => string;
  stop: () => void;
}

/** Shows sanitized markup in an empty frame that has loaded `frameSource`. Frames of different parts know nothing of each other. */
export const showHtml = (
  frame: HTMLIFrameElement,
  html: SanitizedHtml,
  events: FrameEvents,
  describePlace: (place: string) => string,
): ShownHtml => {
  const inner = frame.contentDocument;
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inner || !view) throw new Error('the frame has no document');
  const { body } = inner;
  for (const { name, value } of html.body.attributes) body.setAttribute(name, value);
  for (const [element, style] of html.styles) element.style.cssText = element === html.body ? '' : style;
  while (html.body.firstChild) body.append(html.body.firstChild);
  body.style.cssText = html.styles.get(html.body) ?? '';
  setImportant(inner.documentElement, rootStyle);
  setImportant(body, bodyStyle);

  const sheet = (text: string): CSSStyleSheet => {
    const made = new view.CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };
  const sheets = [baseSheet, html.sheet, guardSheet].map(sheet);
  const dark = sheet(darkSheet);
  inner.adoptedStyleSheets = sheets;
  const links = readSeenLinks(body, html.links);
  for (const [link, target] of links) markLink(link, target, describePlace);

  const targetOf = ({ target }: Event): LinkTarget | null => {
    const link = (target as Element | null)?.closest?.<HTMLElement>('a');
    return (link && links.get(link)) ?? null;
  };
  const follow = (event: Event): void => {
    const target = targetOf(event);
    if (!target) return;
    event.preventDefault();
    events.onLink(target, 'pointerType' in event && event.pointerType === 'touch');
  };
  const listeners: Record<string, (event: Event) => void> = {
    click: follow,
    auxclick: (event) => {
      if ((event as MouseEvent).button === 1) follow(event);
    },
    pointerover: (event) => events.onTarget(targetOf(event)),
    focusin: (event) => events.onTarget(targetOf(event)),
    pointerleave: () => events.onTarget(null),
    keydown: (event) => {
      if ((event as KeyboardEvent).key === 'Enter' && targetOf(event)) follow(event);
      else events.onKey(event as KeyboardEvent);
    },
    submit: (event) => event.preventDefault(),
    dragstart: (event) => event.preventDefault(),
  };
  for (const [name, listener] of Object.entries(listeners)) inner.addEventListener(name, listener);

  const fit = (): void => {
    const root = inner.documentElement;
    const bar = root.scrollWidth > root.clientWidth ? 18 : 0;
    const height = Math.ceil(body.getBoundingClientRect().height) + bar;
    frame.style.height = `${Math.min(highest, height)}px`;
    root.style.overflowY = height > highest ? 'auto' : '';
  };
  const observer = new ResizeObserver(fit);
  observer.observe(body);
  fit();
  return {
    setDark: (isDark) => (inner.adoptedStyleSheets = isDark ? [...sheets, dark] : sheets),
    text: () => seenTexts(body, [body])[0]!,
    stop: () => observer.disconnect(),
  };
};

const setImportant = (element: HTMLElement, style: Readonly<Record<string, string>>): void => {
  for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value, 'important');
};

/** Links as they are seen: what is hidden between the letters of one hides from its text what it says. */
const readSeenLinks = (body: HTMLElement, links: SanitizedHtml['links']): Map<HTMLElement, LinkTarget> => {
  const inPieces = [...links].flatMap(([link, target]) => (link.childElementCount > 0 && !target.isDisguised ? [link] : []));
  const seen = new Map(links);
  if (inPieces.length === 0) return seen;
  for (const [at, text] of seenTexts(body, inPieces).entries()) {
    const link = inPieces[at]!;
    const { address } = links.get(link)!;
    seen.set(link, readLinkTarget(address, text) ?? links.get(link)!);
  }
  return seen;
};

const markLink = (link: HTMLElement, { place, isDisguised }: LinkTarget, describePlace: (place: string) => string): void => {
  link.setAttribute('role', 'link');
  link.tabIndex = 0;
  if (!isDisguised) return;
  const mark = link.ownerDocument.createElement('span');
  mark.textContent = describePlace(place);
  setImportant(mark, placeStyle);
  link.after(mark);
};
