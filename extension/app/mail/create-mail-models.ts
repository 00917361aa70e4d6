import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { News } from '../../model/accounts/accounts-model.ts';
import type { Call } from '../../model/call.ts';
import { createAttachmentSaves } from '../../model/mail/attachment-saves.ts';
import { createKeptChoices } from '../../model/mail/html/kept-choices.ts';
import { createHtmlMailModel } from '../../model/mail/html/html-mail-model.ts';
import { createMessageActions } from '../../model/mail/actions/message-actions-model.ts';
import { createConversationModel } from '../../model/mail/conversation-model.ts';
import { messageKey } from '../../model/mail/message-key.ts';
import { createMessageListModel, type MessageListModel } from '../../model/mail/message-list-model.ts';
import { createReaderModel, openRefOf, type ReaderModel } from '../../model/mail/reader-model.ts';
import { createChangesModel } from '../../model/changes/changes-model.ts';
import { createSearchModel } from '../../model/search/search-model.ts';
import { createSyncsModel, mailboxesOf, revisionOf, type ListSource } from '../../model/mail/syncs-model.ts';
import type { Route } from '../../model/route.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import { keepListChoices, readListChoices } from '../../platform/list-choices-store.ts';
import { keepReadingChoices, readReadingChoices } from '../../platform/reading-choices-store.ts';
import { saveFile, showFile } from './save-file.ts';

const isSame = (a: ListSource, b: ListSource) =>
  a.accountId === b.accountId && a.mailboxId === b.mailboxId && a.only === b.only && a.isGrouped === b.isGrouped;

/** The models of incoming mail, tied together: the list follows the address and the sync, the actions show in list and reader. */
export const createMailModels = ({
  call,
  route,
  go,
}: {
  call: Call;
  route: ReadonlySignal<Route>;
  go: (to: Route, options?: { isReplacing?: boolean }) => void;
}) => {
  const syncs = createSyncsModel({ call });
  const createList = (source: ListSource) =>
    createMessageListModel({ call, source, sleep: (ms) => sleep(ms, new AbortController().signal) });
  const list = signal<MessageListModel>(createList({ accountId: null, mailboxId: null }));
  const search = createSearchModel({ call, source: () => list.peek().source, sleep: (ms) => sleep(ms, new AbortController().signal) });
  const patch = (keys: ReadonlySet<string>, change: Partial<MessageRow>) => {
    list.peek().patch(keys, change);
    search.list.peek()?.patch(keys, change);
    conversation.patch(keys, change);
    const shown = reader.state.peek();
    if (shown.phase === 'open' && keys.has(messageKey(shown.content.row.ref))) reader.patch(change);
  };
  const actions = createMessageActions({ call, sleep, patch });
  const saves = createAttachmentSaves({ call, deliver: saveFile, show: showFile });
  const choices = createKeptChoices({ read: readReadingChoices, keep: keepReadingChoices });
  const createHtml = () => createHtmlMailModel({ call, choices });
  const html = createHtml();
  const opened = createReaderModel({
    call,
    createHtml,
    loadInvitations: async () => (await import('../../calendar/read-invitation.ts')).readInvitation,
    onOpened: ({ row }) => {
      if (row.isUnread) void actions.markSeen([row], true);
    },
  });
  effect(() => {
    const { value } = opened.state;
    untracked(() => html.follow(value.phase === 'open' ? value.content : null));
  });
  const conversation = createConversationModel({ call });
  const isGrouped = signal(false);
  void readListChoices().then((choices) => (isGrouped.value = choices.isGrouped));
  effect(() => {
    const { value } = opened.state;
    const ref = isGrouped.value ? openRefOf(value) : null;
    untracked(() => void conversation.follow(ref));
  });
  /** The message that is open stands in the address, so that it is there after a reload, and Back leads to it. */
  const showInAddress = (open: MessageRef | null) => {
    const shown = route.peek();
    if (shown.page !== 'mail') return;
    const { open: before, ...list } = shown;
    if (before || open) go(open ? { ...list, open } : list, { isReplacing: before !== undefined });
  };
  const reader: ReaderModel = {
    ...opened,
    open: (row) => {
      showInAddress(row.ref);
      return opened.open(row);
    },
    close: () => {
      showInAddress(null);
      opened.close();
    },
  };

  const source = computed((): ListSource | null => {
    const { value } = route;
    return value.page === 'mail'
      ? { accountId: value.accountId, mailboxId: value.mailboxId, only: value.only, isGrouped: isGrouped.value }
      : null;
  });
  effect(() => {
    const wanted = source.value;
    if (!wanted) return actions.flush();
    if (isSame(list.peek().source, wanted)) return;
    actions.flush();
    // By conversations or not, it is the same mail: what is open stays open.
    if (!isSame(list.peek().source, { ...wanted, isGrouped: list.peek().source.isGrouped })) {
      opened.close();
      search.clear();
    }
    list.value = createList(wanted);
  });
  let before: MessageRef | null = null;
  effect(() => {
    const { value } = route;
    if (value.page !== 'mail') {
      before = null;
      return;
    }
    const wanted = value.open ?? null;
    const wasOpen = before;
    before = wanted;
    untracked(() => {
      const shown = openRefOf(opened.state.value);
      if (wanted && (!shown || messageKey(shown) !== messageKey(wanted))) void opened.openRef(wanted);
      // Back in the list. Who comes from another page finds the message that was left open.
      else if (!wanted && wasOpen) opened.close();
      else if (!wanted && shown) showInAddress(shown);
    });
  });
  const revision = computed(() => {
    const { value } = syncs.state;
    return value.phase === 'listed' && source.value ? revisionOf(value.items, list.value.source) : null;
  });
  effect(() => {
    const shown = list.value;
    if (revision.value === null) return;
    const mailboxes = untracked(() => (syncs.state.value.phase === 'listed' ? mailboxesOf(syncs.state.value.items, shown.source) : []));
    // Where the log told of every change, there is nothing to read.
    if (!untracked(() => shown.isCurrent(mailboxes))) void shown.refresh();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') actions.flush();
  });

  /** A sync that was not live when it was last heard of. */
  const isLiveAgain = (event: BridgeEvent): boolean => {
    if (event.type !== 'sync.changed' || event.sync.state.phase !== 'live' || syncs.state.value.phase !== 'listed') return false;
    const known = syncs.state.value.items.find(({ accountId }) => accountId === event.sync.accountId);
    return known !== undefined && known.state.phase !== 'live';
  };

  const changes = createChangesModel({ call });
  effect(() => {
    const { value } = syncs.state;
    if (value.phase === 'listed') untracked(() => changes.follow(value.items));
  });

  void syncs.load();
  return {
    syncs,
    list,
    search,
    changes,
    reader,
    html,
    conversation,
    isGrouped,
    group: (isOn: boolean) => {
      isGrouped.value = isOn;
      void keepListChoices({ isGrouped: isOn });
    },
    saves,
    actions,
    take: (news: News) => {
      if (news === 'reread') actions.recover('bridge');
      else if (news.some(isLiveAgain)) actions.recover('server');
      // Before the sync that says the same: what was told need not be read.
      if (news !== 'reread') for (const shown of [list.peek(), search.list.peek()]) shown?.take(news);
      syncs.take(news);
      if (news === 'reread') void list.peek().refresh();
    },
  };
};
