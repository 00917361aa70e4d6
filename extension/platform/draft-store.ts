import { browser } from 'wxt/browser';

/** The account form and the message that is being written. */
type DraftKey = 'draft' | 'compose';

/**
 * What was left unfinished, kept until the browser closes. It holds no passwords, and it is kept in memory all the
 * same: whom somebody writes as is nobody else's business.
 */
export const keepDraft = (draft: object | null, key: DraftKey = 'draft'): Promise<void> =>
  inOrder(async () => {
    if (draft === null) await browser.storage.session.remove(key);
    else await browser.storage.session.set({ [key]: draft });
  });

/** The draft as it was kept by this version of the extension; null where there is none. */
export const readDraft = <Draft>(key: DraftKey = 'draft'): Promise<Draft | null> =>
  inOrder(async () => {
    const { [key]: draft } = await browser.storage.session.get<Record<string, Draft>>(key);
    return draft ?? null;
  });

let last: Promise<unknown> = Promise.resolve();

/** A draft that was given up is not read once more because the browser is still busy forgetting it. */
const inOrder = <Value>(work: () => Promise<Value>): Promise<Value> => {
  const turn = last.then(work, work);
  last = turn;
  return turn;
};
