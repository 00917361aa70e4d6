import type { ReadingNotice } from '@kurrier/shared/mail/mail';
import type { BodyStructure } from '../../imap/grammar/body-structure.ts';

type Protection = Extract<ReadingNotice, 'signed' | 'encrypted'>;

/** Deeper ones are looked at by nobody. */
const deepest = 10;

/**
 * Whether a message is signed or encrypted, by its structure (RFC 1847, 3156, 8551), or by what its text begins with (RFC 9580 §6.2). Only
 * named: no signature is checked, nothing is decrypted. What lies in attached messages is theirs.
 */
export const protectionOf = (structure: BodyStructure | null, text: string): Protection[] => {
  const found = new Set<Protection>(structure ? protectionIn(structure, 0) : []);
  const armor = /^-----BEGIN PGP (SIGNED )?MESSAGE-----$/m.exec(text);
  if (armor) found.add(armor[1] ? 'signed' : 'encrypted');
  return [...found];
};

const protectionIn = ({ type, parameters, childNodes = [], dispositionParameters }: BodyStructure, depth: number): Protection[] => {
  if (depth > deepest || type === 'message/rfc822') return [];
  if (type === 'multipart/encrypted') return ['encrypted'];
  const inner = childNodes.flatMap((child) => protectionIn(child, depth + 1));
  if (type === 'multipart/signed') return ['signed', ...inner];
  if (!/^application\/(?:x-)?pkcs7-mime$/.test(type)) return inner;
  const name = parameters?.['name'] ?? dispositionParameters?.['filename'] ?? '';
  const kind = parameters?.['smime-type'] ?? (/\.p7s$/i.test(name) ? 'signed-data' : 'enveloped-data');
  return kind.toLowerCase() === 'signed-data' ? ['signed'] : ['encrypted'];
};
