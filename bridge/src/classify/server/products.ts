/** A server program. Some words and codes mean something of their own where one of these says them. */
export type Product = (typeof products)[number]['product'];

/** Protocol names and words like "ready" stand in the banners of all of them. */
const version = String.raw`(?:[ /(v-]{1,3}(?<version>\d{1,4}(?:\.\d{1,6}){0,4}))?`;
const banner = (name: string): RegExp => new RegExp(String.raw`\b(?:${name})\b${version}`, 'i');

/**
 * How server programs call themselves in a greeting, in the answer to ID (RFC 2971), or by capabilities that only they have. What speaks
 * for another comes after what names itself.
 */
export const products = [
  {
    product: 'exchange',
    says: banner('Microsoft Exchange(?: Server)?|Microsoft ESMTP MAIL Service'),
    offers: /^(?:X-EXPS|XEXCH50|XRDST)\b/,
  },
  { product: 'gimap', says: /\bGimap\b|\bgsmtp\b/i, offers: /^X-GM-EXT-1$/ },
  { product: 'coremail', says: banner('Coremail') },
  { product: 'zimbra', says: banner('Zimbra') },
  { product: 'hmailserver', says: banner('hMailServer|hMailServer Build') },
  { product: 'mdaemon', says: banner('MDaemon') },
  { product: 'mailenable', says: banner('MailEnable') },
  { product: 'smartermail', says: banner('SmarterMail') },
  { product: 'icewarp', says: banner('IceWarp') },
  { product: 'kerio', says: banner('Kerio Connect|Kerio MailServer') },
  { product: 'communigate', says: banner('CommuniGate Pro') },
  { product: 'axigen', says: banner('Axigen') },
  { product: 'domino', says: banner('(?:Lotus |IBM |HCL )?Domino(?: IMAP4 Server)?(?: Release)?') },
  { product: 'stalwart', says: banner('Stalwart(?: ESMTP| IMAP4rev2)?') },
  { product: 'james', says: banner('(?:Apache )?JAMES(?: IMAP4?rev1)?(?: Server| SMTP Server)?') },
  { product: 'courier', says: banner('Courier(?:-IMAP)?'), offers: /^ACL2=UNION$/ },
  { product: 'cyrus', says: banner('Cyrus(?: IMAP4?)?|Cyrus IMAP Murder') },
  { product: 'dovecot', says: banner('Dovecot(?: Pigeonhole)?') },
  { product: 'haraka', says: banner('Haraka') },
  { product: 'opensmtpd', says: banner('OpenSMTPD') },
  { product: 'exim', says: banner('Exim') },
  { product: 'sendmail', says: banner('Sendmail') },
  { product: 'postfix', says: banner('Postfix') },
  { product: 'qmail', says: banner('(?:net)?qmail') },
] as const satisfies readonly { product: string; says: RegExp; offers?: RegExp }[];
