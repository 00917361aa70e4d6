import { expect, test } from 'vitest';
import type { OutboxEntry, OutboxState } from '@kurrier/shared/mail/outbox';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { RoundTrip } from '@kurrier/shared/api/round-trip';
import type { Call } from '../call.ts';
import { actionsOf, createOutboxModel } from './outbox-model.ts';
import { createRoundTripModel } from './round-trip-model.ts';

const failure = sampleFailures['net.timeout'];
const entry = (status: OutboxState, id = 'e'): OutboxEntry => ({
  id,
  accountId: 'a',
  acceptedAt: 0,
  messageId: '<1@example.org>',
  from: 'ada@example.org',
  subject: 's',
  size: 1,
  attempts: 0,
  retryUntil: 0,
  status,
  recipients: [],
  copy: { state: 'none' },
});

test.each<[OutboxState, string[]]>([
  [{ state: 'queued', heldUntil: 10 }, ['undo']],
  [{ state: 'queued', heldUntil: 5 }, ['cancel']],
  [{ state: 'sending', since: 0 }, []],
  [{ state: 'sent', at: 0 }, ['forget']],
  [{ state: 'partly-sent', at: 0 }, ['forget']],
  [{ state: 'deferred', nextTryAt: 9, failure }, ['retry', 'cancel']],
  [{ state: 'failed', at: 0, failure }, ['retry', 'forget']],
  [{ state: 'unknown', at: 0 }, ['check-sent', 'retry-twice', 'forget']],
  [{ state: 'cancelled', at: 0 }, ['retry', 'forget']],
])('what can be done with %o', (status, actions) => {
  expect(actionsOf(entry(status), 5)).toEqual(actions);
});

const scriptCall = (answers: Record<string, unknown>) => ((name) => Promise.resolve(answers[name])) as Call;
const ok = (value: unknown) => ({ ok: true, value });
const listed = (...entries: OutboxEntry[]) => ok({ entries, total: entries.length });
const queued = entry({ state: 'queued', heldUntil: 1 });
const sent = entry({ state: 'sent', at: 2 });

test('an outbox that was put aside is told of for as long as the bridge finds its file', async () => {
  const answers: Record<string, unknown> = { 'outbox.list': ok({ entries: [], total: 0, putAside: ['/data/outbox.sqlite.damaged-1'] }) };
  const model = createOutboxModel({ call: scriptCall(answers) });
  await model.load();
  expect(model.putAside.value).toEqual(['/data/outbox.sqlite.damaged-1']);
  answers['outbox.list'] = listed();
  await model.load();
  expect(model.putAside.value).toEqual([]);
});

test('follows what the bridge tells: new first, changes in place, forgotten ones gone', async () => {
  const model = createOutboxModel({ call: scriptCall({ 'outbox.list': listed(queued) }) });
  await model.load();
  const other = entry({ state: 'queued', heldUntil: 1 }, 'other');
  model.take([
    { type: 'outbox.changed', entry: other },
    { type: 'outbox.changed', entry: sent },
  ]);
  expect(model.state.value).toMatchObject({ items: [other, sent] });
  model.take([{ type: 'outbox.forgotten', id: 'other' }]);
  expect(model.state.value).toMatchObject({ items: [sent] });
});

test('a message that is past taking back says so, and is not taken for taken back', async () => {
  const model = createOutboxModel({
    call: scriptCall({ 'outbox.list': listed(queued), 'outbox.cancel': ok({ refused: 'too-late', entry: sent }) }),
  });
  await model.load();
  expect(await model.cancel('e')).toBe(false);
  expect(model.notice.value).toEqual({ id: 'e', notice: 'too-late' });
  expect(model.state.value).toMatchObject({ items: [sent] });
  const cancelled = entry({ state: 'cancelled', at: 1 });
  const early = createOutboxModel({ call: scriptCall({ 'outbox.cancel': ok({ entry: cancelled }) }) });
  expect(await early.cancel('e')).toBe(true);
});

test('an unknown message is sent again only when the person accepts that it may come twice', async () => {
  const bodies: unknown[] = [];
  const call = ((_name, body) => {
    bodies.push(body);
    return Promise.resolve(ok({ refused: 'might-be-sent-twice' }));
  }) as Call;
  const model = createOutboxModel({ call });
  await model.retry('e');
  expect(model.notice.value).toEqual({ id: 'e', notice: 'might-be-sent-twice' });
  await model.retry('e', true);
  expect(bodies).toEqual([
    { id: 'e', evenIfTwice: false },
    { id: 'e', evenIfTwice: true },
  ]);
});

test('looking into Sent says what was found, or why nothing could be looked into', async () => {
  const unknown = entry({ state: 'unknown', at: 1 });
  const model = createOutboxModel({ call: scriptCall({ 'outbox.checkSent': ok({ found: false, entry: unknown }) }) });
  await model.checkSent('e');
  expect(model.notice.value).toEqual({ id: 'e', notice: 'not-found-in-sent' });
  const failing = createOutboxModel({ call: scriptCall({ 'outbox.checkSent': ok({ failure }) }) });
  await failing.checkSent('e');
  expect(failing.notice.value).toEqual({ id: 'e', notice: 'check-failed', failure });
});

test('a test message is followed until it has arrived, one at a time', async () => {
  const trips: RoundTrip[] = [
    { state: 'waiting', sentMs: 5 },
    { state: 'arrived', sentMs: 5, arrivedMs: 9, mailbox: 'INBOX', removed: true },
  ];
  const asked: unknown[] = [];
  const call = ((name, body) => {
    asked.push(name === 'roundtrips.follow' ? (body as { seen: string }).seen : name);
    return Promise.resolve(ok({ roundTripId: 'r', roundTrip: name === 'roundtrips.start' ? { state: 'sending' } : trips.shift() }));
  }) as Call;
  const model = createRoundTripModel({ call });
  const started = model.start('a');
  void model.start('a');
  await started;
  expect(asked).toEqual(['roundtrips.start', 'sending', 'waiting']);
  expect(model.state.value.get('a')).toMatchObject({ phase: 'followed', roundTrip: { state: 'arrived', arrivedMs: 9 } });
});

test('a test message that cannot be sent says why', async () => {
  const model = createRoundTripModel({ call: scriptCall({ 'roundtrips.start': ok({ refused: 'needs-both-legs' }) }) });
  await model.start('a');
  expect(model.state.value.get('a')).toEqual({ phase: 'refused', reason: 'needs-both-legs' });
});
