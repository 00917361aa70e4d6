import type { SearchState } from '@kurrier/shared/search/search-state';
import { expect, test } from 'vitest';
import type { Call } from '../call.ts';
import { createSearchModel } from './search-model.ts';

const stateOf = (searchId: string, version: number, more: Partial<SearchState> = {}): SearchState => ({
  searchId,
  version,
  rows: [],
  total: 0,
  isLocalDone: true,
  notIndexed: 0,
  servers: [],
  notUnderstood: [],
  unknownFolders: [],
  ...more,
});

/** A bridge whose answers the test gives, one after the other. */
const startBridge = () => {
  const asked: { name: string; body: Record<string, unknown>; answer: (value: unknown) => void }[] = [];
  const call = ((name: string, body: Record<string, unknown>) =>
    new Promise((resolve) => {
      asked.push({ name, body, answer: resolve });
      if (name === 'search.stop') resolve({ ok: true, value: { stopped: true } });
    })) as unknown as Call;
  return { asked, call, named: (name: string) => asked.filter((one) => one.name === name) };
};

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('the newest search counts: the answer to an older one is dropped, and that search is ended', async () => {
  const bridge = startBridge();
  const model = createSearchModel({
    call: bridge.call,
    source: () => ({ accountId: null, mailboxId: null }),
    sleep: () => Promise.resolve(),
  });
  model.type('inv');
  await settle();
  model.type('invoice');
  await settle();
  const [first, second] = bridge.named('search.start');
  second!.answer({ ok: true, value: stateOf('two', 1, { total: 2 }) });
  await settle();
  first!.answer({ ok: true, value: stateOf('one', 1, { total: 9 }) });
  await settle();
  expect(model.state.value).toMatchObject({ searchId: 'two', total: 2 });
  expect(bridge.named('search.stop').map(({ body }) => body['searchId'])).toEqual(['one']);
});

test('a search is followed until everybody has answered, and its end ends the asking', async () => {
  const bridge = startBridge();
  const model = createSearchModel({
    call: bridge.call,
    source: () => ({ accountId: 'a', mailboxId: 'm' }),
    sleep: () => Promise.resolve(),
  });
  model.choose('folder');
  model.type('invoice');
  await settle();
  const servers = [{ accountId: 'a', state: 'searching' as const, foldersLeft: 1, notFetched: 0 }];
  const [start] = bridge.named('search.start');
  expect(start!.body).toMatchObject({ query: 'invoice', accountId: 'a', mailboxId: 'm' });
  start!.answer({ ok: true, value: stateOf('one', 1, { servers }) });
  await settle();
  const [follow] = bridge.named('search.follow');
  expect(follow!.body).toMatchObject({ searchId: 'one', version: 1 });
  follow!.answer({ ok: true, value: stateOf('one', 2, { servers: [{ ...servers[0]!, state: 'done' }] }) });
  await settle();
  expect(bridge.named('search.follow')).toHaveLength(1);
  expect(model.state.value?.version).toBe(2);
  model.clear();
  await settle();
  expect([model.state.value, model.list.value]).toEqual([null, null]);
});

test('a bridge that is not reached is said in the place of the list', async () => {
  const bridge = startBridge();
  const model = createSearchModel({
    call: bridge.call,
    source: () => ({ accountId: null, mailboxId: null }),
    sleep: () => Promise.resolve(),
  });
  model.type('x');
  await settle();
  bridge.named('search.start')[0]!.answer({ ok: false, failure: 'locked' });
  await settle();
  expect(model.list.value?.state.value).toEqual({ phase: 'unreachable', problem: 'locked' });
});
