import { browser } from 'wxt/browser';

/** The account form and the message that is being written. */
type DraftKey = 'draft' | 'compose';

/** The part of a browser's storage that drafts are kept in; it does what it is told in the order in which it is told. */
export interface DraftArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

interface DraftStore {
  /** Hands the draft to the browser before it returns: a page that is closed or loaded anew right after loses none of it. Null forgets it. */
  keep(key: DraftKey, draft: object | null): Promise<void>;
  /** The draft as it was kept last, also where the browser is still busy with that; null where there is none. */
  read(key: DraftKey): Promise<unknown>;
}

/** What was left unfinished in a page. */
export const createDraftStore = (area: DraftArea): DraftStore => {
  let kept: Promise<unknown> = Promise.resolve();
  return {
    keep(key, draft) {
      const handed = draft === null ? area.remove(key) : area.set({ [key]: draft });
      kept = Promise.allSettled([kept, handed]);
      return handed;
    },
    async read(key) {
      await kept;
      const { [key]: draft } = await area.get(key);
      return draft ?? null;
    },
  };
};

let made: DraftStore | undefined;
const store = (): DraftStore => (made ??= createDraftStore(browser.storage.session));

/**
 * What was left unfinished, kept until the browser closes. It holds no passwords, and it is kept in memory all the
 * same: whom somebody writes as is nobody else's business.
 */
export const keepDraft = (draft: object | null, key: DraftKey = 'draft'): Promise<void> => store().keep(key, draft);

/** The draft as it was kept by this version of the extension; null where there is none. */
export const readDraft = async <Draft>(key: DraftKey = 'draft'): Promise<Draft | null> => (await store().read(key)) as Draft | null;
