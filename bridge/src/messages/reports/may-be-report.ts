import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import type { ImapEnvelope } from '../../imap/grammar/envelope.ts';

/** Names under which mail servers write (RFC 5321 §4.5.1 and custom). */
const daemons = /^(?:mailer-?daemon|postmaster|mail[ ._-]?delivery[ ._-]?(?:sub)?system|bounces?)(?:@|$)/i;

/** Whether it is worth looking for a delivery report in a message: by its type (RFC 6522), or by who wrote it. */
export const mayBeReport = (structure: BodyStructure | null, { from = [] }: ImapEnvelope): boolean => {
  if (structure?.type === 'multipart/report') return structure.parameters?.['report-type']?.toLowerCase() !== 'disposition-notification';
  return from.some(({ name, address }) => daemons.test(address) || (address === '' && daemons.test(name)));
};
