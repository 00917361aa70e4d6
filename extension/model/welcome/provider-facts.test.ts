import { providers } from '@kurrier/shared/providers';
import { expect, test } from 'vitest';
import { findFacts } from './provider-facts.ts';

test('the servers of a provider are named as they are called for the address', () => {
  const named = providers.flatMap(({ domains }) => domains?.split(' ') ?? []);
  expect(named.length).toBeGreaterThan(50);
  for (const domain of named) {
    const facts = findFacts(` Ada@${domain.toUpperCase()} `);
    if (facts === null || typeof facts === 'string') throw new Error(`nothing is known of ${domain}`);
    for (const { host } of [...(facts.smtp ?? []), ...(facts.imap ?? [])]) expect(host).toMatch(/^[a-z\d.-]+$/);
  }
});

test.each(['', 'ada', 'ada@', '@gmail.com', 'ada@gmail', 'a b@gmail.com'])('%j is no address yet', (text) => {
  expect(findFacts(text)).toBeNull();
});

test('of an unknown domain it says which', () => {
  expect(findFacts('ada@Nowhere.example')).toBe('nowhere.example');
});
