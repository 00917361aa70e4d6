import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '../../../tests/sync/seeded-random.ts';
import { openStore } from '../store/open-store.ts';
import { createParsedNamespace } from '../store/parsed-namespace.ts';
import { parseMailboxRecord, type MailboxRecord } from './mailbox-record.ts';
import type { Records } from './key-value-records.ts';
import { toContentPage, type StoredMessage } from './page-format.ts';
import { openMailboxStore } from './paged-mailbox-store.ts';
import { withoutRemoved } from './removed-content.ts';
import { stampContentPage } from './stored-pages.ts';

const count = 500;
const marks = ['"quoted"', '\\', 'é'.repeat(9), '\u0001', ' ', ''];
const messageOf = (uid: number): StoredMessage => ({
  uid,
  receivedAt: uid * 1000,
  flags: '',
  size: uid * 37,
  envelope: `(secret-${uid}-${marks[uid % marks.length]}-${'x'.repeat(uid % 700)})`,
  structure: `(part-${uid} ${'y'.repeat(300)})`,
});
const messages = Array.from({ length: count }, (_, i) => messageOf(i + 1));
const lengthOf = (page: ReturnType<typeof toContentPage>): number => Buffer.byteLength(JSON.stringify(stampContentPage(page)));

test('a few messages leave a large page of the same length, in which nothing of them is, whatever their texts were', () => {
  const seed = Number(process.env['KURRIER_SEED'] ?? 7);
  const random = createRandom(seed);
  let page = toContentPage(messages);
  const kept = new Set(page.uids);
  for (let round = 0; round < 20; round++) {
    for (let n = 0; n < 5; n++) kept.delete(random.int(1, count));
    const before = lengthOf(page);
    page = withoutRemoved(page, kept);
    expect(lengthOf(page), `seed ${seed}`).toBe(before);
  }
  const text = JSON.stringify(page);
  for (const { uid } of messages)
    expect(text.includes(`secret-${uid}-`) || text.includes(`part-${uid} `), `seed ${seed}, ${uid}`).toBe(kept.has(uid));
  const whole = toContentPage(messages);
  for (const [i, uid] of page.uids.entries())
    if (kept.has(uid)) expect([page.sizes[i], page.envelopes[i]]).toEqual([whole.sizes[uid - 1], whole.envelopes[uid - 1]]);
});

test.each([
  ['small', messages.slice(0, 50), 49],
  ['a large one of which more than a quarter is gone', messages, 374],
])('%s: the page is written anew without them', (_, stored, left) => {
  const kept = new Set(stored.slice(0, left).map(({ uid }) => uid));
  expect(withoutRemoved(toContentPage(stored), kept)).toEqual(toContentPage(stored.slice(0, left)));
});

test('in a database a removed message costs a few pages of the file and leaves nothing there; a page of before does from the second on', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-removed-'));
  const file = path.join(folder, 'mail.sqlite');
  /** Opens what is stored, and resolves with how many bytes the work wrote: the log is empty at first. */
  const withStore = async (
    work: (mailbox: Awaited<ReturnType<typeof openMailboxStore>>, records: Records<MailboxRecord>) => Promise<unknown>,
  ) => {
    const store = openStore({ file, durability: 'normal' });
    const records = createParsedNamespace(store, 'mail:a:b', parseMailboxRecord) as Records<MailboxRecord>;
    await work(await openMailboxStore(records), records);
    const written = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    store.close();
    return written;
  };
  const removeOne = (uid: number) =>
    withStore(async (mailbox) => {
      await mailbox.remove([[uid, uid]]);
      await mailbox.tidy();
      const left = messages.filter((message) => message.uid % 50 === 1).map((message) => message.uid);
      const read = await mailbox.readMany([...left, uid]);
      expect(read.map(({ envelope }) => envelope)).toEqual(left.map((each) => messageOf(each).envelope));
    });
  try {
    await withStore(async (mailbox, records) => {
      await mailbox.begin({ uidValidity: 7, uidNext: count + 1, highestModSeq: null, backfillBelow: null });
      await mailbox.addNewer(messages, count + 1);
      const { version: _, checksum: __, ...old } = JSON.parse(JSON.stringify(stampContentPage(toContentPage(messages))));
      await records.set('content:1', old as MailboxRecord);
    });
    const first = await removeOne(200);
    const second = await removeOne(300);
    const third = await removeOne(400);
    expect(first).toBeGreaterThan(250_000);
    expect([second < 100_000, third < 100_000], `${second} and ${third} bytes`).toEqual([true, true]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
