import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImapFlow } from 'imapflow';
import { accountId } from '../sync/start-live.ts';
import { startSearch, type Started } from './start-search.ts';
import { until } from '../setup/until.ts';

let started: Started;
let other: ImapFlow;
const day = 24 * 60 * 60_000;

const message = (subject: string, text: string, from = 'Anna Weber <anna@mail.test>'): string =>
  `From: ${from}\r\nTo: bob@mail.test\r\nCc: carla@mail.test\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`;

beforeAll(async () => {
  started = await startSearch();
  other = await started.live.mail.connectOther();
  const old = new Date(Date.now() - 90 * day);
  await other.append('INBOX', message('fresh', 'a marmot and a badger'));
  await other.append('INBOX', message('stale', 'the marmot, im Gänsemarsch'), [], old);
  await other.append('INBOX', message('stale and read', 'the marmot again'), ['\\Seen'], old);
  await other.append('INBOX', message('marmot in the subject', 'nothing', 'Dora <dora@mail.test>'), [], new Date(Date.now() - 10 * day));
  await other.append('Trash', message('thrown away', 'a marmot too'));
  await other.mailboxCreate('Old mail');
  await other.append('Old mail', message('filed', 'one more marmot'), [], old);
  await started.follow();
  await until(async () => expect(await started.atHand()).toEqual([1, 4]));
});
afterAll(async () => {
  await other.logout();
  await started[Symbol.asyncDispose]();
});

const find = async (query: string): Promise<string[]> => started.subjects(await started.find(query));

test('what is at hand is found at once, the rest by the server, in one list: words of a subject before those of a text', async () => {
  const first = await started.searches.start({ query: 'marmot', limit: 50 });
  expect(started.subjects(first)).toEqual(['marmot in the subject', 'fresh']);
  const state = await started.find('marmot');
  expect(started.subjects(state)).toEqual(['marmot in the subject', 'fresh', 'stale and read', 'stale', 'filed'].sort(byPlace(state)));
  expect(state).toMatchObject({ total: 5, isLocalDone: true, notIndexed: 0, servers: [{ accountId, state: 'done', foldersLeft: 0 }] });
});

const byPlace = (state: Parameters<Started['subjects']>[0]) => (a: string, b: string) =>
  started.subjects(state).indexOf(a) - started.subjects(state).indexOf(b);

test.each<[string, string[]]>([
  ['Gänsemarsch', ['stale']],
  ['gansemarsch', []],
  ['marmot badger', ['fresh']],
  ['marmot is:read', ['stale and read']],
  ['marmot before:30d', ['filed', 'stale', 'stale and read']],
  ['marmot after:30d', ['fresh', 'marmot in the subject']],
  ['from:dora marmot', ['marmot in the subject']],
  ['to:carla', ['filed', 'fresh', 'marmot in the subject', 'stale', 'stale and read']],
  ['marmot in:trash', ['thrown away']],
  ['marmot in:"old mail"', ['filed']],
  ['marmot in:anywhere', ['filed', 'fresh', 'marmot in the subject', 'stale', 'stale and read', 'thrown away']],
  ['"marmot again"', ['stale and read']],
  ['say "marmot) (ALL', []],
  ['marmot\\" UNDELETED', []],
])('%s', async (query, subjects) => {
  expect((await find(query)).sort()).toEqual(subjects);
  expect(started.reported).toEqual([]);
});

test('words of headers alone are no question for a server', async () => {
  expect(await started.find('subject:marmot')).toMatchObject({ total: 1, servers: [{ state: 'not-needed' }] });
});

test('what means nothing is said, and a folder that there is none of', async () => {
  expect(await started.find('marmot is:purple in:nowhere')).toMatchObject({
    total: 0,
    notUnderstood: ['is:purple'],
    unknownFolders: ['nowhere'],
  });
});

test('in one mailbox, Trash included, where that is asked', async () => {
  const { id } = await started.mailboxNamed('Trash');
  const state = await started.find('marmot', { accountId, mailboxId: id });
  expect(started.subjects(state)).toEqual(['thrown away']);
});

test('without a network what is at hand is found, and that the server was not reached is said', async () => {
  started.live.gate.block(true);
  try {
    const state = await started.find('marmot');
    expect(started.subjects(state)).toEqual(['marmot in the subject', 'fresh']);
    expect(state.servers).toMatchObject([{ state: 'failed', failure: { kind: expect.stringMatching(/^net\./) } }]);
  } finally {
    started.live.gate.block(false);
  }
});

test('a search that was ended, or of which nobody has heard, is not found', async () => {
  const { searchId, version } = await started.searches.start({ query: 'marmot', limit: 50 });
  expect(await started.searches.stop({ searchId })).toEqual({ stopped: true });
  expect(await started.searches.follow({ searchId, version, limit: 50, waitMs: 0 })).toEqual({ refused: 'not-found' });
  expect(await started.searches.stop({ searchId: 'x' })).toEqual({ refused: 'not-found' });
});
