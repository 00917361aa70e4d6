import { browser } from 'wxt/browser';

/** What a page may ask the worker for, and what it answers: a function per message. Everything is plain JSON, but for `MessageBytes`. */
export type WorkerMessages = Record<string, (body: never) => Promise<unknown>>;

interface Message {
  type: string;
  body: unknown;
}

/** Whether one of the extension's documents, or its worker, sent it. The id alone is that of a script in somebody else's page, too. */
const isOwn = ({ id, url }: { id?: string; url?: string }): boolean =>
  id === browser.runtime.id && url !== undefined && url.startsWith(`${location.origin}/`);

/** Answers the extension's own documents by one function per message; others are not answered, scripts that it injected among them. */
export const serveMessages = (messages: WorkerMessages): void => {
  browser.runtime.onMessage.addListener((message: Message, sender, sendResponse) => {
    const answer = Object.hasOwn(messages, message.type) ? messages[message.type] : undefined;
    if (!answer || !isOwn(sender)) return false;
    void answer(message.body as never).then(sendResponse, (error: unknown) => {
      sendResponse({ ok: false, failure: 'bridge-error' });
      throw error;
    });
    // Keeps the port open until then.
    return true;
  });
};

/** Sends one message to the pages that are open; rejects where none is, or none answers. */
export const askPage: typeof askWorker = (type, body) => browser.runtime.sendMessage({ type, body } satisfies Message) as never;

/** Sends one message to the worker, waking it; rejects where it was ended before it answered. */
export const askWorker = <Messages extends WorkerMessages, Type extends keyof Messages & string>(
  type: Type,
  body: Parameters<Messages[Type]>[0],
): ReturnType<Messages[Type]> => browser.runtime.sendMessage({ type, body } satisfies Message) as ReturnType<Messages[Type]>;
