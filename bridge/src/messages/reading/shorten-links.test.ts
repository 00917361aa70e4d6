import { expect, test } from 'vitest';
import { shortenLinks } from './shorten-links.ts';

const tracking = `https://click.acme.example/ls/click?upn=${'u001.Ab3-'.repeat(30)}`;

test.each<[name: string, text: string, shown: string, addresses: string[]]>([
  ['a tracking link', `Shop now [${tracking}]\nBye`, 'Shop now [click.acme.example/…]\nBye', [tracking]],
  ['two', `${tracking} and (${tracking}).`, 'click.acme.example/… and (click.acme.example/…).', [tracking, tracking]],
  ['a short link', 'See https://acme.example/sale?x=1.', 'See https://acme.example/sale?x=1.', []],
  [
    'who the link claims to be',
    `https://bank.example@evil.example/${'x'.repeat(90)}`,
    'evil.example/…',
    [`https://bank.example@evil.example/${'x'.repeat(90)}`],
  ],
  ['a port', `http://a.example:8080/${'x'.repeat(90)}`, 'a.example:8080/…', [`http://a.example:8080/${'x'.repeat(90)}`]],
  ['no host', `x [data:,${'x'.repeat(500)}…]`, 'x [data:…]', [`data:,${'x'.repeat(500)}…`]],
  [
    'letters of other scripts',
    `https://müller.example/${'x'.repeat(90)}`,
    'xn--mller-kva.example/…',
    [`https://müller.example/${'x'.repeat(90)}`],
  ],
  ['no address', `note:${'x'.repeat(90)} http://[${'x'.repeat(90)}`, `note:${'x'.repeat(90)} http://[${'x'.repeat(90)}`, []],
])('%s', (_, text, shown, addresses) => {
  const { text: shortened, links } = shortenLinks(text);
  expect(shortened).toBe(shown);
  expect(links.map(({ address }) => address)).toEqual(addresses);
  // Put back, each gives what was there.
  let whole = shortened;
  for (const { at, length, address } of links.toReversed()) whole = whole.slice(0, at) + address + whole.slice(at + length);
  expect(whole).toBe(text);
});
