import { expect, test } from 'vitest';
import { orderWords } from '@kurrier/shared/words/pages/order';
import { commandOf } from './list-keys.ts';

const none = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };

test.each([
  [{ key: 'j' }, { move: 1 }],
  [{ key: 'ArrowUp' }, { move: -1 }],
  [{ key: 'PageDown' }, { move: 12 }],
  [{ key: 'ArrowDown', shiftKey: true }, { extend: 1 }],
  [{ key: 'K', shiftKey: true }, { extend: -1 }],
  [{ key: 'PageUp', shiftKey: true }, { extend: -12 }],
  [{ key: 'End', shiftKey: true }, { extendTo: 'last' }],
  // Keys that Shift makes.
  [{ key: '#', shiftKey: true }, 'trash'],
  [{ key: '!', shiftKey: true }, 'junk'],
  [{ key: '?', shiftKey: true }, 'keys'],
  // Capital letters are nobody's, so that no caps lock archives.
  [{ key: 'E', shiftKey: true }, null],
  [{ key: 'a', ctrlKey: true }, 'select-all'],
  [{ key: 'a', metaKey: true }, 'select-all'],
  [{ key: 'z', ctrlKey: true }, 'undo'],
  // The browser's.
  [{ key: 's', ctrlKey: true }, null],
  [{ key: 'ArrowDown', altKey: true }, null],
  [{ key: '/' }, null],
])('%j', (event, command) => {
  expect(commandOf({ ...none, ...event }, 12)).toEqual(command);
});

test('every key that means something is listed under ?', () => {
  const listed = new Set(orderWords.keys.flatMap(([keys]) => keys.split(', ')));
  const names: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', Delete: 'Del' };
  const letters = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at));
  const keys = [...letters, ...Object.keys(names), 'Enter'].filter((key) => commandOf({ ...none, key }, 1) !== null);
  expect(keys.filter((key) => !listed.has(names[key] ?? key))).toEqual([]);
});
