import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderProvidersPage } from './providers-page.ts';

test('docs/providers.md says what the facts say (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../../docs/providers.md', import.meta.url), 'utf8')).toBe(renderProvidersPage());
});
