import type { Account } from '@kurrier/shared/account/account';
import { stateOf } from '@kurrier/shared/account/account-state';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { badgeWords, bridgeWords } from '@kurrier/shared/words/pages/accounts';
import type { Badge } from './badge-content.ts';
import { readUnreadBadge } from './unread-badge.ts';
import { browser } from 'wxt/browser';

const colors = { good: '#15703c', bad: '#b1261c', busy: '#2c4bc4', quiet: '#6b6f78' };

/** The state of all accounts, or of the bridge, in one sign: what needs attention first comes first. */
export const badgeOf = (accounts: readonly Account[] | BridgeProblem): Badge => {
  if (typeof accounts === 'string') {
    const text = accounts === 'not-paired' ? '?' : '–';
    return { text, color: colors.quiet, title: badgeWords.problem(bridgeWords.problems[accounts].title) };
  }
  const count = (state: string) => accounts.filter((account) => stateOf(account) === state).length;
  const [checking, failed, notTested] = [count('checking'), count('failed'), count('not-tested')];
  if (accounts.length === 0) return { text: '', color: colors.quiet, title: badgeWords.empty };
  if (failed > 0) return { text: String(Math.min(failed, 999)), color: colors.bad, title: badgeWords.failed(failed, accounts.length) };
  if (checking > 0) return { text: '…', color: colors.busy, title: badgeWords.checking(checking) };
  if (notTested > 0) return { text: '·', color: colors.quiet, title: badgeWords.notTested(notTested) };
  return { text: '✓', color: colors.good, title: badgeWords.verified(accounts.length) };
};

/** Puts a badge on the toolbar button. Where all is well there may be unread mail to show instead; whatever is wrong comes first. */
export const showBadge = async (badge: Badge): Promise<void> => {
  const { text, color, title } = badge.text === '✓' ? ((await readUnreadBadge()) ?? badge) : badge;
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
    browser.action.setTitle({ title }),
  ]);
};
