import { expect, test } from 'vitest';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { emptyMessage } from '../send/compose-fields.ts';
import type { ComposeDraft } from '../send/compose-model.ts';
import { continueDraft } from './continue-draft.ts';
import { createSavedCompose } from './saved-compose.ts';

type Saved = { draftId: string; evenIfGone: boolean; message: { subject: string; text: string; bcc: unknown[] } };

/** A bridge that answers about drafts what it is told to, and a clock that is moved by hand. */
const createWorld = (draft: ComposeDraft | null = null) => {
  const asked: [string, Saved][] = [];
  const answers: Record<string, unknown> = { 'drafts.save': { state: 'saved', at: 1 } };
  const waits: (() => void)[] = [];
  const call = ((name, body) => {
    asked.push([name, body as Saved]);
    const value = answers[name] ?? (name === 'send.message' ? { entry: { id: 'e' } } : { aliases: [], smtpUtf8: true });
    return Promise.resolve(value === 'nobody' ? { ok: false, failure: 'not-running' } : { ok: true, value });
  }) as Call;
  const model = createSavedCompose({
    call,
    append: () => new Promise(() => {}),
    sleep: () => new Promise((resolve) => waits.push(resolve)),
    createId: () => 'made-here',
    keepDraft: async () => {},
    draft,
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {
    model,
    answers,
    asked,
    /** Enough time passes for everything that waits. */
    pass: async () => {
      for (const end of waits.splice(0)) end();
      await settle();
    },
    saves: () => asked.flatMap(([name, body]) => (name === 'drafts.save' ? [body] : [])),
    names: () => asked.map(([name]) => name).filter((name) => name.startsWith('drafts.') || name === 'send.message'),
  };
};
const sender = { accountId: 'a', address: 'ada@example.org', name: 'Ada' };

test('what is written is saved once it rests, under one name, and not what was only begun', async () => {
  const { model, pass, saves } = createWorld();
  await model.chooseSender(sender);
  await pass();
  expect(saves()).toEqual([]);
  for (const subject of ['o', 'on', 'one']) model.edit({ subject });
  await pass();
  model.edit({ subject: 'one', text: 'two', to: 'not yet an addr', bcc: 'dan@example.org' });
  await pass();
  expect(saves().map(({ draftId, message }) => [draftId, message.subject, message.text])).toEqual([
    ['made-here', 'one', ''],
    ['made-here', 'one', 'two'],
  ]);
  expect(saves()[1]?.message.bcc).toEqual([{ name: '', address: 'dan@example.org' }]);
  expect(model.server.state.value).toEqual({ state: 'saved', at: 1 });
});

test('one that waits is asked about until it has arrived', async () => {
  const { model, answers, pass, names } = createWorld();
  answers['drafts.save'] = { state: 'waiting' };
  answers['drafts.state'] = { state: 'waiting' };
  await model.chooseSender(sender);
  model.edit({ subject: 'x' });
  await pass();
  await pass();
  answers['drafts.state'] = { state: 'saved', at: 7 };
  await pass();
  await pass();
  expect(names()).toEqual(['drafts.save', 'drafts.state', 'drafts.state']);
  expect(model.server.state.value).toEqual({ state: 'saved', at: 7 });
});

test('what another program changed is written over by nobody until it was decided', async () => {
  const { model, answers, pass, saves } = createWorld();
  await model.chooseSender(sender);
  answers['drafts.save'] = { state: 'changed-elsewhere' };
  model.edit({ subject: 'x' });
  await pass();
  model.edit({ subject: 'xy' });
  await pass();
  expect(saves().map(({ evenIfGone }) => evenIfGone)).toEqual([false]);
  expect(await model.leave()).toBe(false);
  answers['drafts.save'] = { state: 'saved', at: 2 };
  await model.server.keepOwn();
  expect(saves().at(-1)).toMatchObject({ evenIfGone: true, message: { subject: 'xy' } });
});

test('left, it is saved before it is let go of; where that cannot be it stays', async () => {
  const { model, answers, saves, names } = createWorld();
  await model.chooseSender(sender);
  model.edit({ subject: 'x' });
  answers['drafts.save'] = 'nobody';
  expect(await model.leave()).toBe(false);
  expect(model.server.state.value).toEqual({ state: 'here-only', reason: 'not-running' });
  answers['drafts.save'] = { state: 'waiting' };
  expect(await model.leave()).toBe(true);
  expect(saves().at(-1)?.message.subject).toBe('x');
  // Whoever opens another message in its place does not throw it away.
  model.discard();
  expect(names()).not.toContain('drafts.discard');
});

test('sent, it is named, and nothing is saved after that; discarded, it goes', async () => {
  const sent = createWorld();
  await sent.model.chooseSender(sender);
  sent.model.edit({ subject: 'x', to: 'bob@example.org' });
  await sent.pass();
  await sent.model.send();
  await sent.pass();
  expect(sent.names()).toEqual(['drafts.save', 'send.message']);
  expect(sent.asked.find(([name]) => name === 'send.message')?.[1]).toMatchObject({ draftId: 'made-here' });

  const given = createWorld();
  await given.model.chooseSender(sender);
  given.model.edit({ subject: 'x' });
  await given.pass();
  given.model.discard();
  await given.pass();
  expect(given.names()).toEqual(['drafts.save', 'drafts.discard']);
});

const content = {
  row: {
    ref: { accountId: 'a', mailboxId: 'd', uidValidity: 1, uid: 9 },
    from: [{ name: 'Ada', address: 'ada@example.org' }],
    to: [{ name: 'Lovelace, A', address: 'x@example.org' }],
    subject: 'begun elsewhere',
  },
  cc: [],
  replyTo: [{ name: 'Ada', address: 'ada@example.org' }],
  references: ['<1@example.org>'],
  text: 'see example.org now\n',
  links: [{ at: 4, length: 11, address: 'https://example.org/a/long/one' }],
  isCut: false,
  leftOut: 0,
  attachments: [],
} as unknown as MessageContent;

test('a draft of another program opens whole, is left as it was where nothing is written, and is replaced where something is', async () => {
  const call = (() =>
    Promise.resolve({ ok: true, value: { draftId: 'theirs-id', bcc: [{ name: '', address: 'dan@example.org' }] } })) as Call;
  const continued = await continueDraft(call, content);
  if (!('draft' in continued)) throw new Error('refused');
  expect(continued.draft.fields).toEqual({
    ...emptyMessage(),
    accountId: 'a',
    from: 'ada@example.org',
    fromName: 'Ada',
    to: '"Lovelace, A" <x@example.org>',
    bcc: 'dan@example.org',
    subject: 'begun elsewhere',
    text: 'see https://example.org/a/long/one now',
    references: ['<1@example.org>'],
  });
  const looked = createWorld(continued.draft);
  await looked.model.chooseSender(sender);
  await looked.pass();
  looked.model.discard();
  await looked.pass();
  expect(looked.names()).toEqual([]);
  const written = createWorld(continued.draft);
  await written.model.chooseSender(sender);
  written.model.edit({ text: 'more' });
  await written.pass();
  expect(written.saves().map(({ draftId }) => draftId)).toEqual(['theirs-id']);
  expect(written.model.draft()).toMatchObject({ draftId: 'theirs-id', opened: continued.draft.opened });
});

test('one of which not everything can be shown is not continued', async () => {
  for (const part of [{ isCut: true }, { leftOut: 1 }]) {
    const call = (() => Promise.reject(new Error('asked'))) as Call;
    expect(await continueDraft(call, { ...content, ...part })).toEqual({ refusal: { reason: 'too-large' } });
  }
});
