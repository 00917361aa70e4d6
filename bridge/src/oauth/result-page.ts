import { createHash } from 'node:crypto';
import { redirectPageWords } from '@kurrier/shared/words/redirect-page';

/** Where the browser is sent on to, so that no code stays in its address bar. */
export const afterPage = '/done';

export interface ResultPage {
  html: string;
  headers: Readonly<Record<string, string>>;
}

const style = 'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}';

/** The one page that the listener shows, whatever it is asked: it repeats nothing of a request and loads nothing. */
export const createResultPage = (): ResultPage => ({
  html: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${redirectPageWords.title}</title><style>${style}</style><h1>${redirectPageWords.title}</h1><p>${redirectPageWords.text}</p></html>`,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    connection: 'close',
  },
});
