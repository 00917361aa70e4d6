import type { Invitation } from '../../../model/invitations/invitation.ts';
import type { DeliveryReport } from '@kurrier/shared/mail/delivery-report';
import { signal } from '@preact/signals';
import type { AccountSync, Mailbox, MessageContent, MessageRow, SyncPhase } from '@kurrier/shared/mail/mail';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { Call } from '../../../model/call.ts';
import type { AttachedMessageState } from '../../../model/mail/attached/attached-messages-model.ts';
import { attachmentKey, type AttachmentSaves, type SaveState } from '../../../model/mail/attachment-saves.ts';
import type { HeldMove } from '../../../model/mail/actions/held-moves.ts';
import type { MailNotice, MessageActionsModel } from '../../../model/mail/actions/message-actions-model.ts';
import { createMessageListModel, type MessageListModel } from '../../../model/mail/message-list-model.ts';
import type { ReaderModel, ReaderState } from '../../../model/mail/reader-model.ts';
import type { ListSource, SyncsModel } from '../../../model/mail/syncs-model.ts';
import type { ListState } from '../../../model/followed-list.ts';
import { sampleNow } from './leg-samples.ts';
import { htmlModelOf } from './html-mail-samples.ts';
import { ignore } from './model-samples.ts';

const settle = () => Promise.resolve();

const mailbox = (path: string, role: Mailbox['role'], messages: number, unseen = 0, extra: Partial<Mailbox> = {}): Mailbox => ({
  id: path,
  path,
  delimiter: '/',
  role,
  isSelectable: true,
  isChosen: true,
  messages,
  unseen,
  stored: messages,
  revision: 1,
  ...extra,
});

export const mailboxes = [
  mailbox('INBOX', 'inbox', 10_000, 14),
  mailbox('Sent', 'sent', 812),
  mailbox('Drafts', 'drafts', 3),
  mailbox('Trash', 'trash', 55),
  mailbox('Junk', 'junk', 1204, 1180),
  mailbox('Clients', null, 0, 0, { isSelectable: false }),
  mailbox('Clients/Analytical Engine Company', null, 340, 2),
  mailbox('Clients/العميل', null, 12),
  mailbox('Clients/Mudie’s Library', null, 4),
  mailbox('Receipts', null, 71),
  mailbox('[Gmail]/All Mail', 'all', 22_412, 0, { isChosen: false, stored: 0 }),
];

export const syncOf = (state: SyncPhase, extra: Partial<AccountSync> = {}): AccountSync => ({
  accountId: 'work',
  state,
  choice: { included: [], excluded: [], sinceDays: null },
  mailboxes,
  lastSyncAt: sampleNow - 20_000,
  storedBytes: 48_211_004,
  failures: [],
  ...extra,
});

/** Every phase of a sync. */
export const syncSamples: Record<string, AccountSync> = {
  off: syncOf({ phase: 'off' }, { lastSyncAt: null, storedBytes: 0 }),
  paused: syncOf({ phase: 'paused' }),
  connecting: syncOf({ phase: 'connecting' }),
  'syncing, pace not known': syncOf({ phase: 'syncing', progress: { done: 400, total: 31_002, remainingMs: null } }, { lastSyncAt: null }),
  syncing: syncOf({ phase: 'syncing', progress: { done: 18_400, total: 31_002, remainingMs: 41_000 } }),
  live: syncOf({ phase: 'live' }),
  waiting: syncOf({ phase: 'waiting', failure: sampleFailures['net.timeout'], retryAt: sampleNow + 90_000 }),
  stopped: syncOf({ phase: 'stopped', failure: sampleFailures['auth.invalid_credentials'] }),
  'a folder failed': syncOf(
    { phase: 'live' },
    { failures: [{ mailboxId: 'Clients/Analytical Engine Company', failure: sampleFailures['mailbox.not_found'] }] },
  ),
};

const people = ['Ada Lovelace', 'Charles Babbage', 'مريم الأسطرلابي', 'Grace Hopper', '山田 花子', 'Jean Bartik'];
const subjects = [
  'Notes on the engine',
  'Invoice 2041',
  'اجتماع يوم الخميس',
  'Re: the first bug',
  '明日の会議について',
  'A subject that goes on '.repeat(12),
];

export const sampleRow = (index: number, extra: Partial<MessageRow> = {}): MessageRow => ({
  ref: { accountId: index % 3 === 0 ? 'home' : 'work', mailboxId: 'INBOX', uidValidity: 1, uid: 20_000 - index },
  from: [{ name: people[index % people.length]!, address: `sender${index % 40}@example.org` }],
  to: [{ name: '', address: 'ada@example.org' }],
  subject: subjects[index % subjects.length]!,
  receivedAt: sampleNow - index * 5_400_000,
  isUnread: index % 7 < 2,
  isFlagged: index % 11 === 3,
  isAnswered: index % 5 === 2,
  hasAttachments: index % 4 === 1,
  isUnreadable: false,
  ...extra,
});

/** What hostile senders send: each has to stay a harmless line. */
const hostile: Partial<MessageRow>[] = [
  { subject: 'invoice_\u202Efdp.exe', from: [{ name: 'Bank\u202E\u2066', address: 'eve@attacker.example' }] },
  {
    subject: '<img src=x onerror=alert(1)> <a href="https://attacker.example">click</a>',
    from: [{ name: '<b>Bold</b>', address: 'a@b.example' }],
  },
  { subject: 'x'.repeat(65_536), from: [{ name: 'y'.repeat(65_536), address: 'long@example.org' }] },
  { subject: 'line\r\nbreak \u0000 nul \u001B[31m escape', from: [{ name: 'security@bank.example', address: 'eve@attacker.example' }] },
  { subject: `Z${'\u0335\u0321\u0352\u0306'.repeat(40)}algo`, from: [] },
  { subject: '', from: [{ name: '', address: '' }] },
  { subject: '', from: [], to: [], isUnreadable: true },
];

const listOf = async (total: number, source: ListSource, rowOf = sampleRow): Promise<MessageListModel> => {
  const call = ((_name, body) => {
    const { offset, limit } = body as { offset: number; limit: number };
    const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, place) => rowOf(offset + place));
    return Promise.resolve({ ok: true, value: { rows, total } });
  }) as Call;
  const list = createMessageListModel({ call, source, sleep: settle });
  await list.refresh();
  return list;
};

const inbox = { accountId: 'work', mailboxId: 'INBOX' };
const all = { accountId: null, mailboxId: null };
const active = await listOf(10_000, all);
active.activate(2);

export const lists = {
  'all inboxes': active,
  'one folder': await listOf(340, inbox),
  'by conversations': await listOf(40, { ...inbox, isGrouped: true }, (index) =>
    index % 3 === 0 ? { ...sampleRow(index), conversation: { messages: index + 2, refs: [sampleRow(index).ref] } } : sampleRow(index),
  ),
  hostile: await listOf(hostile.length, inbox, (index) => sampleRow(index, hostile[index])),
  empty: await listOf(0, inbox),
  loading: createMessageListModel({ call: () => new Promise(() => {}), source: inbox, sleep: settle }),
};

export const syncs = (state: ListState<AccountSync>): SyncsModel => ({
  state: signal(state),
  load: settle,
  take: ignore,
  pause: settle,
  syncNow: settle,
  choose: settle,
});
const home = syncOf({ phase: 'live' }, { accountId: 'home', mailboxes: mailboxes.slice(0, 4) });
/** An account whose folders have many messages. */
export const largeSyncs = syncs({
  phase: 'listed',
  items: [
    syncOf({ phase: 'live' }, { mailboxes: mailboxes.map((one) => ({ ...one, messages: 3 * one.messages, stored: 3 * one.stored })) }),
  ],
  problem: null,
});
export const liveSyncs = syncs({ phase: 'listed', items: [syncOf({ phase: 'live' }), home], problem: null });

export const reader = (state: ReaderState): ReaderModel => ({
  state: signal(state),
  open: settle,
  openRef: settle,
  close: ignore,
  showSource: settle,
  hideSource: ignore,
  patch: ignore,
  unsubscribe: { stateOf: () => ({ phase: 'idle' }), look: settle, leave: settle, keep: ignore },
  report: { reportOf: () => null, follow: settle },
  invitation: { invitationOf: () => null, follow: settle },
  attached: { stateOf: () => null, toggle: settle, clear: ignore },
});

const event: Invitation = {
  method: 'REQUEST',
  summary: 'Notes on the engine, read aloud',
  location: 'Dorset Street 1, upstairs',
  organizer: { name: 'Charles Babbage', address: 'charles@engine.example' },
  start: { kind: 'moment', at: sampleNow + 8e7, zone: 'America/New_York' },
  end: { kind: 'moment', at: sampleNow + 8.36e7, zone: 'America/New_York' },
  repetition: {
    every: 'week',
    interval: 2,
    weekdays: [
      { weekday: 'MO', nth: 0 },
      { weekday: 'TH', nth: 0 },
    ],
    monthDays: [],
    count: 10,
    until: null,
    isMore: false,
  },
  isCancelled: false,
  attendees: 4,
  others: 0,
};

/** Invitations: to a moment, to a whole day that is called off, and one that says little. */
export const invitations: Record<string, Invitation> = {
  'every other week': event,
  'called off': {
    ...event,
    isCancelled: true,
    start: { kind: 'day', year: 2026, month: 5, day: 1 },
    end: { kind: 'day', year: 2026, month: 5, day: 4 },
    repetition: null,
    others: 2,
  },
  hostile: {
    ...event,
    method: 'X-NONE',
    summary: '\u202Egnihton',
    location: 'nowhere'.repeat(40),
    organizer: null,
    start: { kind: 'floating', at: sampleNow, zone: 'Mars/Base' },
    end: null,
    repetition: { every: 'other', interval: 1, weekdays: [], monthDays: [], count: null, until: null, isMore: true },
  },
};

/** A delivery report about a message that was sent from here, and one of which nobody knows. */
export const reports: Record<string, DeliveryReport> = {
  known: {
    recipients: [
      { address: 'nobody@engine.example', outcome: 'failed', failure: sampleFailures['recipient.rejected'] },
      { address: 'slow@engine.example', outcome: 'delayed', failure: sampleFailures['net.timeout'] },
      { address: 'luigi@example.org', outcome: 'delivered' },
    ],
    subject: 'Notes on the engine',
    sent: sampleRow(4, { subject: 'Notes on the engine' }),
  },
  unknown: {
    recipients: [{ address: '', outcome: 'failed', failure: sampleFailures['quota.exceeded'] }],
    subject: '',
    sent: null,
  },
};

export const content = (extra: Partial<MessageContent> = {}): MessageContent => ({
  row: sampleRow(2, { subject: 'Notes on the engine', from: [{ name: 'Charles Babbage', address: 'charles@engine.example' }] }),
  cc: [{ name: 'Luigi Menabrea', address: 'luigi@example.org' }],
  replyTo: [],
  messageId: '<1@engine.example>',
  references: [],
  sentAt: sampleNow - 9e7,
  text: 'Dear Ada,\n\nthe diagram of development for the computation of the numbers of Bernoulli is attached.\n\n> The Analytical Engine has no pretensions\n> whatever to originate anything.\n\nשלום וברכה, זה עובד.\n\nYours\nCharles\n',
  isFromHtml: false,
  hasHtml: false,
  isCut: false,
  links: [],
  notices: [],
  leftOut: 0,
  attachments: [
    { name: 'diagram.pdf', type: 'application/pdf', size: 482_113, depth: 0, isInline: false },
    { name: 'photo_\u202Egpj.exe', type: 'application/octet-stream', size: 1_204_000, depth: 0, isInline: false },
    { name: 'Re: the mill.eml', type: 'message/rfc822', size: 20_480_000, depth: 0, isInline: false },
    { name: 'notes.txt', type: 'text/plain', size: 812, depth: 1, isInline: false },
    { name: '', type: 'image/png', size: 31_000, depth: 0, isInline: true },
  ],
  ...extra,
});
const source = 'Return-Path: <charles@engine.example>\r\nSubject: =?utf-8?q?Notes?=\r\nMIME-Version: 1.0\r\n\r\nDear Ada,\r\n';

/** A message with others in it, which `attachedStates` shows. */
const withMessages = (path?: number[]): MessageContent =>
  content({
    ...(path && { path, row: { ...sampleRow(2), subject: path.length > 1 ? 'Re: the mill, once more' : 'Re: the mill' } }),
    hasHtml: path?.length === 2,
    text: 'What was said about the mill.',
    attachments: [
      { name: 'Re: the mill.eml', type: 'message/rfc822', size: 20_480, depth: 0, isInline: false, isMessage: true },
      { name: 'drawing.png', type: 'image/png', size: 8_120, depth: 1, isInline: false },
      { name: 'a letter.eml', type: 'message/rfc822', size: 2_480, depth: 0, isInline: false, isMessage: true },
      { name: 'another letter.eml', type: 'message/rfc822', size: 2_480, depth: 0, isInline: false, isMessage: true },
    ].slice(path ? (path.length === 1 ? 2 : 4) : 0),
  });
const attachedStates: Record<string, AttachedMessageState> = {
  '0': { phase: 'open', content: withMessages([0]), html: htmlModelOf(withMessages([0])) },
  '0/0': { phase: 'open', content: withMessages([0, 0]), html: htmlModelOf(withMessages([0, 0])) },
  '2': { phase: 'opening' },
  '3': { phase: 'failed', refusal: { reason: 'not-found' } },
};

export const readers: Record<string, ReaderModel> = {
  open: reader({ phase: 'open', content: content(), source: { phase: 'hidden' } }),
  html: reader({ phase: 'open', content: content({ hasHtml: true, attachments: [] }), source: { phase: 'hidden' } }),
  'from HTML, cut': reader({
    phase: 'open',
    content: content({ isFromHtml: true, isCut: true, attachments: [] }),
    source: { phase: 'hidden' },
  }),
  'shortened addresses': reader({
    phase: 'open',
    content: content({
      isFromHtml: true,
      text: 'Autumn sale\n\nShop now [click.engine.example/…]\nView online [news.engine.example/…]\n',
      links: [
        { at: 23, length: 22, address: `https://click.engine.example/ls/click?upn=${'u001.Ab3'.repeat(24)}` },
        { at: 60, length: 21, address: `https://news.engine.example/view?m=${'9'.repeat(90)}` },
      ],
      attachments: [],
    }),
    source: { phase: 'hidden' },
  }),
  ...Object.fromEntries(
    ['repaired', 'raw', 'more-texts', 'too-complex'].map((notice) => [
      `notice: ${notice}`,
      reader({ phase: 'open', content: content({ notices: [notice], attachments: [] }), source: { phase: 'hidden' } }),
    ]),
  ),
  'recipients left out': reader({ phase: 'open', content: content({ leftOut: 214, attachments: [] }), source: { phase: 'hidden' } }),
  'without text': reader({ phase: 'open', content: content({ text: '', cc: [], attachments: [] }), source: { phase: 'hidden' } }),
  hostile: reader({
    phase: 'open',
    content: content({
      row: sampleRow(1, hostile[2]),
      text: `<script>alert(1)</script> \u202Etxet\u202C ${'w'.repeat(900)}\u0000`,
      attachments: [{ name: `${'invoice_'.repeat(14)}.pdf`, type: 'application/pdf', size: 482_113, depth: 0, isInline: false }],
    }),
    source: { phase: 'hidden' },
  }),
  source: reader({ phase: 'open', content: content(), source: { phase: 'shown', bytes: source, next: 65_536 } }),
  'messages in it': {
    ...reader({ phase: 'open', content: withMessages(), source: { phase: 'hidden' } }),
    attached: { stateOf: ({ path = [] }) => attachedStates[path.join('/')] ?? null, toggle: settle, clear: ignore },
  },
  opening: reader({ phase: 'opening', row: sampleRow(4) }),
  gone: reader({ phase: 'failed', row: sampleRow(4), refusal: { reason: 'not-found' } }),
  'server failed': reader({
    phase: 'failed',
    row: sampleRow(4),
    refusal: { reason: 'server', failure: sampleFailures['server.unavailable'] },
  }),
  'no bridge': reader({ phase: 'failed', row: sampleRow(4), refusal: { reason: 'bridge', problem: 'not-running' } }),
};

/** Every state of saving something attached to the message that is open. */
export const saves: AttachmentSaves = {
  states: signal<ReadonlyMap<string, SaveState>>(
    new Map<string, SaveState>([
      [attachmentKey(content().row.ref, 0), { phase: 'saved' }],
      [attachmentKey(content().row.ref, 2), { phase: 'saving', done: 12_100_000, total: 28_000_000 }],
      [attachmentKey(content().row.ref, 3), { phase: 'failed', refusal: { reason: 'server', failure: sampleFailures['net.reset'] } }],
    ]),
  ),
  save: settle,
  open: settle,
  cancel: ignore,
};

export const closedReader = reader({ phase: 'closed' });

/** Each sent off by itself. */
export const movesOf = (held: readonly MessageRow[]): HeldMove[] =>
  held.map((row, id) => ({ id, rows: [row], destination: { kind: 'trash' } }));

export const messageActions = (
  { notice = null, held = [] }: { notice?: MailNotice | null; held?: MessageRow[] } = {},
  leaving: string[] = [],
): MessageActionsModel => ({
  notice: signal(notice),
  moves: signal(movesOf(held)),
  held: signal(held),
  keepMove: ignore,
  leaving: signal(new Set(leaving)),
  markSeen: settle,
  trash: settle,
  deleteForGood: settle,
  keep: ignore,
  flush: ignore,
  dismiss: ignore,
  say: ignore,
  destinationOf: () => ({ kind: 'trash' as const }),
  move: settle,
  star: settle,
  recover: ignore,
});

export const notices: Record<string, { notice?: MailNotice; held?: MessageRow[] }> = {
  leaving: { held: [sampleRow(1)] },
  'several leaving': { held: [1, 2, 3, 4, 5].map((index) => sampleRow(index)), notice: { notice: 'kept' } },
  kept: { notice: { notice: 'kept' } },
  'no Trash': { notice: { notice: 'refused', action: 'trash', refusal: { reason: 'no-trash' } } },
  'not marked': {
    notice: { notice: 'refused', action: 'mark', refusal: { reason: 'server', failure: sampleFailures['server.unavailable'] } },
  },
};
