import { expect, test } from 'vitest';
import { isSameOwner, registrableDomain } from './registrable-domain.ts';

test.each([
  ['mail.example.co.uk', 'example.co.uk'],
  ['a.b.example.com', 'example.com'],
  ['me.github.io', 'me.github.io'],
  ['co.uk', undefined],
])('%s was registered as %s', (host, owner) => {
  expect(registrableDomain(host)).toBe(owner);
});

test.each([
  ['mail.example.com', 'example.com', true],
  ['example.com', 'shop.example.com', true],
  ['other.com', 'example.com', false],
  ['notexample.com', 'example.com', false],
  ['example.com.attacker.net', 'example.com', false],
  ['other.github.io', 'me.github.io', false],
  ['eu.org', 'eu.org', true],
  ['mail.eu.org', 'eu.org', false],
  ['attacker.uk.com', 'uk.com', false],
  ['me.github.io', 'github.io', false],
])('%s and %s have one owner: %s', (host, domain, same) => {
  expect(isSameOwner(host, domain)).toBe(same);
});
