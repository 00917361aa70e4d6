import { effect } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Account } from '@kurrier/shared/account/account';
import { createAccountsModel } from './accounts-model.ts';
import type { Call } from '../call.ts';

const account = (id: string, createdAt = 1): Account => ({ id, label: id, address: `${id}@example.org`, createdAt });

/** A bridge that gives one prepared answer a call, in order, and never answers after the last. */
const scriptBridge = (answers: [endpoint: string, answer: unknown][]) => {
  const asked: [string, unknown][] = [];
  const call = ((name, body) => {
    asked.push([name, body]);
    const next = answers.shift();
    if (!next) return new Promise(() => {});
    expect(name).toBe(next[0]);
    return Promise.resolve(next[1]);
  }) as Call;
  return { call, asked };
};

const ok = (value: unknown) => ({ ok: true, value });
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const noSleep = () => Promise.resolve();

test('lists the accounts, newest first, and follows the event log from the cursor on', async () => {
  const { call, asked } = scriptBridge([
    ['accounts.list', ok({ accounts: [account('old', 1), account('new', 2)], cursor: 7 })],
    [
      'events.since',
      ok({ events: [{ type: 'account.changed', account: { ...account('old', 1), label: 'renamed' } }], cursor: 8, missed: false }),
    ],
    ['events.since', ok({ events: [{ type: 'account.removed', accountId: 'new' }], cursor: 9, missed: false })],
  ]);
  const model = createAccountsModel({ call, sleep: noSleep });
  expect(model.state.value).toEqual({ phase: 'loading' });
  void model.follow(new AbortController().signal);
  await settle();
  expect(model.state.value).toEqual({ phase: 'listed', accounts: [{ ...account('old', 1), label: 'renamed' }], problem: null });
  expect(asked.map(([, body]) => body)).toEqual([
    {},
    { cursor: 7, waitMs: 20_000 },
    { cursor: 8, waitMs: 20_000 },
    { cursor: 9, waitMs: 20_000 },
  ]);
});

test('a locked bridge is a problem of all that is listed, whatever is known of it, and once it is open all is read again', async () => {
  const { call } = scriptBridge([
    ['accounts.list', ok({ accounts: [account('a')], cursor: 1, isLocked: true })],
    ['events.since', ok({ events: [], cursor: 1, missed: false, isLocked: true })],
    ['events.since', ok({ events: [{ type: 'account.changed', account: account('a') }], cursor: 2, missed: false, isLocked: true })],
    ['events.since', ok({ events: [], cursor: 2, missed: false, isLocked: false })],
  ]);
  const problems: unknown[] = [];
  const news: unknown[] = [];
  const model = createAccountsModel({ call, sleep: noSleep, onNews: (told) => news.push(told) });
  model.state.subscribe((state) => problems.push(state.phase === 'listed' ? state.problem : state.phase));
  void model.follow(new AbortController().signal);
  await settle();
  expect(problems).toEqual(['loading', 'locked', 'locked', 'locked', null]);
  expect(news.map((told) => (told === 'reread' ? told : 'events'))).toEqual(['reread', 'events', 'events', 'reread']);
});

test('what a command is answered while the bridge is locked makes nothing green', async () => {
  const { call } = scriptBridge([
    ['accounts.list', ok({ accounts: [account('a')], cursor: 1, isLocked: true })],
    ['events.since', ok({ events: [], cursor: 1, missed: false, isLocked: true })],
  ]);
  const model = createAccountsModel({ call, sleep: noSleep });
  void model.follow(new AbortController().signal);
  await settle();
  model.put({ account: account('a'), cursor: 5 });
  expect(model.state.value).toMatchObject({ phase: 'listed', problem: 'locked' });
});

test('reads the list again when the log does not reach back to the cursor', async () => {
  const { call } = scriptBridge([
    ['accounts.list', ok({ accounts: [account('a')], cursor: 1 })],
    ['events.since', ok({ events: [], cursor: 1, missed: true })],
    ['accounts.list', ok({ accounts: [account('b')], cursor: 2 })],
  ]);
  const model = createAccountsModel({ call, sleep: noSleep });
  void model.follow(new AbortController().signal);
  await settle();
  expect(model.state.value).toMatchObject({ accounts: [account('b')] });
});

test('keeps what was known while the bridge is away, and recovers', async () => {
  const { call } = scriptBridge([
    ['accounts.list', { ok: false, failure: 'not-running' }],
    ['accounts.list', ok({ accounts: [account('a')], cursor: 1 })],
    ['events.since', { ok: false, failure: 'not-running' }],
    ['accounts.list', ok({ accounts: [account('a')], cursor: 1 })],
  ]);
  const seen: unknown[] = [];
  const model = createAccountsModel({ call, sleep: noSleep });
  model.state.subscribe((state) => seen.push(state));
  void model.follow(new AbortController().signal);
  await settle();
  expect(seen).toEqual([
    { phase: 'loading' },
    { phase: 'unreachable', problem: 'not-running' },
    { phase: 'listed', accounts: [account('a')], problem: null },
    { phase: 'listed', accounts: [account('a')], problem: 'not-running' },
    { phase: 'listed', accounts: [account('a')], problem: null },
  ]);
});

test('pauses longer after every failure in a row, and starts anew after an answer', async () => {
  const away = { ok: false, failure: 'not-running' };
  const { call } = scriptBridge([
    ...[1, 2, 3, 4, 5, 6].map((): [string, unknown] => ['accounts.list', away]),
    ['accounts.list', ok({ accounts: [], cursor: 1 })],
    ['events.since', away],
  ]);
  const pauses: number[] = [];
  const model = createAccountsModel({ call, sleep: (ms) => (pauses.push(ms), Promise.resolve()) });
  void model.follow(new AbortController().signal);
  await settle();
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 8000, 500]);
});

test('a retry ends the pause at once', async () => {
  const { call, asked } = scriptBridge([['accounts.list', { ok: false, failure: 'not-running' }]]);
  const model = createAccountsModel({
    call,
    sleep: (_ms, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
  });
  void model.follow(new AbortController().signal);
  await settle();
  expect(asked).toHaveLength(1);
  model.retry();
  await settle();
  expect(asked).toHaveLength(2);
});

test('a proposal that has expired is said where it was pressed', async () => {
  const { call } = scriptBridge([['accounts.applyProposal', ok({ refused: 'proposal-expired' })]]);
  const model = createAccountsModel({ call, sleep: noSleep });
  await model.applyProposal('a', 'smtp', 'p1');
  expect(model.notice.value).toEqual({ accountId: 'a', reason: 'proposal-expired' });
});

test('a removed account is gone from the list at once', async () => {
  const { call } = scriptBridge([['accounts.remove', ok({ removed: true })]]);
  const model = createAccountsModel({ call, sleep: noSleep });
  model.put({ account: account('a'), cursor: 1 });
  model.put({ account: account('b'), cursor: 1 }, 'kept');
  expect(model.notice.value).toEqual({ accountId: 'b', reason: 'existing-kept' });
  await model.remove('a');
  expect(model.state.value).toMatchObject({ accounts: [account('b')] });
});

test('an account with mail that was not sent stays, until that may be discarded', async () => {
  const { call, asked } = scriptBridge([
    ['accounts.remove', ok({ refused: 'queued-mail', queued: 2 })],
    ['accounts.remove', ok({ removed: true })],
  ]);
  const model = createAccountsModel({ call, sleep: noSleep });
  model.put({ account: account('a'), cursor: 1 });
  await model.remove('a');
  expect(model.state.value).toMatchObject({ accounts: [account('a')] });
  expect(model.notice.value).toEqual({ accountId: 'a', reason: 'queued-mail' });
  await model.remove('a', true);
  expect(model.state.value).toMatchObject({ accounts: [] });
  expect(asked.map(([, body]) => body)).toEqual([
    { id: 'a', discardQueued: false },
    { id: 'a', discardQueued: true },
  ]);
});

test('a certificate is trusted by the key that was shown', async () => {
  const { call, asked } = scriptBridge([
    ['certificates.trust', ok({ refused: 'not-shown' })],
    ['certificates.trust', ok({ account: account('a'), cursor: 2 })],
  ]);
  const model = createAccountsModel({ call, sleep: noSleep });
  await model.trustCertificate('a', 'imap', 'key');
  expect(model.notice.value).toEqual({ accountId: 'a', reason: 'not-shown' });
  await model.trustCertificate('a', 'imap', 'key', 'mail.example.org');
  expect(asked.map(([, body]) => body)).toEqual([
    { accountId: 'a', leg: 'imap', spki: 'key' },
    { accountId: 'a', leg: 'imap', spki: 'key', confirmHost: 'mail.example.org' },
  ]);
  expect(model.state.value).toMatchObject({ accounts: [account('a')] });
});

test('an answer that comes later than the events after it changes nothing any more', async () => {
  const { call } = scriptBridge([
    ['accounts.list', ok({ accounts: [], cursor: 1 })],
    [
      'events.since',
      ok({ events: [{ type: 'account.changed', account: { ...account('a'), label: 'failed' } }], cursor: 5, missed: false }),
    ],
  ]);
  const model = createAccountsModel({ call, sleep: noSleep });
  void model.follow(new AbortController().signal);
  await settle();
  model.put({ account: { ...account('a'), label: 'checking' }, cursor: 3 });
  expect(model.state.value).toMatchObject({ accounts: [{ label: 'failed' }] });
  model.put({ account: { ...account('a'), label: 'checking again' }, cursor: 5 });
  expect(model.state.value).toMatchObject({ accounts: [{ label: 'checking again' }] });
});

test('an effect that puts an account does not put it again with the news that follow', async () => {
  let tell = (_news: unknown) => {};
  const { call } = scriptBridge([
    ['accounts.list', ok({ accounts: [], cursor: 1 })],
    ['events.since', new Promise((resolve) => (tell = resolve))],
  ]);
  const model = createAccountsModel({ call, sleep: noSleep });
  void model.follow(new AbortController().signal);
  await settle();
  const stop = effect(() => model.put({ account: { ...account('a'), label: 'checking' }, cursor: 1 }));
  tell(ok({ events: [{ type: 'account.changed', account: { ...account('a'), label: 'failed' } }], cursor: 5, missed: false }));
  await settle();
  stop();
  expect(model.state.value).toMatchObject({ accounts: [{ label: 'failed' }] });
});

test('a page that was hidden and is seen again shows nothing older than what it lists then', async () => {
  let tell = (_news: unknown) => {};
  const failed = { ...account('a'), label: 'failed' };
  const { call } = scriptBridge([
    ['accounts.list', ok({ accounts: [], cursor: 1 })],
    ['events.since', new Promise((resolve) => (tell = resolve))],
    ['accounts.list', ok({ accounts: [failed], cursor: 5 })],
  ]);
  const model = createAccountsModel({ call, sleep: noSleep });
  const hidden = new AbortController();
  const left = model.follow(hidden.signal);
  await settle();
  hidden.abort();
  void model.follow(new AbortController().signal);
  await settle();
  tell(ok({ events: [{ type: 'account.changed', account: { ...account('a'), label: 'checking' } }], cursor: 2, missed: false }));
  await left;
  expect(model.state.value).toMatchObject({ accounts: [failed] });
});

test.each([
  ['a bridge that tells of them, to a page that shows them', ['messages.changed', 'weather.changed'], true, { also: ['messages.changed'] }],
  ['a bridge of before', undefined, true, {}],
  ['a page that shows no messages', ['messages.changed'], false, {}],
])('changed messages are asked for: %s', async (_, tells, shows, asks) => {
  const { call, asked } = scriptBridge([['accounts.list', ok({ accounts: [], cursor: 7, ...(tells && { tells }) })]]);
  const model = createAccountsModel({ call, sleep: noSleep, ...(shows && { onNews: () => {} }) });
  void model.follow(new AbortController().signal);
  await settle();
  expect(asked.at(-1)).toEqual(['events.since', { cursor: 7, waitMs: 20_000, ...asks }]);
});
