/** The page that a link to a mail address is handed to. */
const handlerPage = '/options.html?mailto=%s';

/** Asks the browser to open links to mail addresses here; null in Firefox, where the manifest offers it. */
export const registerMailLinks: (() => void) | null = import.meta.env.FIREFOX
  ? null
  : () => navigator.registerProtocolHandler('mailto', `${location.origin}${handlerPage}`);
