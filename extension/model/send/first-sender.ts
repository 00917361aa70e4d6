import type { ComposeFields } from './compose-fields.ts';
import type { Sender } from './compose-model.ts';

/**
 * Who sends what is opened for writing: the account that it belongs to, else the first there is. One that has an address already keeps it:
 * where its account cannot send now, nobody else does in its place, and null is the answer.
 */
export const firstSender = ({ accountId, from }: Pick<ComposeFields, 'accountId' | 'from'>, senders: readonly Sender[]): Sender | null => {
  const own = senders.find((sender) => sender.accountId === accountId) ?? null;
  if (from === '') return own ?? senders[0] ?? null;
  return own && { ...own, address: from };
};
