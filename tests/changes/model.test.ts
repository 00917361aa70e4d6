import { expect, test } from 'vitest';
import type { ChangeAction } from '@kurrier/shared/mail/pending-change';
import { startDraftsOf } from '../send/start-drafts.ts';
import { createDraftModel } from './draft-model.ts';
import { createRandom, type SeededRandom } from '../sync/seeded-random.ts';
import { capabilitySets } from '../sync/start-mail.ts';
import { message, startChanges, type Changes, type SeenMessage } from './start-changes.ts';

const seed = Number(process.env['KURRIER_SEED'] ?? 17);
const actions = process.env['KURRIER_SOAK'] === '1' ? 200 : 20;
const folders = ['INBOX', 'Work', 'Later', 'Archive', 'Trash'];

/** Where a message has to be, and how it has to be marked. */
interface Modelled {
  mailbox: string | null;
  seen: boolean;
  flagged: boolean;
  /** It does not come back to where it was: by its mailbox it is known whether it is the same there. */
  visited: Set<string>;
}

interface OurChange {
  messages: SeenMessage[];
  action: ChangeAction;
  to: string | null;
}

/** Does to the model what was done, in the moment in which the server is to do it. Answers how many messages were not there. */
const apply = (model: Map<string, Modelled>, { messages, action, to }: OurChange): number => {
  let gone = 0;
  for (const { messageId, mailbox } of messages) {
    const modelled = model.get(messageId)!;
    const isForGood = action.kind === 'trash' && mailbox === 'Trash';
    if (modelled.mailbox !== mailbox) gone += isForGood ? 0 : 1;
    else if (action.kind === 'seen') modelled.seen = action.isSet;
    else if (action.kind === 'flagged') modelled.flagged = action.isSet;
    else modelled.mailbox = isForGood ? null : to;
  }
  return gone;
};

const chooseOurs = async (random: SeededRandom, started: Changes, model: Map<string, Modelled>): Promise<OurChange | null> => {
  const seen = (await started.seen()).filter(({ mailbox }) => mailbox !== 'Drafts');
  if (seen.length === 0) return null;
  const first = random.pick(seen);
  const group = seen.filter(({ mailbox }) => mailbox === first.mailbox).slice(0, 50);
  const messages = [...new Set([first, ...Array.from({ length: random.int(0, 2) }, () => random.pick(group))])];
  const kind = random.pick(['seen', 'flagged', 'move', 'trash'] as const);
  if (kind === 'seen' || kind === 'flagged') return { messages, action: { kind, isSet: random.chance(0.5) }, to: null };
  const hasVisited = (folder: string): boolean => messages.some(({ messageId }) => model.get(messageId)!.visited.has(folder));
  const targets = folders.filter((folder) => folder !== first.mailbox && !hasVisited(folder));
  const to = kind === 'trash' ? 'Trash' : random.pick(targets.length > 0 ? targets : ['']);
  if (to === '' || (to !== first.mailbox && hasVisited(to))) return null;
  for (const { messageId } of messages) model.get(messageId)!.visited.add(to);
  return { messages, action: kind === 'trash' ? { kind } : { kind, to: await started.mailboxId(to) }, to };
};

/** Another client changes a message where it is now. */
const changeElsewhere = async (random: SeededRandom, { other }: Changes, model: Map<string, Modelled>): Promise<void> => {
  const [id, modelled] = random.pick([...model].filter(([, { mailbox }]) => mailbox !== null));
  const lock = await other.getMailboxLock(modelled.mailbox!);
  try {
    // A connection hears of what others added at its next command.
    await other.noop();
    const uids = await other.search({ header: { 'message-id': id } }, { uid: true });
    expect(uids).toHaveLength(1);
    const uid = String((uids as number[])[0]);
    const targets = folders.filter((folder) => !modelled.visited.has(folder));
    const kind = random.pick(['seen', 'flagged', 'move', 'delete']);
    if (kind === 'seen') {
      modelled.seen = !modelled.seen;
      await other[modelled.seen ? 'messageFlagsAdd' : 'messageFlagsRemove'](uid, ['\\Seen'], { uid: true });
    } else if (kind === 'flagged') {
      modelled.flagged = !modelled.flagged;
      await other[modelled.flagged ? 'messageFlagsAdd' : 'messageFlagsRemove'](uid, ['\\Flagged'], { uid: true });
    } else if (kind === 'move' && targets.length > 0) {
      const to = random.pick(targets);
      modelled.visited.add(to);
      modelled.mailbox = to;
      await other.messageMove(uid, to, { uid: true });
    } else if (kind === 'delete' && random.chance(0.4)) {
      modelled.mailbox = null;
      await other.messageDelete(uid, { uid: true });
    }
  } finally {
    lock.release();
  }
};

const describe = (model: Map<string, Modelled>): Record<string, string[]> =>
  Object.fromEntries(
    [...model].flatMap(([id, { mailbox, seen, flagged }]) =>
      mailbox === null ? [] : [[id, [`${mailbox} ${[...(seen ? ['\\Seen'] : []), ...(flagged ? ['\\Flagged'] : [])].join(' ')}`]]],
    ),
  );

test.each([
  ['MOVE', capabilitySets.qresync],
  ['COPY and UID EXPUNGE', capabilitySets.poor],
])(
  'by %s: random changes with the server cut away and back, and another client at it, end as the model says',
  async (_, capabilities) => {
    console.log(`seed ${seed}`);
    const random = createRandom(seed);
    await using started = await startChanges({ capabilities });
    const { live, other, changes } = started;
    for (const folder of folders) if (folder !== 'INBOX') await other.mailboxCreate(folder);
    const model = new Map<string, Modelled>();
    for (let at = 0; at < 40; at++) {
      const folder = at < 25 ? 'INBOX' : 'Work';
      await other.append(folder, message(`m${at}`));
      model.set(`<m${at}@mail.test>`, { mailbox: folder, seen: false, flagged: false, visited: new Set([folder]) });
    }
    await started.follow();
    await using bench = await startDraftsOf(live, started.events);
    const drafts = createDraftModel(random, started, bench);

    let expectedGone = 0;
    let saidGone = 0;
    let deferred: OurChange[] = [];
    let isAway = false;
    const comeBack = async (): Promise<void> => {
      live.gate.block(false);
      isAway = false;
      for (const change of deferred) expectedGone += apply(model, change);
      deferred = [];
      drafts.comeBack();
      await live.sync.syncNow({ accountId: 'a' });
      await started.untilCarriedOut();
      await drafts.untilCarriedOut();
    };
    for (let done = 0; done < actions;) {
      const dice = random.next();
      if (dice < 0.15) {
        if (isAway) await comeBack();
        else {
          await started.goAway();
          isAway = true;
        }
        continue;
      }
      if (dice < 0.35) {
        await (random.chance(0.3) ? drafts.elsewhere() : changeElsewhere(random, started, model));
        continue;
      }
      if (dice < 0.55) {
        done++;
        const isCut = !isAway && random.chance(0.3);
        if (isCut) live.gate.cutAfter(random.int(300, 4_000));
        await drafts.ours(isAway, !isAway && !isCut);
        live.gate.cutAfter(null);
        if (isCut) {
          live.gate.cut();
          await live.sync.syncNow({ accountId: 'a' });
        }
        if (!isAway) await drafts.untilCarriedOut();
        if (random.chance(0.1)) await bench.restart();
        continue;
      }
      const ours = await chooseOurs(random, started, model);
      if (!ours) continue;
      done++;
      // The connection ends in the middle of it, wherever that is.
      const isCut = !isAway && random.chance(0.3);
      if (isCut) {
        live.gate.cut();
        live.gate.cutAfter(random.int(300, 4_000));
      }
      const answer = await changes().change(
        ours.messages.map(({ ref }) => ref),
        ours.action,
      );
      live.gate.cutAfter(null);
      expect(answer).not.toHaveProperty('failed');
      if ('refused' in answer) saidGone += ours.messages.length;
      if (isAway) {
        deferred.push(ours);
        expect(answer).toEqual({ done: 0, pending: ours.messages.length });
      } else {
        expectedGone += apply(model, ours);
        if (isCut) {
          live.gate.cut();
          await live.sync.syncNow({ accountId: 'a' });
        }
        await started.untilCarriedOut();
      }
      if (random.chance(0.1)) await started.restart();
    }
    await comeBack();
    const onServer = Object.entries(await started.onServer()).filter(([, places]) => !places.every((place) => place.startsWith('Drafts ')));
    expect(Object.fromEntries(onServer)).toEqual(describe(model));
    await drafts.expectAsModelled();
    const failed = (await changes().list()).changes;
    expect(failed.map(({ refusal }) => refusal)).toEqual(failed.map(() => 'gone'));
    expect(saidGone + failed.reduce((sum, { refs }) => sum + refs.length, 0)).toBe(expectedGone);
    expect([...started.reported, ...bench.reported]).toEqual([]);
  },
  240_000,
);
