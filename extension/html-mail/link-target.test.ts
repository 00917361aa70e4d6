import { expect, test } from 'vitest';
import { readLinkTarget } from './link-target.ts';

const isDisguised = (text: string, href = 'https://shop.example/a'): boolean | undefined => readLinkTarget(href, text)?.isDisguised;

test.each([
  'Click here',
  'shop.example',
  'www.shop.example',
  'mail.shop.example/offers',
  'https://shop.example/?to=1',
  'shop。example',
  'https://ann@shop.example/',
  'ann.smith@shop.example',
  'offers.pdf',
  'offers。pdf',
  'see -shop.example- now',
  'Version 2.0',
  'Mr.X',
])('%s may stand over a link to shop.example', (text) => expect(isDisguised(text)).toBe(false));

test.each([
  'bank.example',
  'www.bank.example',
  'https://bank.example/shop.example',
  'shop.example.bank.example',
  'bank。example',
  'BANK.EXAMPLE',
  'bank.example (shop.example)',
  'bank.example@',
  'bank.example@ shop.example',
  'ann@bank.example',
  'https://ann@offers.pdf',
  'http://offers.pdf',
  'go to:bank.example!',
  '1!bank.example-',
  'https://10.0.0.1/',
  'ban\u200bk.example',
])('%s names another place than shop.example', (text) => expect(isDisguised(text)).toBe(true));

test.each<[string, boolean]>([
  ['Write to us', false],
  ['ann@shop.example', false],
  ['ANN@shop.example', false],
  ['@ann', false],
  ['Ann (bob@shop.example)', true],
  ['bob@bank.example', true],
])('%s over a link that writes to ann@shop.example', (text, expected) => {
  expect(isDisguised(text, 'mailto:ann@shop.example')).toBe(expected);
});
