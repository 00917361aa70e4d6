import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import type { News } from '../../model/accounts/accounts-model.ts';
import type { Call } from '../../model/call.ts';
import { createAttachmentSaves } from '../../model/mail/attachment-saves.ts';
import { createMessageActions } from '../../model/mail/message-actions-model.ts';
import { messageKey } from '../../model/mail/message-key.ts';
import { createMessageListModel, type MessageListModel } from '../../model/mail/message-list-model.ts';
import { createReaderModel } from '../../model/mail/reader-model.ts';
import { createSyncsModel, revisionOf, type ListSource } from '../../model/mail/syncs-model.ts';
import type { Route } from '../../model/route.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import { saveFile } from './save-file.ts';

const isSame = (a: ListSource, b: ListSource) => a.accountId === b.accountId && a.mailboxId === b.mailboxId;

/** The models of incoming mail, tied together: the list follows the address and the sync, the actions show in list and reader. */
export const createMailModels = ({ call, route }: { call: Call; route: ReadonlySignal<Route> }) => {
  const syncs = createSyncsModel({ call });
  const createList = (source: ListSource) =>
    createMessageListModel({ call, source, sleep: (ms) => sleep(ms, new AbortController().signal) });
  const list = signal<MessageListModel>(createList({ accountId: null, mailboxId: null }));
  const patch = (keys: ReadonlySet<string>, change: Partial<MessageRow>) => {
    list.peek().patch(keys, change);
    const shown = reader.state.peek();
    if (shown.phase === 'open' && keys.has(messageKey(shown.content.row.ref))) reader.patch(change);
  };
  const actions = createMessageActions({ call, sleep, patch });
  const saves = createAttachmentSaves({ call, deliver: saveFile });
  const reader = createReaderModel({
    call,
    onOpened: ({ row }) => {
      if (row.isUnread) void actions.markSeen(row, true);
    },
  });

  const source = computed((): ListSource | null => {
    const { value } = route;
    return value.page === 'mail' ? { accountId: value.accountId, mailboxId: value.mailboxId } : null;
  });
  effect(() => {
    const wanted = source.value;
    if (!wanted) return actions.flush();
    if (isSame(list.peek().source, wanted)) return;
    actions.flush();
    reader.close();
    list.value = createList(wanted);
  });
  const revision = computed(() => {
    const { value } = syncs.state;
    return value.phase === 'listed' && source.value ? revisionOf(value.items, list.value.source) : null;
  });
  effect(() => {
    if (revision.value !== null) void list.peek().refresh();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') actions.flush();
  });

  void syncs.load();
  return {
    syncs,
    list,
    reader,
    saves,
    actions,
    take: (news: News) => {
      syncs.take(news);
      if (news === 'reread') void list.peek().refresh();
    },
  };
};
