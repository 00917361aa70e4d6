import { expect } from 'vitest';
import type { DraftsBench } from '../send/start-drafts.ts';
import type { SeededRandom } from '../sync/seeded-random.ts';
import type { Changes } from './start-changes.ts';
import { until } from '../setup/until.ts';

/** A draft as it has to be. */
interface ModelledDraft {
  id: string;
  /** What it last said; null: it was given up. */
  text: string | null;
  /** What of it lies on the server. */
  placed: string | null;
  /** Another client took away what lay there. */
  isLost: boolean;
  /** That was found out: nothing is done before somebody decides. */
  isStopped: boolean;
  /** It was written on or given up since the server last heard of it. */
  isWaiting: boolean;
  /** Somebody decided that it is to be there all the same. */
  isDecided: boolean;
}

/** What is done to drafts, here and by another client, and what has to come of it. */
export const createDraftModel = (
  random: SeededRandom,
  { other }: Pick<Changes, 'other'>,
  bench: Pick<DraftsBench, 'drafts' | 'save' | 'onServer'>,
) => {
  const drafts: ModelledDraft[] = [];
  const theirs: string[] = [];
  let texts = 0;
  // No subject is the beginning of another one.
  const write = (who: string): string => `${who} ${++texts}.`;

  /** What the server is brought to. */
  const bring = (draft: ModelledDraft): void => {
    draft.isWaiting = false;
    if (draft.text === null) draft.placed = null;
    else if (draft.isLost && !draft.isDecided) draft.isStopped = true;
    else Object.assign(draft, { placed: draft.text, isLost: false, isStopped: false, isDecided: false });
  };
  const begin = (): ModelledDraft => {
    const draft = {
      id: `draft-of-the-model-${drafts.length}`,
      text: null,
      placed: null,
      isLost: false,
      isStopped: false,
      isWaiting: false,
      isDecided: false,
    };
    drafts.push(draft);
    return draft;
  };

  return {
    /** Writes, writes on or gives up; `isCertain`: the server is there, and no connection ends. */
    async ours(isAway: boolean, isCertain: boolean): Promise<void> {
      const written = drafts.filter(({ text }) => text !== null);
      if (written.length > 0 && random.chance(0.15)) {
        const draft = random.pick(written);
        Object.assign(draft, { text: null, isWaiting: true });
        await bench.drafts().discard({ draftId: draft.id });
        if (!isAway) bring(draft);
        return;
      }
      const draft = written.length < 3 || random.chance(0.2) ? begin() : random.pick(written);
      draft.text = write('ours');
      draft.isWaiting = true;
      const evenIfGone = draft.isStopped && random.chance(0.5);
      draft.isDecided ||= evenIfGone;
      const saved = await bench.save(draft.id, { subject: draft.text, text: draft.text }, evenIfGone);
      if (!isAway) bring(draft);
      if (isCertain) expect(saved).toMatchObject({ state: draft.isStopped ? 'changed-elsewhere' : 'saved' });
    },
    /** Another client deletes a draft of ours, or puts its own in the place of it. */
    async elsewhere(): Promise<void> {
      const there = drafts.filter(({ placed }) => placed !== null);
      if (there.length === 0) return;
      const draft = random.pick(there);
      const lock = await other.getMailboxLock('Drafts');
      try {
        if (random.chance(0.5)) {
          const subject = write('theirs');
          theirs.push(subject);
          await other.append('Drafts', `Subject: ${subject}\r\nMessage-ID: <${texts}@theirs.test>\r\n\r\ntheirs\r\n`, ['\\Draft']);
        }
        // A connection hears of what others added at its next command.
        await other.noop();
        const found = await other.search({ header: { subject: draft.placed! } }, { uid: true });
        expect(found).toHaveLength(1);
        await other.messageDelete(String((found as number[])[0]), { uid: true });
      } finally {
        lock.release();
      }
      Object.assign(draft, { placed: null, isLost: true });
    },
    /** The server is there again. */
    comeBack: (): void => drafts.filter(({ isWaiting }) => isWaiting).forEach(bring),
    untilCarriedOut: () => until(async () => expect(bench.drafts().waiting()).toEqual([])),
    /** What lies on the server is what the model has, each once; whose draft was changed elsewhere is told. */
    async expectAsModelled(): Promise<void> {
      const expected = [...drafts.flatMap(({ placed }) => placed ?? []), ...theirs].sort();
      expect((await bench.onServer()).map(({ subject }) => subject).sort()).toEqual(expected);
      const stopped = drafts.filter(({ isStopped, text }) => isStopped && text !== null);
      expect(stopped.map(({ id }) => bench.drafts().state({ draftId: id }))).toEqual(stopped.map(() => ({ state: 'changed-elsewhere' })));
    },
  };
};
