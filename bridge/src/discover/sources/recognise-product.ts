import type { LocalServer } from '@kurrier/shared/discovery/discovery';
import type { ProbeResult } from '../source-contract.ts';

type Product = LocalServer['product'];

/** What stands in a greeting, by program; the first that fits decides. hydroxide greets with the defaults of its two libraries. */
const greetings: readonly [RegExp, Product][] = [
  [/proton.{0,3}mail|gluon/i, 'proton-bridge'],
  [/davmail/i, 'davmail'],
  [/dovecot/i, 'dovecot'],
  [/postfix/i, 'postfix'],
  [/\* OK .*\] IMAP4rev1 Service Ready|220 localhost ESMTP Service Ready/, 'hydroxide'],
];

/** Programs that developers catch test mail with: they keep what is sent to them, and nobody has a mailbox there. */
const catchers = /mailhog|mailpit|mailcatcher|maildev|mailtrap|smtp4dev|papercut/i;

/**
 * Which program a server on this computer says it is, by its greeting or the subject of its certificate (Proton Mail Bridge makes its own).
 * Undefined for a catcher of test mail.
 */
export const recogniseProduct = ({ greeting, certificate }: Pick<ProbeResult, 'greeting' | 'certificate'>): Product | undefined => {
  if (catchers.test(greeting)) return undefined;
  if (certificate && /O=Proton (?:AG|Technologies)/.test(certificate.subject)) return 'proton-bridge';
  return greetings.find(([pattern]) => pattern.test(greeting))?.[1] ?? 'other';
};
