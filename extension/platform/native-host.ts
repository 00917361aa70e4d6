import { distribution } from '@kurrier/shared/bridge/distribution';
import { NativeAnswer, type NativeRequest } from '@kurrier/shared/bridge/native-host';
import { browser } from 'wxt/browser';

/** Longer than the program gives a bridge to start. */
const timeoutMs = 30_000;

type Send = (host: string, request: NativeRequest) => Promise<unknown>;
type WithSend = { runtime: { sendNativeMessage?: Send } };

/**
 * Has the browser start the program and hand over one message; null where it finds none, may not start it, or gets no answer in time.
 * Chromium lets nobody do that who was there before the permission was given: then `askPage` asks for the worker.
 */
export const askNativeHost = (
  request: NativeRequest,
  askPage: (request: NativeRequest) => Promise<unknown>,
): Promise<NativeAnswer | null> =>
  withinTime(() => {
    const { sendNativeMessage: send } = (browser as WithSend).runtime;
    return send ? send(distribution.nativeHost, request) : askPage(request);
  });

/** The same for the worker, from a page: a document of the extension within it, which does nothing, has begun after the permission was given. */
export const askNativeHostFromPage = async (request: NativeRequest): Promise<NativeAnswer | null> => {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = '/manifest.json';
  try {
    return await withinTime(async () => {
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      document.body.append(frame);
      await loaded;
      const { chrome } = frame.contentWindow as unknown as { chrome?: WithSend };
      return chrome?.runtime.sendNativeMessage?.(distribution.nativeHost, request);
    });
  } finally {
    frame.remove();
  }
};

const withinTime = async (send: () => Promise<unknown>): Promise<NativeAnswer | null> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), timeoutMs)));
    return NativeAnswer.safeParse(await Promise.race([send(), late])).data ?? null;
  } catch {
    // Browsers differ in what they throw, and say in English sentences alone whether there is no such program or none that they may start.
    return null;
  } finally {
    clearTimeout(timer);
  }
};
