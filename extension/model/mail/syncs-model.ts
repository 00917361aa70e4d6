import type { ReadonlySignal } from '@preact/signals';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { AccountSync, Mailbox, SyncChoice } from '@kurrier/shared/mail/mail';
import type { News } from '../accounts/accounts-model.ts';
import type { Answer, Call } from '../call.ts';
import { createFollowedList, putFirst, type ListState } from '../followed-list.ts';

export interface SyncsModel {
  state: ReadonlySignal<ListState<AccountSync>>;
  load: () => Promise<void>;
  take: (news: News) => void;
  pause: (accountId: string, paused: boolean) => Promise<void>;
  syncNow: (accountId: string) => Promise<void>;
  choose: (accountId: string, choice: SyncChoice) => Promise<void>;
}

const put = (syncs: AccountSync[], sync: AccountSync) => putFirst(syncs, sync, ({ accountId }) => accountId);

const apply = (syncs: AccountSync[], event: BridgeEvent): AccountSync[] => {
  if (event.type === 'sync.changed') return put(syncs, event.sync);
  if (event.type === 'account.removed') return syncs.filter(({ accountId }) => accountId !== event.accountId);
  return syncs;
};

/** The sync of every account that receives mail, as the bridge has it. */
export const createSyncsModel = ({ call }: { call: Call }): SyncsModel => {
  const list = createFollowedList<AccountSync>({
    read: async () => {
      const answer = await call('mail.syncs', {});
      return answer.ok ? { ok: true, value: answer.value.syncs } : answer;
    },
    apply,
  });
  const show = async (answered: Promise<Answer<'mail.pause' | 'mail.syncNow' | 'mail.choose'>>) => {
    const answer = await answered;
    if (!answer.ok) list.showProblem(answer.failure);
    else if ('refused' in answer.value) await list.load();
    else list.take([{ type: 'sync.changed', sync: answer.value }]);
  };
  return {
    state: list.state,
    load: list.load,
    take: list.take,
    pause: (accountId, paused) => show(call('mail.pause', { accountId, paused })),
    syncNow: (accountId) => show(call('mail.syncNow', { accountId })),
    choose: (accountId, choice) => show(call('mail.choose', { accountId, choice })),
  };
};

/** Which messages a list shows: of one mailbox, of an account's INBOX, or of all INBOXes. */
export interface ListSource {
  accountId: string | null;
  mailboxId: string | null;
  only?: 'unread' | 'starred' | undefined;
  /** A row for each conversation. */
  isGrouped?: boolean | undefined;
}

/** What is starred there is starred elsewhere too, or on its way out. */
const elsewhere: ReadonlySet<string> = new Set(['trash', 'junk', 'all', 'flagged', 'important']);

const isShownBy = ({ accountId, mailboxId, only }: ListSource, sync: AccountSync, mailbox: Mailbox): boolean => {
  if (accountId !== null && accountId !== sync.accountId) return false;
  if (mailboxId !== null) return mailbox.id === mailboxId;
  return only === 'starred' ? !elsewhere.has(mailbox.role ?? '') : mailbox.role === 'inbox';
};

/** The mailboxes whose messages a list shows. */
export const mailboxesOf = (syncs: readonly AccountSync[], source: ListSource): Mailbox[] =>
  syncs.flatMap((sync) => sync.mailboxes.filter((mailbox) => isShownBy(source, sync, mailbox)));

/** Changes whenever the messages of the list have changed. */
export const revisionOf = (syncs: readonly AccountSync[], source: ListSource): string =>
  mailboxesOf(syncs, source)
    .map(({ id, revision }) => `${id}:${revision}`)
    .join(' ');
