import type { NativeRequest } from '@kurrier/shared/bridge/native-host';
import { serveMessages } from './page-worker-channel.ts';

/** What the worker asks a page for. */
const messages = {
  /**
   * A page that nobody sees leaves it to the one in which the button was pressed: whoever answers first is heard. Loaded then, since most
   * pages never do this.
   */
  askNativeHost: async (request: NativeRequest) =>
    document.visibilityState === 'hidden'
      ? new Promise<null>(() => undefined)
      : (await import('../platform/native-host.ts')).askNativeHostFromPage(request),
};
export type PageMessages = typeof messages;

/** Answers the worker what it cannot do itself. */
export const serveWorker = (): void => serveMessages(messages);
