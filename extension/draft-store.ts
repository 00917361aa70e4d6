import { browser } from 'wxt/browser';

const draftKey = 'draft';

/**
 * The form that was left unfinished, kept until the browser closes. It holds no passwords, and it is kept in memory all the
 * same: whom somebody writes as is nobody else's business.
 */
export const keepDraft = async (draft: object | null): Promise<void> => {
  if (draft === null) await browser.storage.session.remove(draftKey);
  else await browser.storage.session.set({ [draftKey]: draft });
};

/** The draft as it was kept by this version of the extension; null where there is none. */
export const readDraft = async <Draft>(): Promise<Draft | null> => {
  const { [draftKey]: draft } = await browser.storage.session.get<Record<string, Draft>>(draftKey);
  return draft ?? null;
};
