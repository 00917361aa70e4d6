import { fromIndexPage, type StoredMessage } from '../../mail-store/page-format.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';

/** Gives messages, ascending, whose time nobody knows that of their neighbours: mail comes in the order of its UIDs. */
export const withArrivalTimes = async (
  store: Pick<MailboxStore, 'readIndex'>,
  messages: readonly StoredMessage[],
): Promise<StoredMessage[]> => {
  const unknown = messages.find(({ receivedAt }) => receivedAt <= 0);
  if (!unknown) return [...messages];
  let last = messages.find(({ receivedAt }) => receivedAt > 0)?.receivedAt ?? (await timeNear(store, unknown.uid));
  return messages.map((message) => {
    if (message.receivedAt > 0) last = message.receivedAt;
    return message.receivedAt > 0 ? message : { ...message, receivedAt: last };
  });
};

/** When the message with the closest UID came: about when this one did. */
export const timeNear = async (store: Pick<MailboxStore, 'readIndex'>, uid: number): Promise<number> => {
  let [distance, time] = [Infinity, Date.now()];
  for await (const page of store.readIndex())
    for (const line of fromIndexPage(page))
      if (Math.abs(line.uid - uid) < distance) [distance, time] = [Math.abs(line.uid - uid), line.receivedAt];
  return time;
};
