import { askWorker } from './page-worker-channel.ts';

/**
 * Bytes as a message between page and worker carries them: as they are where the browser clones messages, as base64 where it makes JSON
 * of them (Chromium before 148, https://developer.chrome.com/blog/structured-clone-messaging).
 */
export type MessageBytes = Uint8Array | { base64: string };

/** The worker's side: whether bytes of a page arrive as bytes. */
export const areBytes = async (sample: unknown): Promise<boolean> => sample instanceof Uint8Array;

let whetherCloned: Promise<boolean> | undefined;

/** The page's side: whether messages carry bytes as they are; asked once, and again after a worker that did not answer. */
export const carriesBytes = (): Promise<boolean> => {
  whetherCloned ??= askWorker<{ areBytes: typeof areBytes }, 'areBytes'>('areBytes', Uint8Array.of(1)).catch((error: unknown) => {
    whetherCloned = undefined;
    throw error;
  });
  return whetherCloned;
};

/** How many bytes become arguments of one call: engines bound their number. */
const stretch = 32_768;

export const toMessageBytes = (bytes: Uint8Array, isCloned: boolean): MessageBytes => {
  if (isCloned) return bytes;
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; at += stretch) texts.push(String.fromCharCode(...bytes.subarray(at, at + stretch)));
  return { base64: btoa(texts.join('')) };
};

export const fromMessageBytes = (carried: MessageBytes): Uint8Array =>
  carried instanceof Uint8Array ? carried : Uint8Array.from(atob(carried.base64), (character) => character.charCodeAt(0));
