import { effect } from '@preact/signals';
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import * as z from 'zod/mini';
import { createMailWatch } from '../app/extras/watch-mail.ts';
import { createBridgeMessages } from '../app/worker-surface.ts';
import { keepBadge } from '../app/keep-badge.ts';
import { createAccountsModel } from '../model/accounts/accounts-model.ts';
import type { Call } from '../model/call.ts';
import { openWelcome } from '../platform/open-welcome.ts';
import { serveMessages } from '../app/page-worker-channel.ts';

const alarm = 'follow';

export default defineBackground(() => {
  // An extension's CSP forbids `eval`, which zod would use to be quick.
  z.config({ jitless: true });
  const messages = createBridgeMessages();
  const call = ((name, body) => messages.call({ name, body })) as Call;
  let isFollowing = false;
  let showAgain = (): void => undefined;
  const watch = createMailWatch({ call, onBadge: () => showAgain() });

  /** Follows the accounts until the bridge cannot be asked, or the browser ends the worker; the alarm starts it again. */
  const follow = async () => {
    if (isFollowing) return;
    isFollowing = true;
    const until = new AbortController();
    const accounts = createAccountsModel({
      call,
      sleep: async () => until.abort(),
      onNews: (news) => void watch.take(news, accounts.state.peek()),
    });
    showAgain = () => keepBadge(accounts.state.peek());
    // Runs after every answer, also one without news: each call of the browser's API lets the worker live on.
    const stop = effect(() => keepBadge(accounts.state.value));
    try {
      await accounts.follow(until.signal);
    } finally {
      stop();
      isFollowing = false;
    }
  };

  // Browsers end the worker when nothing happens, and with it every timer; alarms survive that, and a restart.
  browser.alarms.onAlarm.addListener(() => void follow());
  browser.runtime.onStartup.addListener(() => void follow());
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void follow();
    if (reason === 'install') void openWelcome();
  });
  browser.permissions.onRemoved.addListener(() => void follow());
  browser.permissions.onAdded.addListener(({ permissions }) => {
    if (permissions?.includes('nativeMessaging')) void messages.connectNatively().then(follow);
  });
  // Whatever a page asks for may have changed what the badge says.
  browser.runtime.onMessage.addListener(() => void follow());
  serveMessages(messages);
  void browser.alarms.create(alarm, { periodInMinutes: 0.5 });
  void follow();
});
