/**
 * What a frame begins as. Its policy is tighter than the page's, which it inherits: pictures that the page made, or that stand in the
 * markup, and nothing else. No name is looked up in advance.
 */
export const frameSource =
  '<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src blob: data:">' +
  '<meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off"></head><body></body></html>';

/** No scripts, forms, popups, downloads or way to the page around it; the page reaches into it. */
export const frameSandbox = 'allow-same-origin';
