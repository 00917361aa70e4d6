import { extrasWords } from '@kurrier/shared/words/pages/extras';
import { browser } from 'wxt/browser';
import type { Badge } from './badge-content.ts';

const key = 'unread-badge';

/** Unread mail as a badge; null while there is none. */
export const unreadBadgeOf = (unread: number, form: 'dot' | 'number'): Badge | null =>
  unread === 0
    ? null
    : { text: form === 'dot' ? '•' : unread > 999 ? '999+' : String(unread), color: '#2c4bc4', title: extrasWords.badgeTitle(unread) };

/** What stands on the button while nothing is wrong, in place of the sign that all is well. */
export const readUnreadBadge = async (): Promise<Badge | null> => {
  const { [key]: kept } = await browser.storage.session.get<Record<string, Badge | null>>(key);
  return kept ?? null;
};

export const keepUnreadBadge = async (badge: Badge | null): Promise<void> => {
  await browser.storage.session.set({ [key]: badge });
};
