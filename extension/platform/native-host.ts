import { distribution } from '@kurrier/shared/bridge/distribution';
import { NativeAnswer, type NativeRequest } from '@kurrier/shared/bridge/native-host';
import { browser } from 'wxt/browser';

/** Longer than the program gives a bridge to start. */
const timeoutMs = 30_000;

/** Has the browser start the program and hand over one message; null where it finds none, may not start it, or gets no answer in time. */
export const askNativeHost = async (request: NativeRequest): Promise<NativeAnswer | null> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), timeoutMs)));
    const answer: unknown = await Promise.race([browser.runtime.sendNativeMessage(distribution.nativeHost, request), late]);
    return NativeAnswer.safeParse(answer).data ?? null;
  } catch {
    // Browsers differ in what they throw, and say in English sentences alone whether there is no such program or none that they may start.
    return null;
  } finally {
    clearTimeout(timer);
  }
};
