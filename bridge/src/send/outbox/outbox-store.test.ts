import { expect, test } from 'vitest';
import { createOutboxRecord } from '../../../../tests/send/create-outbox-record.ts';
import type { OutboxRecord } from './outbox-record.ts';
import { createOutboxStore } from './outbox-store.ts';

const record = (id: string, over: Partial<OutboxRecord['entry']> = {}) =>
  createOutboxRecord({ id, acceptedAt: 36, attempts: 1, retryUntil: 9, ...over });

const createStore = (entries: Record<string, unknown>) => {
  const values = new Map(Object.entries(entries));
  const store = createOutboxStore({
    get: async (key) => values.get(key),
    setMany: async (many) => many.map(({ key, value }) => Boolean(values.set(key, value))),
    deleteMany: async (keys) => keys.every((key) => values.delete(key)),
    async *iterator() {
      yield* values;
    },
    sync: async () => {},
  });
  return { store, values };
};

const damages: [string, object][] = [
  ['no entry', { ...record('bad'), entry: undefined }],
  ['a state that nobody knows', { ...record('bad'), entry: { ...record('bad').entry, status: { state: 'perhaps' } } }],
  ['a time that is text', { ...record('bad'), entry: { ...record('bad').entry, retryUntil: 'soon' } }],
  ['no envelope', { ...record('bad'), envelopeFrom: null }],
];

test.each(damages)('a record with %s is told apart with its content, and the others are read', async (_, bad) => {
  const { store, values } = createStore({ 'record:1-good': record('good'), 'record:1-bad': bad, 'content:1-bad': 'Subject: x' });
  const { records, damaged } = await store.load();
  expect(records).toEqual([{ record: record('good'), contentBegun: false }]);
  expect(damaged).toEqual([{ key: 'record:1-bad', stored: bad, content: 'Subject: x' }]);
  expect(values.size).toBe(3);
  await store.removeDamaged(damaged);
  expect([...values.keys()]).toEqual(['record:1-good']);
});

test('where it cannot be read which message had begun, none that may have is sent again by itself', async () => {
  const sent = record('sent', { status: { state: 'sent', at: 1 } });
  const fresh = record('fresh', { attempts: 0 });
  const { store } = createStore({ 'record:1': record('tried'), 'record:2': sent, 'record:3': fresh, 'begun:0': { id: 7 } });
  const { records } = await store.load();
  expect(records.map(({ record: { entry }, contentBegun }) => [entry.id, contentBegun])).toEqual([
    ['tried', true],
    ['sent', false],
    ['fresh', false],
  ]);
});
