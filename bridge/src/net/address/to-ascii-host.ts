import { domainToASCII } from 'node:url';

/**
 * A host name in lower case and A-labels; empty where it is none. `domainToASCII` alone reads as far as a `/`, a `?` or a `#` and forgets
 * the rest.
 */
export const toAsciiHost = (text: string): string => (/[\s/?#:@%\\[\]]/.test(text) ? '' : domainToASCII(text).toLowerCase());
