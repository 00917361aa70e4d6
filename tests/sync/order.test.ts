import type { MessageRef } from '@kurrier/shared/mail/mail';
import { succeed } from '@kurrier/shared/failure/outcome';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailboxChanges } from '../../bridge/src/messages/changes/change-mailboxes.ts';
import { createOnDemandConnections } from '../../bridge/src/imap/on-demand/on-demand-connections.ts';
import { accountId } from './start-live.ts';
import { startReading, type Reading } from './start-reading.ts';
import { until } from '../setup/until.ts';

const subjects = ['a', 'b', 'c', 'd', 'e'];
let reading: Reading;
let refs: Record<string, MessageRef>;

beforeAll(async () => {
  reading = await startReading(subjects.map((subject) => `Subject: ${subject}\n\nx`));
  refs = Object.fromEntries(await Promise.all(subjects.map(async (subject) => [subject, await reading.refOf(subject)])));
});
afterAll(() => reading.stop());

const lines = async (box: string) =>
  ((await reading.live.mail.read())[box] ?? []).slice(1).map((line) => line.replace(/^\d+ (\[.*\]) \d+ /, '$1 '));
const mailboxes = async () => (await reading.live.sync.list())[0]!.mailboxes;
const listed = async (where: object) =>
  (await reading.list({ offset: 0, limit: 50, ...where })).rows.map(({ subject }) => subject).sort((a, b) => a.localeCompare(b));
const waitForMailbox = (path: string) =>
  until(async () => {
    const found = (await mailboxes()).find((mailbox) => mailbox.path === path);
    expect(found).toBeDefined();
    return found!;
  });

test('a star is set and taken away on the server; starred and unread messages are lists of their own', async () => {
  const { change } = reading;
  expect(await change([refs['a']!, refs['b']!], { kind: 'flagged', isSet: true })).toEqual({ done: 2 });
  expect(await change([refs['a']!], { kind: 'seen', isSet: true })).toEqual({ done: 1 });
  expect(await lines('INBOX')).toEqual(['[\\Flagged \\Seen] a', '[\\Flagged] b', '[] c', '[] d', '[] e']);
  expect([await listed({ only: 'starred' }), await listed({ only: 'unread' })]).toEqual([
    ['a', 'b'],
    ['b', 'c', 'd', 'e'],
  ]);
  expect(await change([refs['a']!], { kind: 'flagged', isSet: false })).toEqual({ done: 1 });
  expect(await listed({ only: 'starred' })).toEqual(['b']);
});

test('mailboxes are made, renamed and deleted; what has a part to play stays, and a name is no path', async () => {
  const { live } = reading;
  const onDemand = createOnDemandConnections(async () => succeed(await live.mail.openSession()));
  const changes = createMailboxChanges({ accountOf: live.sync.account, onDemand, nudge: () => void live.sync.syncNow({ accountId }) });
  const inbox = (await mailboxes()).find(({ role }) => role === 'inbox')!;
  const store = (await live.sync.account(accountId))!;
  const asListedBefore = structuredClone(store.read());
  expect(await changes.create({ accountId, name: 'Zürich & Bern "1"' })).toEqual({ done: true });
  const made = await waitForMailbox('Zürich & Bern "1"');
  expect(await changes.create({ accountId, parentId: made.id, name: 'Inner' })).toEqual({ done: true });
  const inner = await waitForMailbox(`${made.path}${made.delimiter ?? ''}Inner`);
  expect(await changes.rename({ accountId, mailboxId: inner.id, name: 'Ünner' })).toEqual({ done: true });
  await waitForMailbox(`${made.path}${made.delimiter ?? ''}Ünner`);
  for (const name of ['', ' ', 'a*', 'a%', `a${made.delimiter ?? '/'}b`])
    expect(await changes.create({ accountId, name })).toEqual({ refused: 'bad-name' });
  expect(await changes.rename({ accountId, mailboxId: inbox.id, name: 'x' })).toEqual({ refused: 'not-found' });
  expect(await changes.remove({ accountId, mailboxId: inbox.id })).toEqual({ refused: 'not-found' });
  expect(await changes.create({ accountId, name: made.path })).toEqual({ refused: 'taken' });
  expect(await changes.create({ accountId, name: 'Inbox' })).toEqual({ refused: 'taken' });
  expect(await changes.create({ accountId, parentId: made.id, name: 'Other' })).toEqual({ done: true });
  const other = await waitForMailbox(`${made.path}${made.delimiter ?? ''}Other`);
  expect(await changes.rename({ accountId, mailboxId: other.id, name: 'Ünner' })).toEqual({ refused: 'taken' });
  expect(await changes.remove({ accountId, mailboxId: other.id })).toEqual({ done: true });
  const unaware = createMailboxChanges({ accountOf: async () => ({ ...store, read: () => asListedBefore }), onDemand, nudge: () => {} });
  expect(await unaware.create({ accountId, name: made.path })).toEqual({ done: true });

  expect(await reading.move({ refs: [refs['c']!], to: { mailboxId: made.id } })).toEqual({ done: 1 });
  expect(await lines(made.path)).toEqual(['[] c']);
  expect(await listed({})).not.toContain('c');
  await until(async () => expect(await listed({ mailboxId: made.id })).toEqual(['c']));
  const below = await waitForMailbox(`${made.path}${made.delimiter ?? ''}Ünner`);
  expect(await changes.remove({ accountId, mailboxId: below.id })).toEqual({ done: true });
  await until(async () => expect((await mailboxes()).map(({ path }) => path)).not.toContain(below.path));
  onDemand.close();
});

test('messages go by what a mailbox is for, back again, and nothing else is touched', async () => {
  const { move, empty } = reading;
  expect(await move({ refs: [refs['d']!], to: { role: 'inbox' } })).toEqual({ done: 1 });
  expect(await lines('INBOX')).toContain('[] d');
  expect(await move({ refs: [refs['d']!], to: { mailboxId: 'nowhere' } })).toEqual({ refused: 'no-mailbox' });
  // There is none yet.
  expect(await move({ refs: [refs['d']!, refs['e']!], to: { role: 'junk' } })).toEqual({ done: 2 });
  const junk = await waitForMailbox('Junk');
  expect(junk.role).toBe('junk');
  expect(await lines(junk.path)).toEqual(['[] d', '[] e']);
  const [first] = await until(async () => {
    const { rows } = await reading.list({ mailboxId: junk.id, offset: 0, limit: 9 });
    expect(rows).toHaveLength(2);
    return rows;
  });
  expect(await move({ refs: [first!.ref], to: { role: 'inbox' } })).toEqual({ done: 1 });
  expect(await lines('INBOX')).toContain(`[] ${first!.subject}`);
  expect(await empty({ accountId, mailboxId: refs['a']!.mailboxId })).toEqual({ refused: 'not-found' });
  expect(await empty({ accountId, mailboxId: junk.id })).toEqual({ done: 1 });
  expect(await lines(junk.path)).toEqual([]);
  expect(await empty({ accountId, mailboxId: junk.id })).toEqual({ done: 0 });
});

test('messages of several mailboxes go to one that has to be made first, and is made once', async () => {
  const made = (await mailboxes()).find(({ path }) => path === 'Zürich & Bern "1"')!;
  const [c] = (await reading.list({ mailboxId: made.id, offset: 0, limit: 9 })).rows;
  expect(await reading.move({ refs: [refs['b']!, c!.ref], to: { role: 'archive' } })).toEqual({ done: 2 });
  expect(await lines('Archive')).toEqual(['[\\Flagged] b', '[] c']);
  expect([await lines('INBOX'), await lines(made.path)].flat()).not.toContain('[] c');
  expect(await reading.move({ refs: [{ ...c!.ref, mailboxId: 'other' }], to: { role: 'archive' } })).toEqual({ refused: 'not-found' });
});
