import type { ChangeAction, ChangeRefusal } from '../../mail/pending-change.ts';

const number = new Intl.NumberFormat('en');
const spell = (count: number, one: string, many: string): string => `${number.format(count)} ${count === 1 ? one : many}`;

const actions: Record<ChangeAction['kind'], (isSet: boolean) => string> = {
  seen: (isSet) => (isSet ? 'Mark as read' : 'Mark as unread'),
  flagged: (isSet) => (isSet ? 'Star' : 'Take the star away'),
  move: () => 'Move',
  trash: () => 'Delete',
};

const refusals: Record<ChangeRefusal, string> = {
  gone: 'The message is no longer in its folder: another program moved or deleted it.',
  'no-mailbox': 'The folder that it was to go to is no longer there.',
  'no-trash': 'The account has no Trash.',
  uncertain: 'The connection ended in the middle: look in which of the two folders the message is, or whether it is in both.',
  server: 'The server refused it.',
};

/** Words for changes to messages that wait, or were not possible. */
export const changeWords = {
  label: 'Changes to messages',
  waiting: (count: number) =>
    `${spell(count, 'change waits', 'changes wait')} for the server, and will be carried out when it is there again.`,
  failed: (count: number) => `${spell(count, 'change', 'changes')} could not be carried out`,
  line: (action: ChangeAction, subject: string, count: number) =>
    `${actions[action.kind]('isSet' in action && action.isSet)}: ${subject}${count > 1 ? ` and ${spell(count - 1, 'other', 'others')}` : ''}`,
  refusals,
  dismiss: 'Dismiss',
  dismissAll: 'Dismiss all',
  rowWaits: 'Waits for the server',
} as const;
