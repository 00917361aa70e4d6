import { findCodeOrLink } from '../../../bridge/src/codes/find-code-or-link.ts';
import { registrableDomain } from '../../../bridge/src/discover/registrable-domain.ts';
import { judgePage } from '../../../bridge/src/page-settings/judge-page.ts';
import { factsOf } from '../../../bridge/src/page-settings/piece-facts.ts';
import { piecesOf } from '../../../bridge/src/page-settings/split-by-protocol.ts';
import type { OutsideText } from './row.ts';

/** What is read of a page before others have a turn is a sentence or a row at most: a line of twelve cells holds the longest. */
const readLine = (kind: 'text' | 'row') => (text: string) => {
  const cells = Array.from({ length: 12 }, (_, at) => text.slice(at * 500, (at + 1) * 500)).filter((cell) => cell !== '');
  const deps = { origin: 'https://mail.test', registrable: registrableDomain, endStep: () => Promise.resolve() };
  return judgePage([{ kind, cells }], { domain: 'mail.test', localPart: 'ann' }, deps);
};
const ofPages = [
  'imap ',
  'imap.a.test:993 ',
  'imap 993 smtp 465 ',
  'user a@b ',
  'server mail.a.test ',
  'same ',
  'a.aa ',
  '993 ',
  'SSL: no ',
  `${'x'.repeat(59)}A.a.aa `,
  'replace a.aa domain ',
  'IMAP, POP3 and SMTP ',
  'imap.a.aa for incoming ',
  'mail.your.domain.name ',
  '٩٩٣ é',
  'αa.домен',
  `imap.${'tua'.repeat(20)}x.aa `,
];

/** What is found in messages as they arrive, and on a page. */
export const foundRows: readonly OutsideText[] = [
  {
    name: 'findCodeOrLink',
    largest: 20_000,
    run: (text) => findCodeOrLink({ subject: text.slice(0, 900), texts: [text] }),
    pieces: [
      'code 123456 ',
      'old ',
      'code de la a',
      'code: 123456\n',
      'https://a.a/1 confirm ',
      '1234 ',
      'A1B2\n',
      'code: a1b2-c3d4 ',
      'your code is 1234. ',
      'code',
      '|',
      'sign-in code: brave-otter. ',
      'OTP=551902 ',
      'https://a.a/1 to confirm ',
    ],
  },
  { name: 'judgePage, a line', largest: 6_000, run: readLine('text'), pieces: [...ofPages, ';', 'a; '] },
  { name: 'judgePage, a row', largest: 6_000, run: readLine('row'), pieces: ofPages },
  {
    name: 'factsOf, of no protocol',
    largest: 12_000,
    run: (text) => factsOf({ protocol: null, text }, 'mail.test'),
    pieces: ['a.aa ', 'αa.домен'],
  },
  {
    name: 'piecesOf, between two directions',
    largest: 24_000,
    run: (text) => piecesOf(text, null, 'mail.test'),
    start: 'incoming ',
    end: ' 1 outgoing',
  },
];
