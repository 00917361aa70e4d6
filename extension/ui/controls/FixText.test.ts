import { parseHTML } from 'linkedom';
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appPasswordProviders } from '@kurrier/shared/words/app-password-providers';
import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { FixText } from './FixText.tsx';

beforeEach(() => {
  vi.stubGlobal('document', parseHTML('<body></body>').document);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const draw = (text: string) => {
  render(h(FixText, { text }), document.body);
  return { text: document.body.textContent, links: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href')) };
};

test.each(appPasswordProviders.map(({ name, page }) => [name, page]))('the page where %s makes app passwords is a link', (_, page) => {
  const sentence = `Create one at ${page} and enter it instead.`;
  expect(draw(sentence)).toEqual({ text: sentence, links: [page] });
});

test('what is said of a refused password at Gmail leads to the page', () => {
  const { fix } = describe(
    { kind: 'auth.invalid_credentials', stage: 'sign-in', confidence: 'certain', leg: 'smtp', host: 'smtp.gmail.com', port: 465 },
    en,
  );
  expect(draw(fix).links).toEqual(['https://myaccount.google.com/apppasswords']);
});

test.each(['See https://evil.example/apppasswords now.', 'Enter it again.', 'See javascript:alert(1) or http://myaccount.google.com.'])(
  'no other address is a link: %s',
  (sentence) => {
    expect(draw(sentence)).toEqual({ text: sentence, links: [] });
  },
);
