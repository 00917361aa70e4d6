import { expect, test } from 'vitest';
import type { AccountSync, Mailbox, MessageContent, MessageRow } from '@kurrier/shared/mail/mail';
import { messageRow } from '../../../tests/fixtures/message-row.ts';
import type { Call } from '../call.ts';
import { mailHash, parseMailRoute } from './mail-route.ts';
import { createReaderModel } from './reader-model.ts';
import { sourceText } from './source-text.ts';
import { chooseMailbox, isWanted } from './sync-choice.ts';
import { createSyncsModel, revisionOf } from './syncs-model.ts';

const mailbox = (id: string, role: Mailbox['role'], revision: number): Mailbox => ({
  id,
  path: id,
  delimiter: '/',
  role,
  isSelectable: true,
  isChosen: true,
  messages: 1,
  unseen: 0,
  stored: 1,
  revision,
});
const sync = (accountId: string, revision = 1): AccountSync => ({
  accountId,
  state: { phase: 'live' },
  choice: { included: [], excluded: [], sinceDays: null },
  mailboxes: [mailbox('i', 'inbox', revision), mailbox('t', 'trash', 7)],
  lastSyncAt: null,
  storedBytes: 0,
  failures: [],
});
const row = (uid: number): MessageRow => ({ ...messageRow(uid), receivedAt: 0 });
const content = (uid: number): MessageContent => ({
  row: row(uid),
  cc: [],
  replyTo: [],
  messageId: null,
  references: [],
  sentAt: null,
  text: `text ${uid}`,
  isFromHtml: false,
  hasHtml: false,
  isCut: false,
  links: [],
  notices: [],
  leftOut: 0,
  attachments: [],
});
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

const loadInvitations = () => Promise.reject(new Error('loaded'));
const createHtml = () => {
  throw new Error('shown');
};

test('an event that comes while the list is being read is not overwritten by the older answer', async () => {
  let answer: (value: unknown) => void = () => {};
  const model = createSyncsModel({ call: (() => new Promise<unknown>((resolve) => (answer = resolve))) as Call });
  void model.load();
  model.take([{ type: 'sync.changed', sync: sync('a', 5) }]);
  answer({ ok: true, value: { syncs: [sync('a', 4), sync('b')], cursor: 1 } });
  await settle();
  expect(model.state.value).toEqual({ phase: 'listed', items: [sync('a', 5), sync('b')], problem: null });
  model.take([{ type: 'account.removed', accountId: 'a' }]);
  expect(model.state.value).toMatchObject({ items: [sync('b')] });
});

test('the list of all INBOXes changes with any INBOX, that of a mailbox with itself alone', () => {
  const all = { accountId: null, mailboxId: null };
  const trash = { accountId: 'a', mailboxId: 't' };
  const [before, after] = [[sync('a', 1)], [sync('a', 2)]];
  expect(revisionOf(before, all)).not.toBe(revisionOf(after, all));
  expect(revisionOf(before, trash)).toBe(revisionOf(after, trash));
});

test('a message that is opened later wins over one whose text comes later', async () => {
  const answers = new Map<number, (value: unknown) => void>();
  const call = ((_name, body) => {
    const { uid } = (body as { ref: { uid: number } }).ref;
    return new Promise<unknown>((resolve) => answers.set(uid, resolve));
  }) as Call;
  const opened: string[] = [];
  const model = createReaderModel({ call, loadInvitations, createHtml, onOpened: ({ text }) => opened.push(text) });
  void model.open(row(1));
  void model.open(row(2));
  answers.get(2)!({ ok: true, value: content(2) });
  answers.get(1)!({ ok: true, value: content(1) });
  await settle();
  expect(model.state.value).toMatchObject({ phase: 'open', content: content(2) });
  expect(opened).toEqual(['text 2']);
});

test('the source comes piece by piece, and only when asked for', async () => {
  const offsets: number[] = [];
  const call = ((name, body) => {
    if (name === 'mail.open') return Promise.resolve({ ok: true, value: content(1) });
    const { offset } = body as { offset: number };
    offsets.push(offset);
    return Promise.resolve({ ok: true, value: { bytes: offset === 0 ? 'ab' : 'c', next: offset === 0 ? 2 : null } });
  }) as Call;
  const model = createReaderModel({ call, loadInvitations, createHtml, onOpened: () => {} });
  await model.open(row(1));
  expect(offsets).toEqual([]);
  for (let press = 0; press < 3; press += 1) await model.showSource();
  expect(offsets).toEqual([0, 2]);
  expect(model.state.value).toMatchObject({ source: { phase: 'shown', bytes: 'abc', next: null } });
});

test('bytes are read as UTF-8, and what is none is shown as such', () => {
  expect(sourceText('caf\u00C3\u00A9 \u00FF')).toBe('café �');
});

test('a choice names only what is against the rule', () => {
  const nothing = { included: [], excluded: [], sinceDays: null };
  const inbox = { id: 'i', isChosen: true };
  const without = chooseMailbox(nothing, nothing, inbox, false);
  expect(without.excluded).toEqual(['i']);
  expect(isWanted(without, nothing, inbox)).toBe(false);
  expect(chooseMailbox(without, nothing, inbox, true)).toEqual(nothing);
  // As stored: the mailbox is left out because the choice says so.
  const stored = { id: 'i', isChosen: false };
  expect(chooseMailbox(without, without, stored, true)).toEqual(nothing);
  const gmailAll = { id: 'all', isChosen: false };
  expect(chooseMailbox(nothing, nothing, gmailAll, true).included).toEqual(['all']);
});

test.each([
  { page: 'mail', accountId: null, mailboxId: null },
  { page: 'mail', accountId: 'a b', mailboxId: null },
  { page: 'mail', accountId: null, mailboxId: null, only: 'unread' },
  { page: 'mail', accountId: null, mailboxId: null, only: 'starred' },
  { page: 'mail', accountId: 'a/1', mailboxId: 'Ä/%' },
  { page: 'compose' },
  { page: 'outbox' },
] as const)('the address of %o leads back to it', (route) => {
  expect(parseMailRoute(mailHash(route))).toEqual(route);
});

test('an address that is no percent-encoding is taken as it is', () => {
  expect(parseMailRoute('#/mail/%E0%A4%A/x')).toEqual({ page: 'mail', accountId: '%E0%A4%A', mailboxId: 'x' });
  expect(parseMailRoute('#/providers')).toBeNull();
});
