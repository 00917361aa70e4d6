import type { DeliveryOutcome, RecipientReply } from '@kurrier/shared/mail/delivery';
import type { Failure, FailureKind } from '@kurrier/shared/failure/failure';
import type { OutboxEntry, RecipientState } from '@kurrier/shared/mail/outbox';
import { describe, expect, test } from 'vitest';
import { cancel, confirmTaken, queueAgain, recover } from './change-entry.ts';
import { decideNext } from './next-state.ts';

const now = 1_000_000;
const day = 24 * 3_600_000;

const failure = (kind: FailureKind): Failure => ({ kind, stage: 'recipient', leg: 'smtp', confidence: 'certain' });
const temporary = failure('server.temporary_failure');
const refused = failure('recipient.rejected');
const cut = failure('net.reset');

const pending = (address: string): RecipientState => ({ address, state: 'pending' });
const entryFor = (recipients: RecipientState[], change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: 'e1',
  accountId: 'a1',
  acceptedAt: now - 1000,
  messageId: '<1@mail.test>',
  from: 'ann@mail.test',
  subject: 'Hello',
  size: 100,
  attempts: 0,
  retryUntil: now - 1000 + day,
  status: { state: 'sending', since: now - 10 },
  recipients,
  copy: { state: 'none' },
  ...change,
});
const yes = (address: string): RecipientReply => ({ address, accepted: true });
const no = (address: string, reason: Failure): RecipientReply => ({ address, accepted: false, failure: reason });
const reply = { text: '250 2.0.0 Ok: queued as 4ABC', replyCode: 250 };
const taken = (...recipients: RecipientReply[]): DeliveryOutcome => ({ result: 'taken', reply, recipients });
const notTaken = (reason: Failure, ...recipients: RecipientReply[]): DeliveryOutcome => ({
  result: 'not-taken',
  failure: reason,
  recipients,
});
const unknown = (...recipients: RecipientReply[]): DeliveryOutcome => ({ result: 'unknown', failure: cut, recipients });

const two = [pending('b'), pending('c')];

interface Row {
  name: string;
  entry?: OutboxEntry;
  outcome: DeliveryOutcome;
  state: string;
  recipients: string;
}

const rows: Row[] = [
  { name: 'all accepted and taken', outcome: taken(yes('b'), yes('c')), state: 'sent', recipients: 'accepted accepted' },
  {
    name: 'one refused, taken for the other',
    outcome: taken(yes('b'), no('c', refused)),
    state: 'partly-sent',
    recipients: 'accepted refused',
  },
  {
    name: 'one greylisted, taken for the other',
    outcome: taken(yes('b'), no('c', temporary)),
    state: 'deferred',
    recipients: 'accepted pending',
  },
  {
    name: 'all greylisted',
    outcome: notTaken(temporary, no('b', temporary), no('c', temporary)),
    state: 'deferred',
    recipients: 'pending pending',
  },
  { name: 'all refused', outcome: notTaken(refused, no('b', refused), no('c', refused)), state: 'failed', recipients: 'refused refused' },
  {
    name: 'one refused, one greylisted',
    outcome: notTaken(temporary, no('b', refused), no('c', temporary)),
    state: 'deferred',
    recipients: 'refused pending',
  },
  {
    name: 'accepted, then the content refused',
    outcome: notTaken(failure('message.rejected'), yes('b'), yes('c')),
    state: 'failed',
    recipients: 'refused refused',
  },
  {
    name: 'accepted, then the content put off',
    outcome: notTaken(temporary, yes('b'), yes('c')),
    state: 'deferred',
    recipients: 'pending pending',
  },
  {
    name: 'content put off, one recipient refused',
    outcome: notTaken(temporary, yes('b'), no('c', refused)),
    state: 'deferred',
    recipients: 'pending refused',
  },
  { name: 'never reached the recipients, may try again', outcome: notTaken(cut), state: 'deferred', recipients: 'pending pending' },
  { name: 'sign-in refused', outcome: notTaken(failure('auth.invalid_credentials')), state: 'failed', recipients: 'refused refused' },
  { name: 'nobody knows', outcome: unknown(yes('b'), yes('c')), state: 'unknown', recipients: 'unknown unknown' },
  {
    name: 'nobody knows, but one was refused before',
    outcome: unknown(yes('b'), no('c', refused)),
    state: 'unknown',
    recipients: 'unknown refused',
  },
  {
    name: 'second attempt takes the rest',
    entry: entryFor([{ address: 'b', state: 'accepted' }, pending('c')]),
    outcome: taken(yes('c')),
    state: 'sent',
    recipients: 'accepted accepted',
  },
  {
    name: 'second attempt refuses the rest',
    entry: entryFor([{ address: 'b', state: 'accepted' }, pending('c')]),
    outcome: notTaken(refused, no('c', refused)),
    state: 'partly-sent',
    recipients: 'accepted refused',
  },
  {
    name: 'a day has passed',
    entry: entryFor(two, { retryUntil: now, attempts: 30 }),
    outcome: notTaken(temporary),
    state: 'failed',
    recipients: 'refused refused',
  },
  {
    name: 'a day has passed, one has it',
    entry: entryFor([{ address: 'b', state: 'accepted' }, pending('c')], { retryUntil: now, attempts: 30 }),
    outcome: notTaken(temporary, no('c', temporary)),
    state: 'partly-sent',
    recipients: 'accepted refused',
  },
];

describe('decideNext', () => {
  test.each(rows)('$name: $state', ({ entry = entryFor(two), outcome, state, recipients }) => {
    const next = decideNext(entry, outcome, now);
    expect(next.status.state).toBe(state);
    expect(next.recipients.map((recipient) => recipient.state).join(' ')).toBe(recipients);
    expect(next.attempts).toBe(entry.attempts + 1);
  });

  test('the failure shown is the one that decides', () => {
    const mixed = notTaken(temporary, no('b', refused), no('c', temporary));
    expect(decideNext(entryFor(two), mixed, now).status).toMatchObject({ failure: temporary, nextTryAt: now + 60_000 });
    expect(decideNext(entryFor(two), notTaken(failure('auth.account_locked')), now).status).toMatchObject({
      failure: failure('auth.account_locked'),
    });
  });

  test('the server’s answer and queue id stay with a message that is partly put off', () => {
    const first = decideNext(entryFor(two), taken(yes('b'), no('c', temporary)), now);
    expect(first).toMatchObject({ taken: { queueId: '4ABC', reply }, copy: { state: 'waiting' } });
    expect(decideNext(first, notTaken(refused, no('c', refused)), now + 1).taken).toEqual(first.taken);
  });

  test('a copy that is there is not asked for again', () => {
    const filed = { state: 'filed', mailbox: 'Sent', by: 'us' } as const;
    expect(decideNext(entryFor(two, { copy: filed }), taken(yes('b'), yes('c')), now).copy).toEqual(filed);
  });

  test('the waits grow, are longer where further tries count against the account, and end within a day', () => {
    const waits = (kind: FailureKind): number[] => {
      const seen: number[] = [];
      let entry = entryFor(two, { retryUntil: now + day });
      let at = now;
      for (;;) {
        entry = decideNext(entry, notTaken(failure(kind)), at);
        if (entry.status.state !== 'deferred') return seen;
        seen.push((entry.status.nextTryAt - at) / 60_000);
        at = entry.status.nextTryAt;
        entry = { ...entry, status: { state: 'sending', since: at } };
      }
    };
    expect(waits('server.temporary_failure').slice(0, 7)).toEqual([1, 5, 10, 20, 30, 60, 60]);
    expect(waits('server.temporary_failure').reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(24 * 60);
    expect(waits('server.rate_limited').slice(0, 3)).toEqual([30, 30, 30]);
  });
});

describe('what is tried again follows the reply', () => {
  const said = (kind: FailureKind, replyCode: number): Failure => ({ ...failure(kind), reply: { text: `${replyCode} words`, replyCode } });
  test.each<[string, Failure, 'deferred' | 'failed']>([
    ['450, no such domain', said('sender.rejected', 450), 'deferred'],
    ['451, not the sender’s', said('sender.not_authorized', 451), 'deferred'],
    ['454, relay denied', said('recipient.relay_denied', 454), 'deferred'],
    ['452, mailbox full', said('quota.exceeded', 452), 'deferred'],
    ['452, too large', said('message.too_large', 452), 'deferred'],
    ['432, at sign-in', said('auth.invalid_credentials', 432), 'deferred'],
    ['421, called ours', said('server.protocol_violation', 421), 'deferred'],
    ['550, no such domain', said('sender.rejected', 550), 'failed'],
    ['554, relay denied', said('recipient.relay_denied', 554), 'failed'],
    ['552, mailbox full', said('quota.exceeded', 552), 'failed'],
    ['535, wrong password', said('auth.invalid_credentials', 535), 'failed'],
    ['550, too much for today', said('server.rate_limited', 550), 'deferred'],
    ['nothing said, refused connection', failure('net.refused'), 'deferred'],
    ['nothing said, no such name', failure('net.dns_not_found'), 'deferred'],
    ['nothing said, another certificate', failure('tls.hostname_mismatch'), 'failed'],
    ['out of step, whatever was read', { ...said('server.protocol_violation', 550), code: 'OUT_OF_STEP' }, 'deferred'],
  ])('%s: %3$s', (_name, reason, state) => {
    const { status } = decideNext(entryFor(two), notTaken(reason), now);
    expect(status).toMatchObject({ state, failure: reason });
  });
});

const inState = (state: string): OutboxEntry =>
  entryFor([pending('b')], {
    status: {
      queued: { state: 'queued', heldUntil: now } as const,
      sending: { state: 'sending', since: now } as const,
      sent: { state: 'sent', at: now } as const,
      'partly-sent': { state: 'partly-sent', at: now } as const,
      deferred: { state: 'deferred', nextTryAt: now, failure: temporary } as const,
      failed: { state: 'failed', at: now, failure: refused } as const,
      unknown: { state: 'unknown', at: now } as const,
      cancelled: { state: 'cancelled', at: now } as const,
    }[state]!,
  });

test.each([
  ['queued', 'cancelled', undefined],
  ['sending', undefined, undefined],
  ['sent', undefined, 'queued'],
  ['partly-sent', undefined, 'queued'],
  ['deferred', 'cancelled', 'queued'],
  ['failed', undefined, 'queued'],
  ['unknown', undefined, 'queued'],
  ['cancelled', undefined, 'queued'],
])('%s: cancel gives %s, once more gives %s', (state, cancelled, again) => {
  expect(cancel(inState(state), now)?.status.state).toBe(cancelled);
  expect(queueAgain(inState(state), now)?.status.state).toBe(again);
});

test('cancelling the rest of a partly delivered message leaves it partly sent; nobody who has it gets it again', () => {
  const entry = entryFor([{ address: 'b', state: 'accepted' }, pending('c')], inState('deferred'));
  const cut = cancel({ ...entry, recipients: [{ address: 'b', state: 'accepted' }, pending('c')] }, now)!;
  expect(cut.status.state).toBe('partly-sent');
  expect(queueAgain(cut, now)!.recipients.map(({ state }) => state)).toEqual(['accepted', 'pending']);
  expect(queueAgain({ ...cut, recipients: [{ address: 'b', state: 'accepted' }] }, now)).toBeUndefined();
});

test.each([
  ['sending', false, 'queued', 'pending'],
  ['sending', true, 'unknown', 'unknown'],
  ['queued', true, 'unknown', 'unknown'],
  ['queued', false, 'queued', 'pending'],
  ['deferred', false, 'deferred', 'pending'],
])('after a kill, %s with content begun %s is %s', (state, contentBegun, expected, recipient) => {
  const after = recover(inState(state), contentBegun, now);
  expect([after.status.state, after.recipients[0]!.state]).toEqual([expected, recipient]);
});

test('an unknown message that is found in the server’s own filing counts as taken for whom it was unknown', () => {
  const entry = entryFor(
    [
      { address: 'b', state: 'unknown' },
      { address: 'c', state: 'refused', failure: refused },
    ],
    inState('unknown'),
  );
  const recipients: RecipientState[] = [
    { address: 'b', state: 'unknown' },
    { address: 'c', state: 'refused', failure: refused },
  ];
  expect(confirmTaken({ ...entry, recipients }, 'Sent', now)).toMatchObject({ status: { state: 'partly-sent' }, copy: { by: 'server' } });
  expect(confirmTaken({ ...entry, recipients: recipients.slice(0, 1) }, 'Sent', now).status.state).toBe('sent');
});
