import { readLinkTarget } from '../../../extension/html-mail/link-target.ts';
import { setStylesAside } from '../../../extension/html-mail/set-styles-aside.ts';
import { safeLine, safeText } from '../../../extension/model/mail/safe-text.ts';
import { completeQuery } from '../../../extension/model/search/complete-query.ts';
import { mentionsAttachment } from '../../../extension/model/send/mentions-attachment.ts';
import { parseMailto } from '@kurrier/shared/mail/mailto-link';
import { parseRecipients } from '../../../extension/model/send/recipients.ts';
import { swapSignature } from '../../../extension/model/send/sender-settings.ts';
import { kib, type OutsideText } from './row.ts';

/** A message has as many links as its sender likes. */
const fortyTimes = (read: (text: string) => unknown) => (text: string) => Array.from({ length: 40 }, () => read(text));

/** What pages do with somebody else's text before it is in a document. */
export const pageRows: readonly OutsideText[] = [
  { name: 'safeText', largest: 400_000, run: (text) => safeText(text), pieces: ['\u202e', 'a\u0301\u0301'] },
  { name: 'safeLine', largest: 400_000, run: (text) => safeLine(text), pieces: ['\u202e'] },
  {
    name: 'setStylesAside',
    largest: 390_000,
    run: setStylesAside,
    pieces: ['<a style=', '<style', '</style>', '<a style="a"', ' style', '<a ', '<a style='],
  },
  { name: 'readLinkTarget, address', largest: 64 * kib, run: (text) => readLinkTarget(`https://a.example/${text}`, 'a.example') },
  {
    name: 'readLinkTarget, text of forty links',
    largest: 2_000,
    run: fortyTimes((text) => readLinkTarget('https://a.example/', text)),
    pieces: ['a.a', 'www.', 'a-', 'https://', 'https://1.', 'a。'],
  },
  {
    name: 'readLinkTarget, text of forty mailto links',
    largest: 2_000,
    run: fortyTimes((text) => readLinkTarget('mailto:a@b.example', text)),
    pieces: ['a@'],
  },
  {
    name: 'completeQuery',
    largest: 500,
    run: (text) => completeQuery(text, { folders: [text], addresses: [text] }),
    pieces: ['in:', 'from:'],
  },
  {
    name: 'mentionsAttachment',
    largest: 400_000,
    run: (text) => mentionsAttachment(text.slice(0, 900), text),
    pieces: ['-- ', '--- a ', '> ', 'pièces ', 'attach', '--'],
  },
  { name: 'parseMailto', largest: 512 * kib, run: parseMailto, start: 'mailto:', pieces: ['a@b,', '?to=a', '&to=a', '%41', '?', '&'] },
  { name: 'parseRecipients', largest: 64 * kib, run: (text) => parseRecipients(text), pieces: ['a@b,', '<a@b>', 'a <a@b>,', '"a,'] },
  {
    name: 'swapSignature',
    largest: 400_000,
    run: (text) => swapSignature(text, { from: '-- \n-- ', to: 'a', isNew: false }),
    pieces: ['-- \n', '\n-- \n'],
  },
];
