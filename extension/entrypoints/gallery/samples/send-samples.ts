import { createSenderSettings, type SenderSettingsModel } from '../../../model/send/sender-settings-model.ts';
import { signal } from '@preact/signals';
import type { RoundTrip } from '@kurrier/shared/api/round-trip';
import type { Correspondent } from '@kurrier/shared/mail/mail';
import type { OutboxEntry, OutboxState } from '@kurrier/shared/mail/outbox';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { Call } from '../../../model/call.ts';
import type { AttachedFile } from '../../../model/send/attachments-model.ts';
import { emptyMessage, type ComposeFields } from '../../../model/send/compose-fields.ts';
import type { Sender } from '../../../model/send/compose-model.ts';
import { createSavedCompose, type SavedComposeModel } from '../../../model/drafts/saved-compose.ts';
import type { ServerDraft, ServerDraftState } from '../../../model/drafts/server-draft.ts';
import type { OutboxModel, OutboxNotice } from '../../../model/send/outbox-model.ts';
import type { RoundTripState } from '../../../model/send/round-trip-model.ts';
import type { ListState } from '../../../model/followed-list.ts';
import { sampleNow } from './leg-samples.ts';
import { ignore } from './model-samples.ts';

const settle = () => Promise.resolve();

const senders: readonly Sender[] = [
  { accountId: 'work', address: 'ada@example.org', name: 'Work' },
  { accountId: 'home', address: 'ada@home.example', name: 'ada@home.example' },
];

/** People that are proposed, one of whom would turn the line around. */
export const correspondents: Correspondent[] = [
  { name: 'Anne Isabella Byron', address: 'annabella@example.org' },
  { name: '', address: 'andrew.crosse@electric.example' },
  { name: '\u202Egro.elpmaxe@knab', address: 'anonymous@example.net' },
  { name: 'Analytical Engine Company, Department of Long Names and Longer Signatures', address: 'analysis@engine.example' },
];

const answers: Record<string, unknown> = {
  'send.limits': { size: 36_700_160, attachments: 26_500_000, smtpUtf8: false },
  'aliases.list': {
    aliases: [
      { address: 'countess@example.org', name: 'Ada, Countess of Lovelace', proof: { state: 'proved', at: sampleNow } },
      {
        address: 'info@elsewhere.example',
        name: '',
        proof: { state: 'refused', at: sampleNow, failure: sampleFailures['sender.not_authorized'] },
      },
    ],
  },
  'send.message': { refused: 'too-large', size: 41_000_000, limit: 36_700_160 },
};
const call = ((name) => Promise.resolve({ ok: true, value: answers[name] })) as Call;

const compose = (fields: Partial<ComposeFields>, files: readonly AttachedFile[] = []): SavedComposeModel =>
  createSavedCompose({
    call,
    append: () => new Promise(() => {}),
    sleep: () => new Promise(() => {}),
    createId: () => 'id',
    keepDraft: settle,
    draft: { fields: { ...emptyMessage(), accountId: 'work', from: 'ada@example.org', ...fields }, files, key: null },
  });

const file = (name: string, size: number, offset: number, progress: AttachedFile['progress']): AttachedFile => ({
  id: name,
  name,
  type: 'application/pdf',
  size,
  offset,
  uploadId: 'u',
  progress,
});

const written = {
  to: 'Charles Babbage <charles@engine.example>, luigi@example.org',
  cc: 'mary@example.org',
  subject: 'Notes on the engine',
  text: 'Dear Charles,\n\nthe notes are attached.\n\nAda\n',
};
const begin = (): SavedComposeModel =>
  createSavedCompose({
    call,
    append: () => new Promise(() => {}),
    sleep: settle,
    createId: () => 'id',
    keepDraft: settle,
    draft: null,
  });
const empty = begin();
await empty.chooseSender(senders[0]!);
const full = compose(written, [
  file('diagram.pdf', 482_113, 482_113, { state: 'done' }),
  file('tables.zip', 22_400_000, 9_000_000, { state: 'interrupted' }),
]);
await full.chooseSender(senders[0]!);
full.attachments.add([{ name: 'film.mov', size: 98_000_000, type: 'video/quicktime' } as File]);
const wrong = compose({ to: 'charles@, "Menabrea, Luigi" <luigi@example.org>, nobody', subject: 'a\u0001b' });
await wrong.send();
const tooLarge = compose(written);
await tooLarge.send(true);
const unattached = compose(written);
await unattached.send();

/** A message that is being written, and by which accounts it can be sent; null, where that is not known yet. */
export const composeSamples: Record<string, { model: SavedComposeModel; senders: readonly Sender[] | null }> = {
  empty: { model: empty, senders },
  full: { model: full, senders },
  'with errors': { model: wrong, senders },
  'too large': { model: tooLarge, senders },
  unattached: { model: unattached, senders },
  'from an account that cannot send': { model: compose(written), senders: senders.slice(1) },
  'no account': { model: begin(), senders: [] },
  'accounts not known': { model: begin(), senders: null },
};

const failed = sampleFailures['quota.exceeded'];
const draftStates: Record<string, ServerDraftState> = {
  saving: { state: 'saving' },
  saved: { state: 'saved', at: sampleNow },
  waiting: { state: 'waiting' },
  failed: { state: 'failed', failure: failed },
  'changed elsewhere': { state: 'changed-elsewhere' },
  'no mailbox': { state: 'here-only', reason: 'no-mailbox' },
  'no bridge': { state: 'here-only', reason: 'not-running' },
};

/** A draft in every state. */
export const draftSamples: Record<string, ServerDraft> = Object.fromEntries(
  Object.entries(draftStates).map(([name, state]) => [
    name,
    {
      state: signal(state),
      isKnown: () => true,
      changed: ignore,
      flush: async () => true,
      keepOwn: settle,
      discard: settle,
      end: ignore,
    },
  ]),
);

export const senderSettings: SenderSettingsModel = createSenderSettings({
  read: async () => ({ work: { name: 'Ada Lovelace', signature: 'Ada Lovelace\nAnalyst' } }),
  keep: async () => {},
});

const entry = (status: OutboxState, extra: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: `${status.state}-${extra.attempts ?? 0}`,
  accountId: 'work',
  acceptedAt: sampleNow - 120_000,
  messageId: '<1@example.org>',
  from: 'ada@example.org',
  subject: 'Notes on the engine',
  size: 48_211,
  attempts: 1,
  retryUntil: sampleNow + 8e7,
  status,
  recipients: [{ address: 'charles@engine.example', state: 'pending' }],
  copy: { state: 'none' },
  ...extra,
});

const taken = { at: sampleNow, reply: { text: '250 2.0.0 Ok: queued as 4F1C82A0', replyCode: 250 }, queueId: '4F1C82A0' };
const refused = sampleFailures['recipient.rejected'];
const accepted = { address: 'charles@engine.example', state: 'accepted' } as const;

/** A message in every state. */
export const outboxEntries: OutboxEntry[] = [
  entry({ state: 'queued', heldUntil: sampleNow + 7000 }, { attempts: 0 }),
  entry({ state: 'queued', heldUntil: sampleNow - 1 }, { attempts: 2, id: 'queued' }),
  entry({ state: 'sending', since: sampleNow - 2000 }),
  entry({ state: 'sent', at: sampleNow - 60_000 }, { recipients: [accepted], taken, copy: { state: 'filed', mailbox: 'Sent', by: 'us' } }),
  entry(
    { state: 'sent', at: sampleNow - 60_000 },
    { id: 'copy', recipients: [accepted], taken, copy: { state: 'failed', failure: sampleFailures['quota.exceeded'] } },
  ),
  entry(
    { state: 'partly-sent', at: sampleNow },
    { recipients: [accepted, { address: 'nobody@engine.example', state: 'refused', failure: refused }], taken },
  ),
  entry({ state: 'deferred', nextTryAt: sampleNow + 240_000, failure: sampleFailures['server.rate_limited'] }, { attempts: 3 }),
  entry(
    { state: 'failed', at: sampleNow, failure: refused },
    { recipients: [{ address: 'nobody@engine.example', state: 'refused', failure: refused }] },
  ),
  entry(
    { state: 'unknown', at: sampleNow, failure: sampleFailures['net.reset'] },
    { recipients: [{ address: 'charles@engine.example', state: 'unknown' }] },
  ),
  entry(
    { state: 'cancelled', at: sampleNow },
    { subject: '\u202Esdrawkcab <b>', recipients: [{ address: 'a@b.example', state: 'cancelled' }] },
  ),
];

const outbox = (state: ListState<OutboxEntry>, notice: OutboxNotice | null = null, putAside: readonly string[] = []): OutboxModel => ({
  state: signal(state),
  notice: signal(notice),
  putAside: signal(putAside),
  load: settle,
  take: ignore,
  cancel: () => Promise.resolve(true),
  retry: settle,
  checkSent: settle,
  forget: () => Promise.resolve(true),
});

export const outboxModels: Record<string, OutboxModel> = {
  loading: outbox({ phase: 'loading' }),
  empty: outbox({ phase: 'listed', items: [], problem: null }),
  'put aside': outbox({ phase: 'listed', items: [], problem: null }, null, [
    '/home/ann/.local/share/kurrier/outbox.sqlite.damaged-2026-11-30T03-55-41',
  ]),
  unreachable: outbox({ phase: 'unreachable', problem: 'not-running' }),
  'empty when last asked': outbox({ phase: 'listed', items: [], problem: 'not-running' }),
  states: outbox({ phase: 'listed', items: outboxEntries, problem: null }, { id: 'unknown-1', notice: 'not-found-in-sent' }),
};

const followed = (roundTrip: RoundTrip): RoundTripState => ({ phase: 'followed', roundTrip });

export const roundTrips: Record<string, RoundTripState | undefined> = {
  idle: undefined,
  starting: { phase: 'starting' },
  sending: followed({ state: 'sending' }),
  waiting: followed({ state: 'waiting', sentMs: 840 }),
  arrived: followed({ state: 'arrived', sentMs: 840, arrivedMs: 2310, mailbox: 'INBOX', removed: true }),
  failed: followed({ state: 'failed', failure: sampleFailures['sender.not_authorized'] }),
  'not seen': followed({ state: 'failed', sentMs: 840, failure: sampleFailures['net.timeout'] }),
  refused: { phase: 'refused', reason: 'needs-both-legs' },
};
