import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Failure } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import type { OnDemandConnections } from '../../imap/on-demand/on-demand-connections.ts';
import type { OpenedMailbox } from '../../imap/on-demand/opened-mailbox.ts';
import { createRangeReader } from './range-reader.ts';

const lost: Failure = { kind: 'net.timeout', stage: 'mailbox', leg: 'imap', confidence: 'certain' };
const target = (uid: number, accountId = 'a') => ({
  accountId,
  mailbox: { name: 'INBOX', delimiter: null },
  uidValidity: 1,
  uid,
  write: false,
});
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A server whose sections are these bytes, by UID; `asked` says which ranges it was asked for. */
const start = (sections: Record<number, Buffer>) => {
  const asked: string[] = [];
  const answers: Outcome<Buffer[] | null, Failure>[] = [];
  const run: OnDemandConnections['run'] = async ({ uid }, work) => {
    const result = await work({
      fetchSections: async (_uid: number, [wanted]: readonly { offset: number; length: number }[]) => {
        asked.push(`${uid}:${wanted!.offset}+${wanted!.length}`);
        const all = sections[uid];
        return answers.shift() ?? succeed(all ? [all.subarray(wanted!.offset, wanted!.offset + wanted!.length)] : null);
      },
    } as unknown as OpenedMailbox);
    return result.ok ? result : fail({ failed: result.failure });
  };
  const reported: string[] = [];
  return { asked, answers, ...createRangeReader({ onDemand: { run }, report: (problem) => reported.push(problem) }) };
};
const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, at) => at % 251));

test('while one range is on its way to the page, the next one is fetched, and it is fetched once', async () => {
  const { read, asked } = start({ 1: bytes(25) });
  expect(await read(target(1), { section: '2', offset: 0, length: 10 })).toEqual(succeed(bytes(10)));
  await settle();
  expect(asked).toEqual(['1:0+10', '1:10+10']);
  await read(target(1), { section: '2', offset: 10, length: 10 });
  await settle();
  expect(asked).toEqual(['1:0+10', '1:10+10', '1:20+10']);
  expect(await read(target(1), { section: '2', offset: 20, length: 10 })).toEqual(succeed(bytes(25).subarray(20)));
  await settle();
  expect(asked).toHaveLength(3);
});

test('whatever was consumed of a range, and however long the file is, the next begins there', async () => {
  for (let size = 0; size <= 45; size++)
    for (let left = 0; left < 4; left++) {
      const { read } = start({ 1: bytes(size) });
      const found: Buffer[] = [];
      for (let offset = 0, isEnd = false; !isEnd;) {
        const range = await read(target(1), { section: '2', offset, length: 10 });
        const piece = range.ok ? range.value! : Buffer.alloc(0);
        isEnd = piece.length < 10;
        const consumed = isEnd ? piece.length : piece.length - left;
        found.push(Buffer.from(piece.subarray(0, consumed)));
        offset += consumed;
      }
      expect(Buffer.concat(found), `${size} bytes, ${left} left of each range`).toEqual(bytes(size));
    }
});

test('what could not be read ahead is asked for again, and only then told', async () => {
  const { read, asked, answers } = start({ 1: bytes(40) });
  answers.push(succeed([bytes(10)]), fail(lost));
  await read(target(1), { section: '2', offset: 0, length: 10 });
  await settle();
  expect(await read(target(1), { section: '2', offset: 10, length: 10 })).toEqual(succeed(bytes(40).subarray(10, 20)));
  expect(asked.slice(0, 3)).toEqual(['1:0+10', '1:10+10', '1:10+10']);
  await settle();
  answers.push(fail(lost), fail(lost));
  await read(target(1), { section: '2', offset: 20, length: 10 });
  await settle();
  expect(await read(target(1), { section: '2', offset: 30, length: 10 })).toEqual(fail({ failed: lost }));
});

test('two files at once do not take each other’s place; of a forgotten account nothing is kept, and of many files the last', async () => {
  const files = [1, 2, 3, 4, 5, 6];
  const { read, asked, forget } = start(Object.fromEntries(files.map((uid) => [uid, bytes(30)])));
  const readAt = (uid: number, offset: number) => read(target(uid), { section: '2', offset, length: 10 });
  for (const offset of [0, 10]) for (const uid of [1, 2]) await readAt(uid, offset);
  await settle();
  expect(asked).toEqual(['1:0+10', '1:10+10', '2:0+10', '2:10+10', '1:20+10', '2:20+10']);
  asked.length = 0;
  for (const uid of files) await readAt(uid, 0);
  await settle();
  asked.length = 0;
  await readAt(6, 10);
  await readAt(1, 10);
  await settle();
  expect(asked).toContain('1:10+10');
  expect(asked).not.toContain('6:10+10');
  forget('a');
  asked.length = 0;
  await readAt(6, 20);
  expect(asked[0]).toBe('6:20+10');
});
