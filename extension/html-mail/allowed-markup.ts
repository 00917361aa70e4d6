import { styleAttribute } from './set-styles-aside.ts';

const words = (list: string): string[] => list.trim().split(/\s+/);

/** Elements that lay text out, and pictures. Nothing that embeds, submits, plays or names another document. */
export const allowedTags = words(`
  html head body
  a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div dl dt em
  figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark menu nav ol p pre q rp rt ruby s samp section
  small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
`);

/** Elements that go with what is in them; of all others that are not allowed the text stays. */
export const contentsOfNothing = words(
  'audio iframe noembed noframes noscript plaintext script select style template textarea title video xmp',
);

/** No `name`, by which elements could stand for what our code looks for; no `title`, by which a link could claim to lead elsewhere. */
export const allowedAttributes = words(`
  ${styleAttribute} align alt bgcolor border cellpadding cellspacing class clear color colspan dir face height href hspace id lang noshade nowrap open
  reversed role rowspan rules size span src start summary type valign value vspace width
`);

/** What DOMPurify lets through in `href` and `src`; links and pictures are judged once more, each by its own rules. */
export const allowedAddresses = /^(?:https?:|mailto:|cid:|data:image\/)/i;

/** Of roles those that take away what a layout table claims to be. */
export const allowedRoles: ReadonlySet<string> = new Set(['presentation', 'none']);

/** Pictures that stand in the HTML itself. No SVG: it is a document. */
export const inlinePicture = /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif);base64,[a-z0-9+/=]+$/i;
