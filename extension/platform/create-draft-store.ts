/** The account form and the message that is being written. */
export type DraftKey = 'draft' | 'compose';

/** The part of a browser's storage that drafts are kept in; it does what it is told in the order in which it is told. */
export interface DraftArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface DraftStore {
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
