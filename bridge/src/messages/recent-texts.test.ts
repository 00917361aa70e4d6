import { expect, test } from 'vitest';
import { createRecentTexts, type MessageTexts } from './recent-texts.ts';

const ref = (uid: number, accountId = 'a') => ({ accountId, mailboxId: 'm', uidValidity: 1, uid });
const texts = (text: string): MessageTexts => ({
  html: { bodies: [], isCut: false, pictures: [] },
  content: {
    cc: [],
    replyTo: [],
    messageId: null,
    references: [],
    sentAt: null,
    text,
    isFromHtml: false,
    hasHtml: false,
    isCut: false,
    links: [],
    notices: [],
    leftOut: 0,
    attachments: [],
  },
});

test('what was looked at longest ago goes first, and all together stay within the limit', () => {
  const recent = createRecentTexts(10);
  recent.add(ref(1), texts('1111'));
  recent.add(ref(2), texts('2222'));
  expect(recent.get(ref(1))?.content.text).toBe('1111');
  recent.add(ref(3), texts('3333'));
  expect([1, 2, 3].map((uid) => recent.get(ref(uid))?.content.text)).toEqual(['1111', undefined, '3333']);
  recent.add(ref(1), texts('1'));
  recent.add(ref(4), texts('44444'));
  expect([1, 3, 4].map((uid) => recent.get(ref(uid))?.content.text)).toEqual(['1', '3333', '44444']);
  recent.add(ref(5), texts('x'.repeat(11)));
  // One that is longer than all may be displaces nothing.
  expect([1, 3, 4, 5].map((uid) => recent.get(ref(uid))?.content.text)).toEqual(['1', '3333', '44444', undefined]);
});

test('messages are told apart by all that identifies them, and go with their account', () => {
  const recent = createRecentTexts();
  recent.add(ref(1), texts('a'));
  recent.add(ref(1, 'b'), texts('b'));
  expect(recent.get({ ...ref(1), uidValidity: 2 })).toBeUndefined();
  recent.forget('a');
  expect([recent.get(ref(1)), recent.get(ref(1, 'b'))?.content.text]).toEqual([undefined, 'b']);
});
