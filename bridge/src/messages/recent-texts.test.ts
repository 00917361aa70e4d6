import { expect, test } from 'vitest';
import { textsOf } from '../../../tests/setup/message-texts.ts';
import { createRecentTexts } from './recent-texts.ts';

const ref = (uid: number, accountId = 'a') => ({ accountId, mailboxId: 'm', uidValidity: 1, uid });

test('what was looked at longest ago goes first, and all together stay within the limit', () => {
  const recent = createRecentTexts(10);
  recent.add(ref(1), textsOf('1111'));
  recent.add(ref(2), textsOf('2222'));
  expect(recent.get(ref(1))?.content.text).toBe('1111');
  recent.add(ref(3), textsOf('3333'));
  expect([1, 2, 3].map((uid) => recent.get(ref(uid))?.content.text)).toEqual(['1111', undefined, '3333']);
  recent.add(ref(1), textsOf('1'));
  recent.add(ref(4), textsOf('44444'));
  expect([1, 3, 4].map((uid) => recent.get(ref(uid))?.content.text)).toEqual(['1', '3333', '44444']);
  recent.add(ref(5), textsOf('x'.repeat(11)));
  // One that is longer than all may be displaces nothing.
  expect([1, 3, 4, 5].map((uid) => recent.get(ref(uid))?.content.text)).toEqual(['1', '3333', '44444', undefined]);
});

test('messages are told apart by all that identifies them, and go with their account', () => {
  const recent = createRecentTexts();
  recent.add(ref(1), textsOf('a'));
  recent.add(ref(1, 'b'), textsOf('b'));
  expect(recent.get({ ...ref(1), uidValidity: 2 })).toBeUndefined();
  recent.forget('a');
  expect([recent.get(ref(1)), recent.get(ref(1, 'b'))?.content.text]).toEqual([undefined, 'b']);
});
