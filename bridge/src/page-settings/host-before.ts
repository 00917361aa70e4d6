import { findHosts } from './find-hosts.ts';
import { withoutHosts } from './piece-facts.ts';
import type { Piece } from './split-by-protocol.ts';

/** `where example.org is your domain`: what stands between two commas and explains. */
const explained = /,\s(?:where|wobei|où|donde|onde|dove|waarbij|gdzie|kde|где|де|där|hvor|jossa)\s[^,]*,/iu;
/** `imap.example.org is the server for incoming mail`: little words between a host and what it is for. */
const between =
  /^[\s,:;("«–-]*(?:(?:is|are|as|for|both|the|your|server|host|use|ist|sind|als|für|den|die|das|der|beides?|zum|zur|pour|le|la|les|en|est|sert|de|du|para|el|los|es|servidor|per|il|è|serve|voor|het|de|dla|do|jest|to|pro|je|för|är|til|er|на|для|це|это|serveur)(?![\p{L}\p{N}])[\s,:("«–-]*){0,5}$/iu;

/**
 * Pieces of a sentence in which each host stands before what it is for: `mail.example.org for both incoming and outgoing mail`. They are
 * given back with their hosts behind; all others as they are.
 */
export const hostsBehind = (pieces: readonly Piece[], domain: string): Piece[] => {
  const [first, ...rest] = pieces;
  const last = rest.at(-1);
  if (!first || first.isSaid || !last || rest.some(({ isSaid, protocol }) => !isSaid || protocol === 'other')) return [...pieces];
  const bearers = pieces.slice(0, -1);
  const isBefore = bearers.every(({ text }) => {
    const hosts = findHosts(text.replace(explained, ''), domain);
    const [only] = hosts;
    return hosts.length === 1 && between.test(text.replace(explained, '').slice(only!.end));
  });
  if (!isBefore || findHosts(last.text, domain).length > 0) return [...pieces];
  const hostOf = (text: string): string => findHosts(text.replace(explained, ''), domain)[0]!.host;
  return rest.map((piece, at) => ({ ...piece, text: `${withoutHosts(piece.text, domain)} ${hostOf(bearers[at]!.text)}` }));
};
