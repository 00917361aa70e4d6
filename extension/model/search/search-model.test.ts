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

/** A search that waits for a server. */
const follow = async () => {
  const bridge = startBridge();
  const model = createSearchModel({
    call: bridge.call,
    source: () => ({ accountId: null, mailboxId: null }),
    sleep: () => Promise.resolve(),
  });
  model.type('invoice');
  await settle();
  const searching = stateOf('one', 1, { servers: [{ accountId: 'a', state: 'searching', foldersLeft: 1, notFetched: 0 }] });
  bridge.named('search.start')[0]!.answer({ ok: true, value: searching });
  await settle();
  return { bridge, model, searching, follows: () => bridge.named('search.follow') };
};

test('what is done to found messages is asked for once each time, and one follows the search as before', async () => {
  const { model, searching, follows } = await follow();
  for (let times = 0; times < 3; times++) void model.list.value!.refresh();
  await settle();
  const [followed, ...looks] = follows();
  expect(looks.map(({ body }) => body['waitMs'])).toEqual([0, 0, 0]);
  followed!.answer({ ok: true, value: { ...searching, version: 2, total: 2 } });
  await settle();
  // What was looked at before is not shown after it.
  for (const look of looks) look.answer({ ok: true, value: { ...searching, total: 1 } });
  await settle();
  expect([model.state.value?.total, follows().length]).toEqual([2, 5]);
});

test('a search that the bridge ended is begun once more, and then nobody is said to be searching', async () => {
  const { bridge, model, searching, follows } = await follow();
  const refused = { ok: true, value: { refused: 'not-found' } };
  follows()[0]!.answer(refused);
  await settle();
  expect(bridge.named('search.start')).toHaveLength(2);
  bridge.named('search.start')[1]!.answer({ ok: true, value: { ...searching, searchId: 'two' } });
  await settle();
  follows()[1]!.answer(refused);
  await settle();
  expect(bridge.named('search.start')).toHaveLength(2);
  expect(model.state.value).toMatchObject({ searchId: 'two', isLocalDone: true, servers: [{ state: 'failed' }] });
});

test('where the bridge is gone nobody is said to be searching, and what was found stays', async () => {
  const { model, follows } = await follow();
  follows()[0]!.answer({ ok: false, failure: 'not-running' });
  await settle();
  expect(model.state.value).toMatchObject({ servers: [{ state: 'failed' }] });
  expect(model.list.value?.state.value).toMatchObject({ phase: 'listed', problem: 'not-running' });
});
