import type { NativeRequest } from '@kurrier/shared/bridge/native-host';
import { askNativeHostFromPage } from '../platform/native-host.ts';
import { serveMessages } from './page-worker-channel.ts';

/** What the worker asks a page for. */
const messages = {
  /** A page that nobody sees leaves it to the one in which the button was pressed: whoever answers first is heard. */
  askNativeHost: (request: NativeRequest) =>
    document.visibilityState === 'hidden' ? new Promise<null>(() => undefined) : askNativeHostFromPage(request),
};
export type PageMessages = typeof messages;

/** Answers the worker what it cannot do itself. */
export const serveWorker = (): void => serveMessages(messages);
