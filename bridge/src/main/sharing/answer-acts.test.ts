import type { Keyv } from 'keyv';
import { expect, test } from 'vitest';
import type { SharedSending } from '../../send/shared-sending.ts';
import { LeaseLost } from '../../store/shared/shared-store-error.ts';
import { createAnswerActs } from './answer-acts.ts';
import type { HandedOverOf } from './handed-over.ts';
import { createUnreadAnswers } from './unread-answers.ts';

const createAnswers = () => {
  const records = new Map<string, unknown>();
  const namespace = () => ({
    set: async (key: string, value: unknown) => records.set(key, value),
    deleteMany: async (keys: string[]) => keys.forEach((key) => records.delete(key)),
    async *iterator() {
      yield* records;
    },
  });
  return { records, store: { namespace: namespace as unknown as <Value>() => Keyv<Value> } };
};
const ask = (act: HandedOverOf<'outbox'>['act'], id: string = act): HandedOverOf<'outbox'> => ({
  kind: 'outbox',
  accountId: 'a',
  id,
  order: 1,
  act,
  request: { id: 'm' },
});
const openActs = (checkSent: () => Promise<unknown>) => {
  const { records, store } = createAnswers();
  const done: string[] = [];
  const reported: unknown[] = [];
  const write = (act: string) => async () => (done.push(act), { done: act });
  const outbox = { cancel: write('cancel'), retry: write('retry'), forget: write('forget'), checkSent };
  const outboxes = async () => ({ outbox: outbox as unknown as SharedSending['outbox'] });
  return { records, done, reported, acts: createAnswerActs({ store, outboxes, report: (_, error) => reported.push(error) }) };
};

test('looking for a copy at a server that does not answer keeps nothing else from being done, in its order', async () => {
  const answer = Promise.withResolvers<unknown>();
  const { acts, records, done } = openActs(() => answer.promise);
  await acts.answer([ask('checkSent'), ask('cancel'), ask('retry')]);
  await acts.answer([ask('forget')]);
  expect(done).toEqual(['cancel', 'retry', 'forget']);
  expect([...records.keys()]).toEqual(['cancel', 'retry', 'forget']);
  answer.resolve({ found: true });
  await acts.settled();
  expect(records.get('checkSent')).toEqual({ found: true });
});

test('what went wrong while a copy was looked for is reported, unless another bridge has the account by now', async () => {
  const mistake = new Error('no outbox');
  const { acts, records, reported } = openActs(() => Promise.reject(mistake));
  await acts.answer([ask('checkSent')]);
  await acts.settled();
  const moved = openActs(() => Promise.reject(new LeaseLost('store', { name: 'account:a', holder: 'b', fence: 2 })));
  await moved.acts.answer([ask('checkSent')]);
  await moved.acts.settled();
  expect({ reported, moved: moved.reported, answers: records.size + moved.records.size }).toEqual({
    reported: [mistake],
    moved: [],
    answers: 0,
  });
});

test("a server that does not answer keeps no bridge from ending; what it says afterwards is nobody's business", async () => {
  const answer = Promise.withResolvers<unknown>();
  const { acts, records, reported } = openActs(() => answer.promise);
  await acts.answer([ask('checkSent')]);
  await acts.settled(0);
  answer.reject(new Error('the store is closed'));
  await acts.settled();
  expect({ reported, answers: records.size }).toEqual({ reported: [], answers: 0 });
});

test('answers that nobody took go at the second look a minute later, those of meanwhile at the third', async () => {
  const { records, store } = createAnswers();
  let at = 0;
  const unread = createUnreadAnswers(store, { now: () => at });
  records.set('old', 1);
  await unread.look();
  records.set('new', 1);
  for (at = 0; at < 60_000; at += 2_000) await unread.look();
  expect([...records.keys()]).toEqual(['old', 'new']);
  await unread.look();
  expect([...records.keys()]).toEqual(['new']);
  at += 60_000;
  await unread.look();
  expect(records.size).toBe(0);
});
