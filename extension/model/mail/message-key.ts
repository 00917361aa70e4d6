import type { MessageRef } from '@kurrier/shared/mail/mail';

/** One text for one message, to compare and to look up. */
export const messageKey = ({ accountId, mailboxId, uidValidity, uid }: MessageRef): string =>
  `${accountId}/${mailboxId}/${uidValidity}/${uid}`;
