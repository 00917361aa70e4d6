import { toComparable } from '../codes/comparable-text.ts';
import { findHosts } from './find-hosts.ts';
import { says } from './setting-words.ts';

/**
 * A text without what it says in brackets of another host for connections without encryption: `mail3.host.example (or mail.example.org for
 * non-SSL, please use port 143)`. The ports and hosts in there are of another choice than what the line goes on with.
 */
export const withoutInsecureAsides = (text: string, domain: string): string =>
  text.replace(/[(（][^()（）]{1,300}[)）]/g, (aside) =>
    says('insecure', toComparable(aside)) && findHosts(aside, domain).length > 0 ? ' ' : aside,
  );
