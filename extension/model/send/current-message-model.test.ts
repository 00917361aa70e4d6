import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Call } from '../call.ts';
import { createSavedCompose } from '../drafts/saved-compose.ts';
import type { ComposeDraft } from './compose-model.ts';
import { createCurrentMessage } from './current-message-model.ts';

/** A bridge that accepts everything, and its outbox by id. */
const createWorld = ({ forgets = true, cancels = true }: { forgets?: boolean; cancels?: boolean } = {}) => {
  const outbox = new Map<string, string>();
  const drafts = signal<ComposeDraft | null>(null);
  const pages: string[] = [];
  let accepted = 0;
  let keys = 0;
  const call = ((name, body) => {
    if (name === 'aliases.list') return Promise.resolve({ ok: true, value: { aliases: [] } });
    if (name !== 'send.message') return Promise.resolve({ ok: true, value: { smtpUtf8: true } });
    const id = `e${(accepted += 1)}`;
    outbox.set(id, (body as { message: { subject: string } }).message.subject);
    return Promise.resolve({ ok: true, value: { entry: { id }, existing: false } });
  }) as Call;
  const keepDraft = (draft: ComposeDraft | null) => {
    drafts.value = draft;
    return Promise.resolve();
  };
  const current = createCurrentMessage({
    createModel: (begin) =>
      createSavedCompose({
        call,
        append: () => new Promise(() => {}),
        sleep: () => new Promise(() => {}),
        createId: () => `key-${(keys += 1)}`,
        keepDraft,
        ...begin,
      }),
    readDraft: () => Promise.resolve(drafts.value),
    keepDraft,
    outbox: {
      take: () => {},
      cancel: () => Promise.resolve(cancels),
      forget: (id) => Promise.resolve(forgets && outbox.delete(id)),
    },
    onAccepted: () => pages.push('outbox'),
    onTakenBack: () => pages.push('compose'),
  });
  const write = async (subject: string) => {
    await current.resume();
    current.compose.value!.edit({ accountId: 'a', from: 'ada@example.org', to: 'bob@example.org', subject });
  };
  const send = () => current.compose.value!.send();
  return { current, outbox, drafts, pages, write, send };
};

const reply = { to: 'cid@example.org', subject: 'Re: mill', text: '\n\nCid wrote:\n> mill\n' };
const typedIn = ({ current }: ReturnType<typeof createWorld>) => {
  const { to, subject, text } = current.compose.value!.fields.value;
  return { to, subject, text };
};

test.each<[string, (world: ReturnType<typeof createWorld>) => Promise<unknown>]>([
  ['nothing', async () => {}],
  ['a message that was sent', async ({ write, send }) => (await write('one'), await send())],
  [
    'an answer that was sent',
    async ({ current, send }) => {
      await current.answer(reply);
      current.compose.value!.edit({ accountId: 'a', from: 'ada@example.org' });
      await send();
    },
  ],
  ['a message that was discarded', async ({ current, write }) => (await write('two'), await current.discard())],
  ['an answer that was discarded', async ({ current }) => (await current.answer(reply), await current.discard())],
  ['an answer that was begun and left', ({ current }) => current.answer({ ...reply, subject: 'Re: other' })],
  ['a new message in which nothing was written', ({ current }) => current.resume()],
])('after %s an answer opens as it was begun, and asks nothing', async (_, before) => {
  const world = createWorld();
  await before(world);
  await world.current.answer(reply);
  expect(world.current.waiting.value).toBeNull();
  expect(typedIn(world)).toEqual(reply);
});

test.each<[string, (world: ReturnType<typeof createWorld>) => Promise<unknown>]>([
  ['sent', async ({ write, send }) => (await write('one'), await send())],
  ['discarded', async ({ current, write }) => (await write('two'), await current.discard())],
])('after a message was %s, a new one is empty', async (_, before) => {
  const world = createWorld();
  await before(world);
  expect(world.current.compose.value).toBeNull();
  await world.current.resume();
  expect(typedIn(world)).toEqual({ to: '', subject: '', text: '' });
  expect(world.current.compose.value!.isRestored).toBe(false);
  expect(world.drafts.value).toBeNull();
});

test('what is being written is not lost to an answer unasked', async () => {
  const world = createWorld();
  await world.write('mine');
  await world.current.answer(reply);
  expect(world.current.waiting.value).toEqual(reply);
  world.current.decide(false);
  expect(typedIn(world).subject).toBe('mine');
  await world.current.answer(reply);
  world.current.decide(true);
  expect(typedIn(world)).toEqual(reply);
});

test('a message that is taken back is in the composer and nowhere else, and goes out once when it is sent again', async () => {
  const world = createWorld();
  await world.write('once');
  await world.send();
  await world.current.undo('e1');
  expect(typedIn(world).subject).toBe('once');
  expect([...world.outbox.values()]).toEqual([]);
  expect(world.pages).toEqual(['outbox', 'compose']);
  await world.send();
  expect([...world.outbox.values()]).toEqual(['once']);
});

test('pressed twice, undo opens the message once', async () => {
  const world = createWorld();
  await world.write('once');
  await world.send();
  await Promise.all([world.current.undo('e1'), world.current.undo('e1')]);
  expect(world.pages).toEqual(['outbox', 'compose']);
});

test.each<[string, { forgets?: boolean; cancels?: boolean }]>([
  ['the outbox does not let go of it', { forgets: false }],
  ['it is on its way already', { cancels: false }],
])('where %s, it stays there alone', async (_, answers) => {
  const world = createWorld(answers);
  await world.write('there');
  await world.send();
  await world.current.undo('e1');
  expect(world.current.compose.value).toBeNull();
  expect(world.drafts.value).toBeNull();
  expect([...world.outbox.values()]).toEqual(['there']);
});

test('where another message is being written, the one taken back stays in the outbox alone', async () => {
  const world = createWorld();
  await world.write('first');
  await world.send();
  await world.write('second');
  await world.current.undo('e1');
  expect(typedIn(world).subject).toBe('second');
  expect([...world.outbox.values()]).toEqual(['first']);
});
