const side = '(?:-(?:top|right|bottom|left|inline|block)(?:-(?:start|end))?)?';

/**
 * Properties that lay text out within the place where it stands. None that loads, places over other things, moves, makes
 * text, or takes long to paint, as shadows of many letters do.
 */
const properties = new RegExp(
  `^(?:${[
    'color|opacity|visibility|display|float|clear|direction|unicode-bidi|vertical-align|box-sizing|table-layout|caption-side|empty-cells',
    'white-space(?:-collapse)?|word-(?:break|spacing|wrap)|line-(?:height|break)|letter-spacing|hyphens|tab-size|quotes',
    'overflow(?:-(?:x|y|wrap))?|object-fit|aspect-ratio',
    'text-(?:align(?:-last)?|decoration(?:-(?:color|line|style|thickness))?|indent|overflow|transform|wrap(?:-(?:mode|style))?)',
    'font-(?:family|size|style|weight|stretch|size-adjust|kerning|variant(?:-[a-z-]+)?)',
    '(?:min-|max-)?(?:width|height|inline-size|block-size)',
    `(?:margin|padding)${side}`,
    `border${side}-(?:color|style|width)|border-(?:[a-z]+-){1,2}radius|border-(?:collapse|spacing)`,
    'background-(?:color|image|repeat(?:-[xy])?|size|position(?:-[xy])?|clip|origin|attachment)',
    'list-style-(?:type|position)',
    'flex-(?:basis|direction|grow|shrink|wrap)|order|(?:align|justify)-(?:content|items|self)|(?:row-|column-)?gap',
    'grid-(?:template-(?:columns|rows|areas)|auto-(?:columns|rows|flow)|(?:row|column)-(?:start|end))',
    'column-(?:count|width|rule-(?:color|style|width)|span|fill)|(?:page-)?break-(?:before|after|inside)|orphans|widows',
  ].join('|')})$`,
);

/** Functions that compute, colour or repeat. Whatever else there is or will be may load something. */
const functions = new Set(
  `rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp repeat minmax fit-content linear-gradient
  radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient`.split(/\s+/),
);

/** The frame is as high as what is in it: what is as high as the frame would never end. */
const frameUnits = /\d(?:[sld]?v(?:h|b|i|min|max)|cq\w+)\b/i;
const longestValue = 1_000;

/** Names alone are quoted: any other text in a style would be shown, without being in the message. */
const quotesNames = new Set(['font-family', 'grid-template-areas']);

const isAllowedValue = (property: string, value: string): boolean => {
  if (value === '' || value.length > longestValue) return false;
  const bare = quotesNames.has(property) ? value.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '') : value;
  if (/[\\@{};<"']/.test(bare) || frameUnits.test(bare)) return false;
  return Array.from(bare.matchAll(/([a-z-]*)\(/gi)).every(([, name = '']) => name === '' || functions.has(name.toLowerCase()));
};

/**
 * The declarations of a style as text, reduced to what only lays text out. Read from what the browser understood, so that neither escapes
 * nor comments nor broken syntax hide anything. Linear.
 */
export const filterDeclarations = (style: CSSStyleDeclaration): string => {
  let kept = '';
  for (const property of style) {
    if (!properties.test(property)) continue;
    const value = style.getPropertyValue(property);
    if (isAllowedValue(property, value)) kept += `${property}:${value}${style.getPropertyPriority(property) ? '!important' : ''};`;
  }
  return kept;
};
