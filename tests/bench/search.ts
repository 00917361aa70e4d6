import { statSync } from 'node:fs';
import path from 'node:path';
import { parseSearch } from '@kurrier/shared/search/search-query';
import { createBestHits } from '../../bridge/src/search/best-hits.ts';
import { searchLocally } from '../../bridge/src/search/search-locally.ts';
import { updateIndex } from '../../bridge/src/search/index/update-index.ts';
import { createMessage, createVocabulary, toKept, toStored } from '../search/random-mail.ts';
import { noGuesses, startIndex } from '../search/start-index.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { judge, median, type Benchmark } from './benchmark.ts';

const messages = 100_000;
const pageSize = 500;
/** Words of a text; all of them are at hand: many more than thirty days of most people's mail. */
const words = 120;
const times = 7;
const queries = [
  'kato',
  'from:p117',
  'subject:inv-2026/117',
  'vers proter',
  '"東京都"',
  'k',
  'is:unread has:attachment mire',
  'after:30d kami',
  'nothinglikethis',
];

/** 100,000 messages with their texts: making the index, what it takes on the disk and in memory, and how long searches take. */
const benchSearch: Benchmark = async function* () {
  using started = await startIndex();
  const { mailbox, folder } = started;
  const random = createRandom(17);
  const pick = createVocabulary(random, 60_000);
  const now = Date.now();
  const generation = mailbox.texts.generation();
  const bytes = (): number => ['', '-wal'].reduce((sum, end) => sum + statSync(path.join(folder, `mail.sqlite${end}`)).size, 0);
  for (let below = messages; below > 0; below -= pageSize) {
    const page = Array.from({ length: pageSize }, (_, at) => {
      const uid = below - pageSize + at + 1;
      return createMessage(random, pick, { uid, receivedAt: now - (messages - uid) * 60_000, words, hasText: true });
    });
    await mailbox.store.addOlder(page.map(toStored), below - pageSize);
    await mailbox.texts.add(
      generation,
      page.map((message) => ({ uid: message.uid, receivedAt: message.receivedAt, text: toKept(message) })),
    );
  }
  const before = bytes();
  const startedAt = performance.now();
  await updateIndex(mailbox, noGuesses, () => true);
  const tookMs = performance.now() - startedAt;
  yield {
    what: `index of ${messages} messages, ${words} words each`,
    seconds: Math.round(tookMs / 1000),
    MB: Math.round((bytes() - before) / 1e6),
  };
  globalThis.gc?.();
  const rssBefore = process.memoryUsage().heapUsed + process.memoryUsage().external;

  const run = async (text: string, from: typeof mailbox) => {
    const hits = createBestHits(1_000);
    const begunAt = performance.now();
    let firstMs = Infinity;
    await searchLocally({
      mailboxes: [from],
      query: parseSearch(text),
      signal: new AbortController().signal,
      guesses: noGuesses,
      onHit: (hit) => hits.add(hit),
      onTurn: () => {
        if (hits.total() > 0) firstMs = Math.min(firstMs, performance.now() - begunAt);
      },
    });
    const allMs = performance.now() - begunAt;
    hits.best();
    return { found: hits.total(), firstMs: Math.min(firstMs, allMs), allMs };
  };
  for (const text of queries) {
    const cold = await run(text, await started.reopen());
    const warm = [];
    for (let i = 0; i < times; i++) warm.push(await run(text, mailbox));
    const round = (values: number[]): number => Math.round(median(values) * 10) / 10;
    const [firstMs, allMs] = [round(warm.map((one) => one.firstMs)), round(warm.map((one) => one.allMs))];
    yield { what: text, found: cold.found, coldFirstMs: Math.round(cold.firstMs), coldAllMs: Math.round(cold.allMs), firstMs, allMs };
    yield { what: `${text}: first`, ...judge(firstMs, 50, 'ms') };
    yield { what: `${text}: all`, ...judge(allMs, 200, 'ms') };
  }
  globalThis.gc?.();
  const MB = (process.memoryUsage().heapUsed + process.memoryUsage().external - rssBefore) / 1e6;
  yield { what: 'memory that searches keep', ...judge(MB, 40, 'MB') };
};

export default benchSearch;
