import { expect, test } from 'vitest';
import { placeholderLength } from './reader-domain.ts';

test.each([
  ['imap.your-domain.com', 2],
  ['mail.ihre-domain', 1],
  ['mail.domeniultau', 1],
  ['mail.tua-azienda.it', 2],
  ['mail.your.domain.tld', 3],
  ['smtp.suaempresa.com.br', 3],
  ['imap.dominiohier.de', 2],
  ['mail.beispiel.de', 2],
  ['imap.good.example', 0],
  ['imap.domain.example', 2],
  ['mail.company', 0],
  ['imap.tuatua.it', 0],
  ['imap.gmail.com', 0],
])('of %s the last %d labels stand for the domain of the reader', (name, expected) => expect(placeholderLength(name)).toBe(expected));

test.each(['tua', 'sua', 'vasa', 'el-teu'])('a label that can be read as words in many ways is looked at once: %s', (words) => {
  const label = words.repeat(60 / words.length);
  for (let at = 0; at < 200; at++) expect(placeholderLength(`${label}.${label}x${at}.${label}`)).toBe(0);
});
