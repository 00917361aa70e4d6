import type { Failure } from '@kurrier/shared/failure/failure';
import { fail } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import { createOutboxRecord } from '../../../../tests/send/create-outbox-record.ts';
import { cancel } from '../outbox/change-entry.ts';
import type { OutboxIndex } from '../outbox/outbox-index.ts';
import { createSender } from './delivery-worker.ts';
import { connectionLimits } from './plan-connections.ts';

const refused: Failure = { kind: 'net.refused', stage: 'connect', leg: 'smtp', confidence: 'certain' };
const queued = createOutboxRecord();

test('a message that no connection could be opened for cannot be taken back while that is being stored, and then come back', async () => {
  const records = new Map([['e1', queued]]);
  const stored = Promise.withResolvers<void>();
  const writing = Promise.withResolvers<void>();
  const book: Partial<OutboxIndex> = {
    get: (id) => records.get(id),
    all: () => [...records.values()],
    show: (record) => void records.set(record.entry.id, record),
    write: () => {
      writing.resolve();
      return stored.promise;
    },
  };
  const sender = createSender({
    book: book as OutboxIndex,
    readContent: async () => Buffer.alloc(0),
    openSession: async () => fail(refused),
    limitsOf: () => connectionLimits.pooled,
    filesCopies: () => false,
    onTaken: () => {},
    report: (error) => {
      throw error;
    },
    now: () => 1000,
  });
  sender.add(queued);
  await writing.promise;
  expect(cancel(records.get('e1')!.entry, 1000)).toBeUndefined();
  stored.resolve();
  await sender.close();
  expect(records.get('e1')!.entry.status).toMatchObject({ state: 'deferred', failure: refused });
  expect(cancel(records.get('e1')!.entry, 1000)?.status.state).toBe('cancelled');
});
