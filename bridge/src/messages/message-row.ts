import type { Correspondent, MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import { hasAttachments } from './attachments.ts';
import { parseBodyStructure } from '../imap/grammar/body-structure.ts';
import { parseEnvelope, type EnvelopeAddress } from '../imap/grammar/envelope.ts';
import { hasFlag } from '../imap/grammar/flags.ts';
import { toShownLine } from './safe-text.ts';
import type { StoredMessage } from '../mail-store/page-format.ts';
import { isUnreadable } from '../mail-store/page-format.ts';

const mostCorrespondents = 20;

/** A stored message as a line of a list. */
export const describeMessage = (message: StoredMessage, ref: MessageRef): MessageRow => {
  const envelope = parseEnvelope(message.envelope);
  const structure = parseBodyStructure(message.structure);
  return {
    ref,
    from: describeCorrespondents(envelope.from),
    to: describeCorrespondents(envelope.to),
    subject: toShownLine(envelope.subject ?? ''),
    receivedAt: message.receivedAt,
    isUnread: !hasFlag(message.flags, '\\Seen'),
    isFlagged: hasFlag(message.flags, '\\Flagged'),
    isAnswered: hasFlag(message.flags, '\\Answered'),
    isUnreadable: isUnreadable(message),
    hasAttachments: structure !== null && hasAttachments(structure),
  };
};

export const describeCorrespondents = (addresses: readonly EnvelopeAddress[] = []): Correspondent[] =>
  addresses.slice(0, mostCorrespondents).map(({ name, address }) => ({ name: toShownLine(name), address: toShownLine(address) }));
