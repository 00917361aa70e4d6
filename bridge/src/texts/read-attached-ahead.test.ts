import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { BodyStructure } from '../imap/grammar/body-structure.ts';
import type { StoredMessage } from '../mail-store/page-format.ts';
import { readAttachedAhead, type ReadAttachedAheadDeps } from './read-attached-ahead.ts';

const outer: StoredMessage = { uid: 7, receivedAt: 0, flags: '', size: 1, envelope: '', structure: '' };
const room = 64 * 1024;

/** A message with so many others in it, each encoded as a whole, of which the server says that it has `size` bytes. */
const structureOf = (count: number, size: number): BodyStructure => ({
  type: 'multipart/mixed',
  childNodes: Array.from({ length: count }, () => ({ type: 'message/rfc822', encoding: 'base64', size })),
});

/** Reads ahead where nothing can be split. Resolves with what was found and asked for, and what was split. */
const readAhead = async (structure: BodyStructure, answer: (length: number, section: string) => Outcome<Buffer | null, Failure>) => {
  const asked: string[] = [];
  const split: number[] = [];
  const deps = {
    read: () => expect.fail('nothing was opened'),
    thread: {
      async run({ bytes }: { bytes: Uint8Array }) {
        split.push(bytes.length);
        return { ok: false, reason: 'failed', detail: 'no message' };
      },
    },
    report: () => undefined,
  } as unknown as ReadAttachedAheadDeps;
  const around = {
    headers: { envelope: {}, structure },
    withSections: (work: (fetch: object) => Promise<Outcome<unknown, Failure>>) =>
      work({
        async fetchSections(_uid: number, wanted: { section: string; length: number }[]) {
          asked.push(...wanted.map(({ section }) => section));
          const answers = wanted.map(({ length, section }) => answer(length, section));
          return answers.find(({ ok }) => !ok) ?? succeed(answers.map((one) => one.ok && one.value));
        },
      }).then((done) => (done.ok ? done : fail({ failed: done.failure }))),
  };
  const found = await readAttachedAhead(deps, outer, around as unknown as Parameters<typeof readAttachedAhead>[2], room);
  return { found, asked, split };
};
/** The same where the server refuses nothing. */
const readAll = async (structure: BodyStructure, answer: (length: number) => Buffer | null) => {
  const { found, ...done } = await readAhead(structure, (length) => succeed(answer(length)));
  expect(found).toEqual(succeed([]));
  return done;
};

test.each([
  ['are not there', null],
  ['cannot be split', Buffer.from('?')],
])('of many messages in one that %s ten are tried', async (_, answer) => {
  const { asked } = await readAll(structureOf(400, 100), () => answer);
  expect(asked).toHaveLength(10);
});

test('those that cannot be split take room as others do', async () => {
  const { asked } = await readAll(structureOf(10, 20_000), () => Buffer.from('?'));
  expect(asked).toEqual(['1', '2', '3']);
});

test('one that is longer than its server said is fetched in one piece at most, and not split', async () => {
  const { asked, split } = await readAll(structureOf(1, 100), (length) => Buffer.alloc(length, 'a'));
  expect([asked, split]).toEqual([['1'], []]);
});

const refused: Failure = {
  kind: 'server.temporary_failure',
  stage: 'mailbox',
  leg: 'imap',
  confidence: 'certain',
  reply: { text: 'A1 NO [SERVERBUG] try again' },
};
const lost: Failure = { kind: 'net.reset', stage: 'mailbox', leg: 'imap', confidence: 'likely' };

test('where the server refuses one, the others are read all the same', async () => {
  const { found, asked } = await readAhead(structureOf(3, 100), (_, section) => (section === '2' ? fail(refused) : succeed(null)));
  expect([found, asked]).toEqual([succeed([]), ['1', '2', '3']]);
});

test('where the connection is lost, nothing more is asked for', async () => {
  const { found, asked } = await readAhead(structureOf(3, 100), (_, section) => (section === '2' ? fail(lost) : succeed(null)));
  expect([found, asked]).toEqual([fail(lost), ['1', '2']]);
});
