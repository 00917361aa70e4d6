import type { DomNode } from 'html-to-text';

/** What a browser does not show: previews for lists of messages, other forms of the same for other screens and programs. */
export const hiddenStyles = ['display:none', 'display: none', 'visibility:hidden', 'visibility: hidden', 'mso-hide:all', 'mso-hide: all'];

/** Whether a style of its own hides an element. */
export const isHidden = ({ attribs }: DomNode): boolean => {
  const style = ((attribs?.style as string | undefined) ?? '').toLowerCase();
  return style !== '' && hiddenStyles.some((hidden) => style.includes(hidden));
};
