import { expect, test } from 'vitest';
import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import { protectionOf } from './protection-of.ts';

const part = (type: string, childNodes?: BodyStructure[], parameters?: Record<string, string>): BodyStructure => ({
  type,
  ...(childNodes && { childNodes }),
  ...(parameters && { parameters }),
});
const text = part('text/plain');

test.each<[string, BodyStructure | null, string, string[]]>([
  ['nothing', text, 'Hello', []],
  ['nothing at all', null, '', []],
  ['OpenPGP, signed', part('multipart/signed', [text, part('application/pgp-signature')]), '', ['signed']],
  ['S/MIME, signed', part('multipart/signed', [text, part('application/pkcs7-signature')]), '', ['signed']],
  ['a signed one that a list put into another', part('multipart/mixed', [part('multipart/signed', [text]), text]), '', ['signed']],
  [
    'OpenPGP, encrypted',
    part('multipart/encrypted', [part('application/pgp-encrypted'), part('application/octet-stream')]),
    '',
    ['encrypted'],
  ],
  ['S/MIME, encrypted', part('application/pkcs7-mime', undefined, { 'smime-type': 'enveloped-data' }), '', ['encrypted']],
  ['S/MIME, encrypted, of Outlook', part('application/x-pkcs7-mime', undefined, { name: 'smime.p7m' }), '', ['encrypted']],
  ['S/MIME, signed as one', part('application/pkcs7-mime', undefined, { 'smime-type': 'signed-data' }), '', ['signed']],
  ['encrypted, in a signed one', part('multipart/signed', [part('multipart/encrypted')]), '', ['signed', 'encrypted']],
  ['in an attached message', part('multipart/mixed', [text, part('message/rfc822', [part('multipart/signed', [text])])]), '', []],
  ['armour in the text', text, 'Hello\n-----BEGIN PGP MESSAGE-----\n\nhQ', ['encrypted']],
  ['clear text with a signature', text, '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n', ['signed']],
  ['armour that is quoted', text, '> -----BEGIN PGP MESSAGE-----', []],
])('%s', (_, structure, shown, expected) => {
  expect(protectionOf(structure, shown)).toEqual(expected);
});
