import { browser } from 'wxt/browser';
import { sleep } from '@kurrier/shared/async/sleep';
import type { News } from '../../model/accounts/accounts-model.ts';
import type { Call } from '../../model/call.ts';
import { hashOf } from '../../model/route.ts';
import { createUnreadModel } from '../../model/unread/unread-model.ts';
import { UnreadList } from '../../ui/unread/UnreadList.tsx';

/** The newest unread mail in the popup; loaded where that was switched on. */
export const createUnread = ({ call }: { call: Call }) => {
  const model = createUnreadModel({ call, sleep });
  void model.load();
  window.addEventListener('pagehide', model.flush);
  return {
    View: () => (
      <UnreadList
        model={model}
        onOpen={({ ref }) => {
          const hash = hashOf({ page: 'mail', accountId: null, mailboxId: null, open: ref });
          void browser.tabs.create({ url: `${location.origin}/options.html${hash}` }).then(() => window.close());
        }}
      />
    ),
    take: (news: News) => {
      if (news === 'reread' || news.some(({ type }) => type === 'sync.changed')) void model.load();
    },
  };
};

export type Unread = ReturnType<typeof createUnread>;
