import { expect, test } from 'vitest';
import type { MailboxCursor } from '../mail-store/mailbox-cursor.ts';
import type { MailboxStatus } from '../imap/grammar/mailbox-status.ts';
import { planSync, type ChangeTracking, type SyncPlan } from './plan-sync.ts';

const cursor: MailboxCursor = { uidValidity: 7, uidNext: 101, highestModSeq: 50n, messages: 80, backfillBelow: null };
const status: MailboxStatus = { uidValidity: 7, uidNext: 101, highestModSeq: 50n, messages: 80 };
const huge = 2n ** 62n;

type Update = Extract<SyncPlan, { action: 'update' }>;
const update = (parts: Partial<Update>): Update => ({
  action: 'update',
  flags: null,
  vanished: null,
  newFrom: null,
  olderBelow: null,
  ...parts,
});

interface Row {
  name: string;
  cursor?: Partial<MailboxCursor> | null;
  status?: Partial<MailboxStatus>;
  tracking?: ChangeTracking;
  thorough?: boolean;
  plan: SyncPlan;
}

const rows: Row[] = [
  { name: 'never synced', cursor: null, plan: { action: 'first', discard: null } },
  { name: 'another UIDVALIDITY', status: { uidValidity: 8 }, plan: { action: 'first', discard: 'uid-validity-changed' } },
  { name: 'UIDNEXT fell', status: { uidNext: 100 }, plan: { action: 'first', discard: 'uids-went-back' } },
  { name: 'nothing, QRESYNC', plan: { action: 'nothing' } },
  { name: 'nothing, CONDSTORE', tracking: 'condstore', plan: { action: 'nothing' } },
  {
    name: 'nothing, mod-sequences past 2^53',
    cursor: { highestModSeq: huge },
    status: { highestModSeq: huge },
    plan: { action: 'nothing' },
  },
  {
    name: 'a change that a double could not tell',
    cursor: { highestModSeq: huge },
    status: { highestModSeq: huge + 1n },
    plan: update({ flags: { by: 'since', modSeq: huge }, vanished: 'reported' }),
  },
  {
    name: 'new messages, QRESYNC',
    status: { uidNext: 103, highestModSeq: 60n, messages: 82 },
    plan: update({ flags: { by: 'since', modSeq: 50n }, vanished: 'reported', newFrom: 101 }),
  },
  {
    name: 'new messages, CONDSTORE: some may have vanished as well',
    status: { uidNext: 103, highestModSeq: 60n, messages: 82 },
    tracking: 'condstore',
    plan: update({ flags: { by: 'since', modSeq: 50n }, vanished: 'if-counts-differ', newFrom: 101 }),
  },
  {
    name: 'new messages that came and went: only UIDNEXT moved',
    status: { uidNext: 103, highestModSeq: 60n },
    plan: update({ flags: { by: 'since', modSeq: 50n }, vanished: 'reported', newFrom: 101 }),
  },
  {
    name: 'flags or vanished, QRESYNC',
    status: { highestModSeq: 51n },
    plan: update({ flags: { by: 'since', modSeq: 50n }, vanished: 'reported' }),
  },
  {
    name: 'flags, CONDSTORE',
    status: { highestModSeq: 51n },
    tracking: 'condstore',
    plan: update({ flags: { by: 'since', modSeq: 50n }, vanished: 'if-counts-differ' }),
  },
  {
    name: 'fewer messages under an unmoved mod-sequence: vanished all the same',
    status: { messages: 79 },
    tracking: 'condstore',
    plan: update({ vanished: 'if-counts-differ' }),
  },
  {
    name: 'the same with QRESYNC, which reports nothing that was missed before',
    status: { messages: 79 },
    plan: update({ vanished: 'if-counts-differ' }),
  },
  {
    name: 'old messages are left out, and the server has as many as before',
    cursor: { onServer: 500 },
    status: { messages: 500 },
    plan: { action: 'nothing' },
  },
  {
    name: 'old messages are left out, and the server has fewer',
    cursor: { onServer: 500 },
    status: { messages: 499 },
    tracking: 'condstore',
    plan: update({ vanished: 'if-counts-differ' }),
  },
  {
    name: 'the first sync goes on, nothing else changed',
    cursor: { backfillBelow: 40, messages: 30 },
    plan: update({ vanished: 'reported', olderBelow: 40 }),
  },
  {
    name: 'the first sync goes on, with changes and new messages',
    cursor: { backfillBelow: 40, messages: 30 },
    status: { uidNext: 102, highestModSeq: 55n, messages: 81 },
    plan: update({ flags: { by: 'since', modSeq: 50n }, vanished: 'reported', newFrom: 101, olderBelow: 40 }),
  },
  {
    name: 'no mod-sequences on the server: compare',
    tracking: 'compare',
    plan: update({ flags: { by: 'compare' }, vanished: 'compare' }),
  },
  {
    name: 'NOMODSEQ mailbox on a QRESYNC server: compare',
    status: { highestModSeq: null },
    plan: update({ flags: { by: 'compare' }, vanished: 'compare' }),
  },
  {
    name: 'mod-sequences are new since the last sync: compare once',
    cursor: { highestModSeq: null },
    plan: update({ flags: { by: 'compare' }, vanished: 'compare' }),
  },
  {
    name: 'mod-sequences went back: compare',
    status: { highestModSeq: 49n },
    plan: update({ flags: { by: 'compare' }, vanished: 'compare' }),
  },
  {
    name: 'compare, with new messages and an unfinished first sync',
    cursor: { backfillBelow: 40 },
    status: { uidNext: 105 },
    tracking: 'compare',
    plan: update({ flags: { by: 'compare' }, vanished: 'compare', newFrom: 101, olderBelow: 40 }),
  },
  { name: 'not thorough, counts agree', tracking: 'compare', thorough: false, plan: { action: 'nothing' } },
  {
    name: 'not thorough, new messages',
    status: { uidNext: 102, messages: 81 },
    tracking: 'compare',
    thorough: false,
    plan: update({ vanished: 'if-counts-differ', newFrom: 101 }),
  },
  {
    name: 'not thorough, fewer messages',
    status: { messages: 79 },
    tracking: 'compare',
    thorough: false,
    plan: update({ vanished: 'if-counts-differ' }),
  },
];

test.each(rows)('$name', ({ cursor: c = {}, status: s, tracking = 'qresync', thorough, plan }) => {
  const options = thorough === undefined ? { tracking } : { tracking, thorough };
  expect(planSync(c && { ...cursor, ...c }, { ...status, ...s }, options)).toEqual(plan);
});
