import { expect, test } from 'vitest';
import type { StoredDraft } from '../../bridge/src/send/drafts/drafts.ts';
import { accountId } from '../sync/start-live.ts';
import { startMail } from '../sync/start-mail.ts';
import { otherAccountId, startDrafts, type DraftsBench } from './start-drafts.ts';

const dovecot = async () => startDrafts(await startMail());
const subjects = async (bench: Pick<DraftsBench, 'onServer'>): Promise<string[]> =>
  (await bench.onServer()).map(({ subject }) => subject).sort();
const first = 'draft-number-one';
const stored: Omit<StoredDraft, 'messageId'> = { accountId, uidValidity: 1, uid: 1 };
const messageIdIn = ({ source }: { source: string }): string => /^Message-ID:\s+(\S+)/im.exec(source)?.[1] ?? '';

test('what has not come to the server is kept as a draft of its own where an older version is continued', async () => {
  await using bench = await dovecot();
  await bench.save(first, { subject: 'older' });
  const [older] = await bench.onServer();
  bench.live.gate.block(true);
  expect(await bench.save(first, { subject: 'newer' })).toMatchObject({ state: 'waiting' });
  // Opened on the server, where the newer one is not seen.
  expect(await bench.drafts().continueWith({ ...stored, messageId: messageIdIn(older!) })).toEqual({ draftId: first });
  bench.live.gate.block(false);
  await bench.restart();
  await bench.drafts().resume(accountId);
  expect(await subjects(bench)).toEqual(['newer', 'older']);
  expect(await bench.save(first, { subject: 'continued' })).toMatchObject({ state: 'saved' });
  expect(await subjects(bench)).toEqual(['continued', 'newer']);
});

test('a draft that another account is to have stays where it is until it is kept for that one', async () => {
  await using bench = await dovecot();
  await bench.save(first, { subject: 'here' });
  bench.live.gate.block(true);
  const waiting = Array.from({ length: 100 }, (_, at) => `draft-that-waits-${at}`);
  for (const draftId of waiting) await bench.save(draftId, { subject: draftId });
  expect(await bench.save(first, { subject: 'there' }, false, otherAccountId)).toEqual({ refused: 'too-many' });
  for (const draftId of waiting) await bench.drafts().discard({ draftId });
  bench.live.gate.block(false);
  await bench.drafts().resume(accountId);
  expect(await subjects(bench)).toEqual(['here']);
  await bench.save(first, { subject: 'there' }, false, otherAccountId);
  await bench.drafts().resume(accountId);
  await bench.drafts().resume(otherAccountId);
  // Both accounts are one mailbox here.
  expect(await subjects(bench)).toEqual(['there']);
  expect(bench.reported).toEqual([]);
});
