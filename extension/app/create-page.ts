import { effect } from '@preact/signals';
import { createAccountsModel, type News } from '../model/accounts/accounts-model.ts';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import { browser } from 'wxt/browser';
import { readManagedClientIds } from './managed-client-ids.ts';
import { createSignInsModel } from '../model/sign-in/sign-ins-model.ts';
import { createConnectModel } from '../model/settings/connect-model.ts';
import { createPairModel } from '../model/settings/pair-model.ts';
import { requestNativePermission, requestPermission } from '../platform/permission.ts';
import { askWorker } from './page-worker-channel.ts';
import type { BridgeMessages } from './worker-surface.ts';
import { call } from './call-through-worker.ts';
import { serveWorker } from './serve-worker.ts';
import { recoverFocus } from './recover-focus.ts';
import { keepBadge } from './keep-badge.ts';
import { sleep } from '@kurrier/shared/async/sleep';

interface PageListeners {
  onNews?: (news: News) => void;
  onCodes?: (codes: readonly SignInCode[]) => void;
}

/**
 * What popup and Dashboard have in common: the accounts kept fresh while the page is visible, pairing. `onNews`
 * hears whatever else the event log tells: one wait of a page is enough.
 */
export const createPage = (listeners: PageListeners = {}) => {
  const accounts = createAccountsModel({ call, sleep, ...listeners });
  const pair = createPairModel({
    findBridges: () => askWorker<BridgeMessages, 'findBridges'>('findBridges', undefined),
    pairByCode: (code) => askWorker<BridgeMessages, 'pair'>('pair', { code }),
    sleep: sleepUntilVisible,
  });
  const signIns = createSignInsModel({ call, open: (url) => void browser.tabs.create({ url }), readManagedClientIds });
  // Those that were begun before this page was opened; the first list also says that the bridge can be asked.
  const stopLoading = effect(() => {
    if (accounts.state.value.phase !== 'listed') return;
    void signIns.load();
    queueMicrotask(() => stopLoading());
  });
  serveWorker();
  followWhileVisible(accounts.follow);
  effect(() => keepBadge(accounts.state.value));
  recoverFocus();
  return {
    accounts,
    signIns,
    pair,
    bridge: {
      retry: accounts.retry,
      connect: createConnectModel({
        requestPermission: requestNativePermission,
        connectNatively: () => askWorker<BridgeMessages, 'connectNatively'>('connectNatively', undefined),
        onConnected: accounts.retry,
      }),
      grant: () => void requestPermission().then((isGranted) => isGranted && accounts.retry()),
      // Few bridges are ever locked.
      openUnlock: async () => (await import('../model/settings/unlock-model.ts')).createUnlockModel({ call, onOpened: accounts.retry }),
    },
  };
};

const sleepUntilVisible = async (ms: number): Promise<void> => {
  await sleep(ms, new AbortController().signal);
  if (document.visibilityState === 'hidden')
    await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
};

/** Hidden pages ask for nothing: a browser has few connections to one port, and each long wait takes one. */
const followWhileVisible = (follow: (until: AbortSignal) => Promise<void>) => {
  let until = new AbortController();
  const update = () => {
    until.abort();
    if (document.visibilityState === 'hidden') return;
    until = new AbortController();
    void follow(until.signal);
  };
  document.addEventListener('visibilitychange', update);
  update();
};
