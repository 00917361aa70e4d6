import { expect, test } from 'vitest';
import { textsOf } from '../../../../tests/setup/message-texts.ts';
import { attachedAt, lacksAttached, withAttached, withTexts } from './kept-attached.ts';
import type { KeptText } from './kept-texts.ts';

const kept = (text: string, messages: number[] = []): KeptText => ({ texts: textsOf(text, messages), isPartial: false });
const inner = (path: number[], text: string, messages: number[] = []) => ({ path, texts: textsOf(text, messages), isPartial: false });

test('each message in it is kept by its path, what was read last in the place of what was read before', () => {
  const first = withAttached(kept('outer', [0, 2]), [inner([0], 'a'), inner([2], 'b'), inner([2, 0], 'c')]);
  const second = withAttached(first, [inner([0], 'anew')]);
  expect([[0], [2], [2, 0], [20]].map((path) => attachedAt(second, path)?.texts.content.text ?? null)).toEqual(['anew', 'b', 'c', null]);
  expect(second.texts.content.text).toBe('outer');
});

test('with too many, or too long ones, what was read longest ago gives way', () => {
  const many = withAttached(
    kept('outer'),
    Array.from({ length: 60 }, (_, at) => inner([at], `${at}`)),
  );
  expect(many.attached?.map(({ path: [at] }) => at)).toEqual(Array.from({ length: 50 }, (_, at) => at + 10));
  const long = [0, 1, 2].reduce((all, at) => withAttached(all, [inner([at], 'x'.repeat(900_000))]), kept('outer'));
  expect(long.attached?.map(({ path }) => path)).toEqual([[1], [2]]);
});

test('their links and the names of what is attached to them count, too', () => {
  const links = Array.from({ length: 100 }, (_, at) => ({ at, length: 1, address: `https://x.example/${'a'.repeat(8_900)}` }));
  const linked = (at: number) => ({
    ...inner([at], 'short'),
    texts: { ...textsOf('short'), content: { ...textsOf('short').content, links } },
  });
  const long = [0, 1, 2].reduce((all, at) => withAttached(all, [linked(at)]), kept('outer'));
  expect(long.attached?.map(({ path }) => path)).toEqual([[1], [2]]);
});

test('a text that is read anew keeps those of the messages in it, unless its attachments are listed otherwise', () => {
  const before = withAttached({ ...kept('a part', [1]), isPartial: true }, [inner([1], 'inner')]);
  expect(withTexts(before, textsOf('the whole', [1]))).toEqual({ ...before, texts: textsOf('the whole', [1]), isPartial: false });
  expect(withTexts(before, textsOf('other', [1], [7, 8]))).toEqual({ texts: textsOf('other', [1], [7, 8]), isPartial: false });
  const unpacked = textsOf('with what was packed', [1], [1, 9]);
  expect(withTexts(before, unpacked)).toEqual({ ...before, texts: unpacked, isPartial: false });
  expect(withTexts(null, textsOf('new'))).toEqual({ texts: textsOf('new'), isPartial: false });
});

test.each<[string, KeptText, boolean]>([
  ['no message in it', kept('outer'), false],
  ['of an earlier version', { texts: { ...textsOf('outer') }, isPartial: false }, false],
  ['one that was not opened', kept('outer', [3]), true],
  ['one that was', withAttached(kept('outer', [3]), [inner([3], 'a')]), false],
  ['one of two', withAttached(kept('outer', [3, 4]), [inner([3], 'a')]), true],
  ['one that holds another', withAttached(kept('outer', [3]), [inner([3], 'a', [0])]), true],
  ['one that holds another, which was opened', withAttached(kept('outer', [3]), [inner([3], 'a', [0]), inner([3, 0], 'b')]), false],
  ['a part of one', withAttached(kept('outer', [3]), [{ ...inner([3], 'a'), isPartial: true }]), true],
])('whether some are lacking: %s', (_, text, expected) => {
  expect(lacksAttached(text)).toBe(expected);
});
