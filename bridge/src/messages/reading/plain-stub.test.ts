import { expect, test } from 'vitest';
import { isStub } from './plain-stub.ts';

const newsletter =
  'Autumn sale\n\nDear Ann,\neverything is half the price until Sunday, in all our shops and online. Come and see what is left of the summer, and what is new for the winter.\n\nShop now [https://acme.example/sale]';

test.each<[name: string, plain: string, html: string]>([
  ['nothing', '', 'Hello'],
  ['a blank that is none', '\u00A0', 'Hello'],
  ['a line of signs', '-----', 'Hello'],
  ['only an address', 'https://acme.example/view?m=1', newsletter],
  ['a hint', 'Please use an HTML capable mail program to read this message.', newsletter],
  ['a hint in German', 'Ihr E-Mail-Programm kann leider keine HTML-Nachrichten darstellen.', newsletter],
  [
    'a hint in Japanese',
    'このメールはHTML形式です。',
    '秋のセールのお知らせ。すべての商品が日曜日まで半額になります。ぜひお越しください。店舗でもオンラインでも。',
  ],
  [
    'a hint that is in the HTML, too',
    'View this message in your browser: https://acme.example/view',
    `View this message in your browser\n${newsletter}`,
  ],
  [
    'a long hint',
    `This is a message in HTML. ${'To read it, choose another program, or ask whoever looks after your computer. '.repeat(3)}`,
    `${newsletter}\n${newsletter}\n${newsletter}`,
  ],
])('a stub: %s', (_, plain, html) => {
  expect(isStub(plain, html)).toBe(true);
});

test.each<[name: string, plain: string, html: string]>([
  ['the same', newsletter, newsletter],
  ['a short answer', 'Yes, see you at eight.', 'Yes, see you at eight.'],
  ['a short answer with a small footer', 'Yes, see you at eight.', 'Yes, see you at eight.\n\nSent from my phone'],
  ['more than the HTML', newsletter, 'Autumn sale'],
  ['HTML with pictures only', 'Autumn sale: everything is half the price', ''],
  ['other words for it', 'Everything is at half price now.', 'All is 50 % off'],
  ['Japanese', '明日の会議の資料を送ります。よろしくお願いします。', '明日の会議の資料を送ります。よろしくお願いします。'],
])('no stub: %s', (_, plain, html) => {
  expect(isStub(plain, html)).toBe(false);
});
