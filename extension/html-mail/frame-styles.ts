/** A light sheet, on which mail is written, whatever the page around it looks like. */
export const baseSheet = `
html { overflow-x: auto; overflow-y: hidden; background: #fff; color: #1c1c1e; color-scheme: light; }
body { font: 14px/1.5 system-ui, sans-serif; overflow-wrap: break-word; background: #fff; }
img { max-width: 100%; height: auto; }
table { font: inherit; }
pre { white-space: pre-wrap; }
a { color: #0b57d0; text-decoration: underline; }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid #ccc; }
`;

/** After the message's own: what it may not change. */
export const guardSheet = `
a[role=link] { cursor: pointer !important; }
:focus-visible { outline: 2px solid #0b57d0 !important; outline-offset: 1px !important; }
summary { width: fit-content; margin: 8px 0; padding: 0 10px; border-radius: 10px; background: #ececf0; color: #333; font: 12px/20px system-ui, sans-serif; cursor: pointer; }
@media print { html { overflow: visible !important; } }
`;

/** What was dark becomes light and the reverse, hues and pictures stay. */
export const darkSheet = `
html { background: #fff !important; filter: invert(0.92) hue-rotate(180deg) !important; }
img { filter: invert(1) hue-rotate(180deg) brightness(0.92) !important; }
`;

/** What says where a disguised link leads: set on the element itself, and so beyond the reach of the message's sheets. */
export const placeStyle: Readonly<Record<string, string>> = {
  all: 'initial',
  display: 'inline',
  'margin-left': '4px',
  padding: '1px 6px',
  'border-radius': '4px',
  background: '#b3261e',
  color: '#fff',
  font: '600 12px/1.4 system-ui, sans-serif',
  direction: 'ltr',
  'unicode-bidi': 'isolate',
  'overflow-wrap': 'anywhere',
};

/** Whatever hides in a message, all of it cannot: the root and the body are there, as high as what is in them. */
export const rootStyle: Readonly<Record<string, string>> = {
  display: 'block',
  float: 'none',
  margin: '0',
  padding: '0',
  width: 'auto',
  height: 'auto',
  'min-height': '0',
  'max-height': 'none',
  'min-width': '0',
  'max-width': 'none',
  visibility: 'visible',
  opacity: '1',
};

/** The message stands apart from what is around it. */
export const bodyStyle: Readonly<Record<string, string>> = { ...rootStyle, display: 'flow-root', padding: '16px', overflow: 'visible' };
