import { expect, test } from 'vitest';
import { providerDomains } from '@kurrier/shared/providers';
import { suggestDomain } from './suggest-domain.ts';

test.for([
  ['gmial.com', 'gmail.com'],
  ['gmal.com', 'gmail.com'],
  ['gmaill.com', 'gmail.com'],
  ['gnail.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['gmail.co', 'gmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['iclou.com', 'icloud.com'],
  ['gmail.com', undefined],
  ['kundenfirma.de', undefined],
  ['gmz.de', undefined],
  ['gmaiil.con', undefined],
  ['own.test', undefined],
] as const)('%s: %s', ([typed, meant]) => {
  expect(suggestDomain(typed)).toBe(meant);
});

test('no known domain is called a slip of another', () => {
  expect(providerDomains.filter((domain) => suggestDomain(domain) !== undefined)).toEqual([]);
});
