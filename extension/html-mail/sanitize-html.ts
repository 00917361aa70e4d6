import DOMPurify from 'dompurify';
import { allowedAddresses, allowedAttributes, allowedRoles, allowedTags, contentsOfNothing, inlinePicture } from './allowed-markup.ts';
import { filterDeclarations } from './allowed-styles.ts';
import { filterStyleSheets } from './filter-style-sheet.ts';
import { foldQuotes } from './fold-quotes.ts';
import { limitLayout } from './limit-layout.ts';
import { isNestedDeeply } from './nesting.ts';
import { setStylesAside, sheetElement, styleAttribute } from './set-styles-aside.ts';
import { readLinkTarget, type LinkTarget } from './link-target.ts';

/** Markup with everything taken out of it that runs, loads, submits or leads away. It belongs to no window yet. */
export interface SanitizedHtml {
  body: HTMLElement;
  /** The style of single elements: the page's policy forbids the attribute, and allows what is set by CSSOM. */
  styles: ReadonlyMap<HTMLElement, string>;
  sheet: string;
  links: ReadonlyMap<HTMLElement, LinkTarget>;
  /** Pictures that are not in the markup itself: `cid:…` or the address of one. */
  pictures: readonly { image: HTMLImageElement; address: string }[];
}

/** More markup than this takes seconds to look at; mail of people and of shops has a tenth. */
const mostTags = 60_000;

const options = {
  ALLOWED_TAGS: allowedTags,
  ALLOWED_ATTR: allowedAttributes,
  ALLOWED_URI_REGEXP: allowedAddresses,
  ADD_URI_SAFE_ATTR: allowedAttributes.filter((name) => name !== 'href' && name !== 'src'),
  FORBID_CONTENTS: contentsOfNothing,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
} as const;

/** Sanitizes the HTML of one part of a message; null: there is more of it than can be looked at. `label` stands on folded quotes. */
export const sanitizeHtml = (html: string, label: string): SanitizedHtml | null => {
  if ((html.match(/<[a-z]/gi) ?? []).length > mostTags) return null;
  const { root, sheets } = purify(html);
  const body: HTMLElement = root.querySelector('body') ?? root;
  limitLayout(body);
  foldQuotes(body, label);
  const all = [body, ...body.querySelectorAll<HTMLElement>('*')];
  const scratch = document.createElement('span').style;
  const styles = new Map<HTMLElement, string>();
  for (const element of all) {
    const style = element.getAttribute(styleAttribute);
    element.removeAttribute(styleAttribute);
    if (!allowedRoles.has(element.getAttribute('role') ?? '')) element.removeAttribute('role');
    if (style === null || isNestedDeeply(style)) continue;
    scratch.cssText = style;
    const kept = filterDeclarations(scratch);
    if (kept !== '') styles.set(element, kept);
  }
  return { body, styles, sheet: filterStyleSheets(sheets, all.length), links: takeLinks(body), pictures: takePictures(body) };
};

/** An instance of our own: its hooks are nobody else's. */
const purify = (html: string): { root: HTMLElement; sheets: string[] } => {
  const purifier = DOMPurify(window);
  const sheets: string[] = [];
  purifier.addHook('uponSanitizeElement', (node, { tagName }) => {
    if (tagName === sheetElement) sheets.push(sheetOf(node as Element));
  });
  const root = purifier.sanitize(setStylesAside(html), options) as HTMLElement;
  return { root, sheets };
};

const sheetOf = (element: Element): string => {
  const text = element.textContent ?? '';
  const media = element.getAttribute('media')?.trim() ?? '';
  return /^[\w\s():,.-]+$/.test(media) && media !== 'all' ? `@media ${media}{${text}}` : text;
};

/**
 * Links lose their address: where they lead is known here alone, and the browser can neither go there nor look there up by itself. So does
 * what is none.
 */
const takeLinks = (body: HTMLElement): Map<HTMLElement, LinkTarget> => {
  const links = new Map<HTMLElement, LinkTarget>();
  for (const link of [body, ...body.querySelectorAll<HTMLElement>('[href]')]) {
    const target = link.localName === 'a' ? readLinkTarget(link.getAttribute('href') ?? '', link.textContent ?? '') : null;
    link.removeAttribute('href');
    if (target) links.set(link, target);
  }
  return links;
};

const takePictures = (body: HTMLElement): SanitizedHtml['pictures'] => {
  const pictures: { image: HTMLImageElement; address: string }[] = [];
  for (const element of [body, ...body.querySelectorAll('[src]')]) {
    const address = (element.getAttribute('src') ?? '').trim();
    element.removeAttribute('src');
    if (element.localName !== 'img') continue;
    const image = element as HTMLImageElement;
    const compact = address.replace(/\s+/g, '');
    if (/^data:/i.test(address)) {
      if (inlinePicture.test(compact)) image.setAttribute('src', compact);
    } else if (/^(?:cid|https?):/i.test(address)) pictures.push({ image, address });
  }
  return pictures;
};
