import { expect, test } from 'vitest';
import type { Call } from '../../call.ts';
import type { HtmlMailModel } from '../html/html-mail-model.ts';
import { createAttachedMessagesModel, pressOf } from './attached-messages-model.ts';

const ref = { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 };
const outer = { ...ref, path: [2] };
const inner = { ...ref, path: [2, 0] };

/** A model whose calls are answered by hand, in the order in which they were asked. */
const start = () => {
  const asked: unknown[] = [];
  const waiting: ((answer: unknown) => void)[] = [];
  const followed: unknown[] = [];
  const call = ((name: string, body: unknown) => {
    asked.push([name, body]);
    return new Promise((resolve) => waiting.push(resolve));
  }) as unknown as Call;
  const createHtml = () => ({ follow: (content: unknown) => void followed.push(content) }) as HtmlMailModel;
  const model = createAttachedMessagesModel({ call, createHtml });
  const answer = async (value: unknown) => {
    waiting.shift()!(value);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { model, asked, followed, answer };
};
const content = (text: string) => ({ ok: true, value: { text } });

test('a message is asked for by its path, and hidden with those that lie in it', async () => {
  const { model, asked, followed, answer } = start();
  void model.toggle(outer);
  expect(model.stateOf(outer)).toEqual({ phase: 'opening' });
  await answer(content('outer'));
  void model.toggle(inner);
  await answer(content('inner'));
  expect(asked).toEqual([
    ['mail.open', { ref, path: [2] }],
    ['mail.open', { ref, path: [2, 0] }],
  ]);
  expect(model.stateOf(inner)).toMatchObject({ phase: 'open', content: { text: 'inner' } });
  await model.toggle(outer);
  expect([model.stateOf(outer), model.stateOf(inner)]).toEqual([null, null]);
  // What is no longer shown loads nothing more.
  expect(followed).toEqual([{ text: 'outer' }, { text: 'inner' }, null, null]);
});

test('a late answer shows nothing that was hidden meanwhile, or of a message that is not open any more', async () => {
  const { model, answer } = start();
  void model.toggle(outer);
  await model.toggle(outer);
  await answer(content('late'));
  expect(model.stateOf(outer)).toBeNull();
  void model.toggle(outer);
  model.clear();
  void model.toggle(outer);
  await answer(content('of before'));
  expect(model.stateOf(outer)).toEqual({ phase: 'opening' });
  await answer(content('of now'));
  expect(model.stateOf(outer)).toMatchObject({ phase: 'open', content: { text: 'of now' } });
});

test('one that cannot be had says why, and is asked for again', async () => {
  const { model, answer } = start();
  void model.toggle(outer);
  await answer({ ok: true, value: { refused: 'not-found' } });
  expect(model.stateOf(outer)).toEqual({ phase: 'failed', refusal: { reason: 'not-found' } });
  void model.toggle(outer);
  await answer(content('there'));
  expect(model.stateOf(outer)).toMatchObject({ phase: 'open' });
});

test('a message that could not be opened is asked for again, and its button says so', async () => {
  const { model, asked, answer } = start();
  const press = () => pressOf(model.stateOf(outer));
  expect(press()).toBe('show');
  void model.toggle(outer);
  expect(press()).toBe('hide');
  await answer({ ok: false, failure: 'not-running' });
  expect(model.stateOf(outer)).toMatchObject({ phase: 'failed' });
  expect(press()).toBe('again');
  void model.toggle(outer);
  expect([press(), asked.length]).toEqual(['hide', 2]);
  await answer(content('outer'));
  expect(press()).toBe('hide');
  await model.toggle(outer);
  expect([press(), asked.length]).toEqual(['show', 2]);
});
