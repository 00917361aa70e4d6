import { expect, test } from 'vitest';
import { createDraftStore, type DraftArea } from './draft-store.ts';

/** A browser that is slow: what it was handed counts at once, and is answered when the test says so. */
const createSlowArea = () => {
  const items: Record<string, unknown> = {};
  const answers: (() => void)[] = [];
  const later = () => new Promise<void>((resolve) => answers.push(resolve));
  const area: DraftArea = {
    get: async (key) => ({ [key]: items[key] }),
    set: (given) => (Object.assign(items, given), later()),
    remove: (key) => (delete items[key], later()),
  };
  return { area, items, answer: () => answers.splice(0).forEach((resolve) => resolve()) };
};

test('each letter is with the browser at once, however slowly it answers', () => {
  const { area, items } = createSlowArea();
  const store = createDraftStore(area);
  for (const text of ['F', 'Fr', 'Fro', 'From']) void store.keep('compose', { text });
  expect(items).toEqual({ compose: { text: 'From' } });
});

test('a draft that was given up is not read once more because the browser is still busy forgetting it', async () => {
  const { area, answer } = createSlowArea();
  const store = createDraftStore(area);
  void store.keep('draft', { label: 'a' });
  void store.keep('draft', null);
  let isRead = false;
  const read = store.read('draft').finally(() => (isRead = true));
  await new Promise((resolve) => setTimeout(resolve));
  expect(isRead).toBe(false);
  answer();
  expect(await read).toBeNull();
});

test('where the browser keeps nothing it is said, and what was kept before is read', async () => {
  const { area, answer } = createSlowArea();
  const store = createDraftStore({ ...area, remove: () => Promise.reject(new Error('full')) });
  void store.keep('compose', { text: 'x' });
  answer();
  await expect(store.keep('compose', null)).rejects.toThrow('full');
  expect(await store.read('compose')).toEqual({ text: 'x' });
});
