import { expect, test } from 'vitest';
import { createKeyedLock } from './keyed-lock.ts';

/** Work that notes its beginning and ends when it is told to. */
const createWork = (log: string[], name: string) => {
  const end = Promise.withResolvers<string>();
  return { end, run: () => (log.push(name), end.promise) };
};
/** Everything that can go on without anybody's answer has done so. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

test.each([
  ['one key', [['a'], ['a']], ['0'], ['0', '1']],
  ['other keys', [['a'], ['b']], ['0', '1'], ['0', '1']],
  ['some of several', [['a', 'b'], ['b', 'c'], ['c']], ['0', '2'], ['0', '2', '1']],
  ['none', [['a'], []], ['0', '1'], ['0', '1']],
])('%s', async (_name, keys, atOnce, atLast) => {
  const lock = createKeyedLock();
  const log: string[] = [];
  const all = keys.map((_, index) => createWork(log, `${index}`));
  const answers = all.map(({ run }, index) => lock(keys[index]!, run));
  await turn();
  expect(log).toEqual(atOnce);
  all.forEach(({ end }, index) => end.resolve(`answer ${index}`));
  expect(await Promise.all(answers)).toEqual(keys.map((_, index) => `answer ${index}`));
  expect(log).toEqual(atLast);
});

test.each(['a rejection', 'a throw'])('%s is heard by its caller alone', async (how) => {
  const lock = createKeyedLock();
  const failing = lock(
    ['a'],
    how === 'a throw'
      ? () => {
          throw new Error('broken');
        }
      : () => Promise.reject(new Error('broken')),
  );
  const next = lock(['a'], async () => 'next');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
});
