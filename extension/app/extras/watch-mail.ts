import { browser } from 'wxt/browser';
import type { Account } from '@kurrier/shared/account/account';
import { stateOf } from '@kurrier/shared/account/account-state';
import { legs } from '@kurrier/shared/account/security-plan';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import { extrasWords } from '@kurrier/shared/words/pages/extras';
import type { AccountsState, News } from '../../model/accounts/accounts-model.ts';
import type { Call } from '../../model/call.ts';
import { noExtras, watchesMail, type ExtrasOptions } from '../../model/extras/extras-options.ts';
import { noticeKey, planNotifications, type KnownMail } from '../../model/extras/plan-notifications.ts';
import { readExtras, watchExtras } from '../../platform/extras-store.ts';
import { closeNotification, onNotificationPress, showNotification } from '../../platform/notifications.ts';
import { keepUnreadBadge, unreadBadgeOf } from '../../platform/unread-badge.ts';
import { hashOf } from '../../model/route.ts';

const words = extrasWords.notification;
const knownKey = 'known-mail';
const noticedKey = 'noticed';
const mostNoticed = 100;

export interface MailWatch {
  /** Looks at what the log told, as far as anything of it was switched on. */
  take: (news: News, state: AccountsState) => Promise<void>;
}

/** What the worker does for those who switched on notifications or the badge; for all others nothing. `onBadge`: there is another one. */
export const createMailWatch = ({ call, onBadge }: { call: Call; onBadge: () => void }): MailWatch => {
  let options: ExtrasOptions | null = null;
  let worked = new Set<string>();
  watchExtras((changed) => {
    options = changed as ExtrasOptions;
    void look([]);
  });
  onNotificationPress((id, button) => void press(id, button));

  const press = async (id: string, button: number | null) => {
    await closeNotification(id);
    const ref = parseRef(id);
    if (button === 0 && ref) await call('mail.markSeen', { refs: [ref], seen: true });
    else if (button === 1 && ref) await call('mail.trash', { refs: [ref] });
    else {
      const hash = hashOf(ref ? { page: 'mail', accountId: null, mailboxId: null, open: ref } : { page: 'providers' });
      await browser.tabs.create({ url: `${location.origin}/options.html${hash}` });
    }
  };

  /** One after the other: what is known is read and written. */
  let inTurn: Promise<void> = Promise.resolve();
  const look = (accounts: readonly Account[]): Promise<void> => {
    inTurn = inTurn.then(() => lookNow(accounts));
    return inTurn;
  };
  const lookNow = async (accounts: readonly Account[]) => {
    const wanted = options ?? noExtras;
    if (!watchesMail(wanted)) {
      await keepUnreadBadge(null);
      onBadge();
      return;
    }
    const answer = await call('mail.unread', { limit: wanted.notify === 'off' ? 0 : 20 });
    if (!answer.ok) return;
    const counted = answer.value.accounts.filter(({ accountId }) => !wanted.muted.includes(accountId));
    const unread = counted.reduce((sum, one) => sum + one.unread, 0);
    await keepUnreadBadge(wanted.badge === 'state' ? null : unreadBadgeOf(unread, wanted.badge));
    onBadge();
    if (wanted.notify === 'off') return;
    const { [knownKey]: known = {} } = await browser.storage.session.get<Record<string, KnownMail>>(knownKey);
    const labelOf = (accountId: string) => accounts.find(({ id }) => id === accountId)?.label ?? '';
    const plan = planNotifications(answer.value.rows, { known, options: wanted, now: new Date(), labelOf });
    // An INBOX without unread mail is known, too: what comes next is new.
    await browser.storage.session.set({ [knownKey]: plan.known });
    for (const { title, message, row } of plan.notifications)
      await showNotification({
        id: row ? JSON.stringify(row.ref) : 'several',
        title,
        message,
        buttons: row ? [words.markRead, words.trash] : [],
      });
  };

  /** An account that worked and does not any more: one quiet notice for each kind of failure a day. */
  const noticeBroken = async (accounts: readonly Account[]) => {
    const broken = accounts.filter((account) => stateOf(account) === 'failed' && worked.has(account.id));
    worked = new Set(accounts.filter((account) => stateOf(account) === 'verified').map(({ id }) => id));
    if (broken.length === 0 || (options ?? noExtras).notify === 'off') return;
    const { [noticedKey]: noticed = [] } = await browser.storage.local.get<Record<string, string[]>>(noticedKey);
    for (const account of broken) {
      const kinds = legs.flatMap((leg) => {
        const status = account[leg]?.status;
        return status?.state === 'failed' ? [status.failure.kind] : [];
      });
      const key = noticeKey(account.id, kinds[0] ?? '', new Date());
      if (noticed.includes(key)) continue;
      noticed.push(key);
      await showNotification({ id: key, title: words.broken(account.label || account.address), message: words.brokenHint, buttons: [] });
    }
    await browser.storage.local.set({ [noticedKey]: noticed.slice(-mostNoticed) });
  };

  return {
    take: async (news, state) => {
      options ??= await readExtras<ExtrasOptions>();
      if (!watchesMail(options ?? noExtras)) return;
      const accounts = state.phase === 'listed' ? state.accounts : [];
      if (news === 'reread' || news.some(({ type }) => type.startsWith('account.'))) await noticeBroken(accounts);
      if (news === 'reread' || news.some(({ type }) => type === 'sync.changed')) await look(accounts);
    },
  };
};

const parseRef = (id: string): MessageRef | null => {
  if (!id.startsWith('{')) return null;
  return JSON.parse(id) as MessageRef;
};
