import { browser } from 'wxt/browser';
import { createDraftStore, type DraftKey } from './create-draft-store.ts';

let made: ReturnType<typeof createDraftStore> | undefined;
const store = () => (made ??= createDraftStore(browser.storage.session));

/**
 * What was left unfinished, kept until the browser closes. It holds no passwords, and it is kept in memory all the
 * same: whom somebody writes as is nobody else's business.
 */
export const keepDraft = (draft: object | null, key: DraftKey = 'draft'): Promise<void> => store().keep(key, draft);

/** The draft as it was kept by this version of the extension; null where there is none. */
export const readDraft = async <Draft>(key: DraftKey = 'draft'): Promise<Draft | null> => (await store().read(key)) as Draft | null;
