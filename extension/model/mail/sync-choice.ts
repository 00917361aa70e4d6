import type { Mailbox, SyncChoice } from '@kurrier/shared/mail/mail';

/** Whether the rule alone fetches a mailbox: where the present choice names it, that is against the rule. */
const isByRule = (present: SyncChoice, { id, isChosen }: Pick<Mailbox, 'id' | 'isChosen'>): boolean =>
  present.included.includes(id) ? false : present.excluded.includes(id) || isChosen;

/** Whether a choice would fetch a mailbox that is as it is by the present one. */
export const isWanted = (choice: SyncChoice, present: SyncChoice, mailbox: Pick<Mailbox, 'id' | 'isChosen'>): boolean =>
  choice.included.includes(mailbox.id) || (!choice.excluded.includes(mailbox.id) && isByRule(present, mailbox));

/** The choice with one mailbox fetched or left out; what follows the rule anyway is not named. */
export const chooseMailbox = (
  choice: SyncChoice,
  present: SyncChoice,
  mailbox: Pick<Mailbox, 'id' | 'isChosen'>,
  wanted: boolean,
): SyncChoice => {
  const others = (ids: readonly string[]) => ids.filter((id) => id !== mailbox.id);
  const [included, excluded] = [others(choice.included), others(choice.excluded)];
  if (wanted !== isByRule(present, mailbox)) (wanted ? included : excluded).push(mailbox.id);
  return { ...choice, included, excluded };
};
