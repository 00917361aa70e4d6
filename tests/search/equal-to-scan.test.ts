import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSearch } from '@kurrier/shared/search/search-query';
import { compareHits, type Hit } from '../../bridge/src/search/best-hits.ts';
import { searchLocally } from '../../bridge/src/search/search-locally.ts';
import { updateIndex } from '../../bridge/src/search/index/update-index.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { createMessage, createVocabulary, toKept, toStored, type RandomMessage } from './random-mail.ts';
import { randomQuery, scan } from './scan-mail.ts';
import { noGuesses, startIndex } from './start-index.ts';

const isSoak = process.env['KURRIER_SOAK'] === '1';
const seed = Number(process.env['KURRIER_SEED'] ?? 17);
const queries = isSoak ? 1_000 : 100;
const size = isSoak ? 2_000 : 900;
const timeout = isSoak ? 600_000 : 30_000;
const random = createRandom(seed);
const pick = createVocabulary(random, 1_500);
const canary = 'Kanarienvogel7QX';

let started: Awaited<ReturnType<typeof startIndex>>;
let mail = new Map<number, RandomMessage>();

const addTexts = (messages: readonly RandomMessage[]): Promise<void> =>
  started.mailbox.texts.add(
    started.mailbox.texts.generation(),
    messages.flatMap((message) =>
      message.text === null ? [] : [{ uid: message.uid, receivedAt: message.receivedAt, text: toKept(message) }],
    ),
  );

const create = (uid: number): RandomMessage =>
  createMessage(random, pick, {
    uid,
    receivedAt: Date.UTC(2026, 0, 1) + random.int(0, 300) * 86_400_000 + uid * 1000,
    words: random.int(0, 60),
    hasText: random.chance(0.7),
  });

beforeAll(async () => {
  console.log(`seed ${seed}`);
  started = await startIndex();
  for (let uid = 1; uid <= size; uid++) mail.set(uid, create(uid));
  const all = [...mail.values()];
  for (let below = size; below > 0; below -= 500) {
    const page = all.slice(Math.max(0, below - 500), below);
    await started.mailbox.store.addOlder(page.map(toStored), below > 500 ? below - 500 : null);
  }
  await addTexts(all);
  await updateIndex(started.mailbox, noGuesses, () => true);
});
afterAll(() => started[Symbol.dispose]());

const search = async (text: string): Promise<Hit[]> => {
  const hits: Hit[] = [];
  await searchLocally({
    mailboxes: [started.mailbox],
    query: parseSearch(text),
    signal: new AbortController().signal,
    guesses: noGuesses,
    onHit: (hit) => hits.push(hit),
    onTurn: () => undefined,
  });
  return hits.sort(compareHits);
};

const compare = async (count: number): Promise<void> => {
  let found = 0;
  for (let i = 0; i < count; i++) {
    const text = randomQuery(random, pick, [...mail.values()]);
    const wanted = scan([...mail.values()], text);
    const hits = await search(text);
    expect({ text, uids: hits.map(({ uid }) => uid).sort((a, b) => a - b) }).toEqual({ text, uids: wanted.map(({ uid }) => uid) });
    expect({ text, headers: hits.filter(({ isInHeaders }) => isInHeaders).length }).toEqual({
      text,
      headers: wanted.filter(({ isInHeaders }) => isInHeaders).length,
    });
    found += hits.length;
  }
  // A comparison of nothing with nothing says nothing.
  expect(found).toBeGreaterThan(count);
};

test('random queries find what a plain scan finds', () => compare(queries), timeout);

test(
  'so they do while messages come, go, change their flags and get their texts, indexed or not',
  async () => {
    const { mailbox } = started;
    for (let round = 0; round < 8; round++) {
      const last = Math.max(...mail.keys());
      const fresh = Array.from({ length: random.int(1, 30) }, (_, at) => create(last + 1 + at));
      for (const message of fresh) mail.set(message.uid, message);
      await mailbox.store.addNewer(fresh.map(toStored), last + fresh.length + 1);
      const gone = Array.from({ length: 20 }, () => random.pick([...mail.keys()]));
      for (const uid of gone) mail.delete(uid);
      await mailbox.store.remove(gone.toSorted((a, b) => a - b).map((uid) => [uid, uid]));
      const flags = new Map(
        Array.from({ length: 40 }, () => [random.pick([...mail.keys()]), random.pick(['', '\\Seen', '\\Flagged \\Seen'])]),
      );
      for (const [uid, set] of flags) mail.set(uid, { ...mail.get(uid)!, flags: set });
      await mailbox.store.setFlags(flags);
      // What is not in the index, or otherwise, is read as it is now.
      await addTexts(fresh.filter(({ uid }) => mail.has(uid)));
      if (random.chance(0.5)) await compare(queries / 20);
      const late = [...mail.values()].filter(({ text }) => text === null).slice(0, 10);
      for (const message of late) mail.set(message.uid, { ...message, text: `${pick(random)} late ${canary}`, isPartial: false });
      await addTexts(late.map(({ uid }) => mail.get(uid)!));
      await compare(queries / 20);
      expect((await search(canary)).length).toBeGreaterThan(0);
      await mailbox.store.tidy();
      await started.texts.tidy({ accountId: 'a', account: started.account }, started.mailboxId);
      await updateIndex(mailbox, noGuesses, () => true);
      await compare(queries / 20);
    }
    expect((await search(canary)).length).toBeGreaterThan(0);
  },
  timeout,
);

const bytesOnDisk = (): string =>
  readdirSync(started.folder)
    .map((name) => readFileSync(path.join(started.folder, name), 'latin1'))
    .join('\n');

test('no text lies in clear on the disk, and what is gone is nowhere', async () => {
  const onDisk = bytesOnDisk().toLowerCase();
  const forms = [canary, Buffer.from(canary).toString('base64').slice(0, 16), Buffer.from(canary, 'utf16le').toString('latin1')];
  for (const form of forms) expect(onDisk.includes(form.toLowerCase())).toBe(false);
  // The subject stands in the headers, which are in clear; the index has it folded.
  expect(onDisk.includes('angstrom')).toBe(false);
  const uids = new Set(mail.keys());
  for (const uid of (await started.mailbox.texts.entries()).keys()) expect(uids).toContain(uid);
});

test('when the mailbox is another, nothing of its texts and index is left, and what comes late is not written', async () => {
  const { mailbox, account, mailboxId } = started;
  const before = mailbox.texts.generation();
  await mailbox.store.begin({ uidValidity: 2, uidNext: 1, highestModSeq: null, backfillBelow: null });
  mail = new Map();
  await mailbox.texts.add(before, [{ uid: 1, receivedAt: 0, text: toKept({ text: 'of another message', isPartial: false }) }]);
  expect((await mailbox.texts.entries()).size).toBe(0);
  expect(await mailbox.texts.read(1)).toBeNull();
  expect(await mailbox.index.keys()).toEqual([]);
  expect(await account.derived(mailboxId, 'search').get('head:1')).toBeUndefined();
  expect(await search('a')).toEqual([]);
});
