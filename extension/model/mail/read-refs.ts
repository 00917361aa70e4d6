import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import type { MailRefusal } from './mail-refusal.ts';
import type { ListSource } from './syncs-model.ts';

/** A list as the bridge is asked for it. */
export const whereOf = ({ accountId, mailboxId, only, isGrouped }: ListSource) => ({
  ...(accountId !== null && { accountId }),
  ...(mailboxId !== null && { mailboxId }),
  ...(only && { only }),
  ...(isGrouped && { isGrouped }),
});

/** The messages of some rows of a list, also where the rows themselves are not here. */
export const readRefs = async (
  call: Call,
  source: ListSource,
  part: { offset: number; limit: number },
): Promise<{ refs: MessageRef[] } | { refusal: MailRefusal }> => {
  const answer = await call('mail.refs', { ...whereOf(source), ...part });
  if (!answer.ok) return { refusal: { reason: 'bridge', problem: answer.failure } };
  const { mailboxes, places, uids } = answer.value;
  return {
    refs: uids.flatMap((uid, at) => {
      const mailbox = mailboxes[places[at]!];
      return mailbox ? [{ ...mailbox, uid }] : [];
    }),
  };
};
