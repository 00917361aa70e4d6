import { expect, test } from 'vitest';
import { parseSenderSettings, swapSignature } from './sender-settings.ts';

test('a new text gets the signature, before what is quoted', () => {
  expect(swapSignature('', { from: '', to: 'Ada', isNew: true })).toBe('\n\n-- \nAda\n');
  expect(swapSignature('\n\nBob wrote:\n> hello\n', { from: '', to: 'Ada', isNew: true })).toBe('\n\n-- \nAda\n\n\nBob wrote:\n> hello\n');
  expect(swapSignature('written', { from: '', to: 'Ada', isNew: false })).toBe('written');
});

test('another sender’s signature takes the place of the former, unless a person changed it', () => {
  const text = swapSignature('\n> quoted\n', { from: '', to: 'Ada\nLondon', isNew: true });
  expect(swapSignature(`Dear Bob,${text}`, { from: 'Ada\nLondon', to: 'A. L.', isNew: false })).toBe(
    'Dear Bob,\n\n-- \nA. L.\n\n> quoted\n',
  );
  expect(swapSignature(`Dear Bob,${text}`, { from: 'Ada\nLondon', to: '', isNew: false })).toBe('Dear Bob,\n\n\n> quoted\n');
  expect(swapSignature('Dear Bob,\n-- \nMyself\n', { from: 'Ada', to: 'A. L.', isNew: false })).toBe('Dear Bob,\n-- \nMyself\n');
});

test.each([null, 1, 'x', [], { a: null }, { a: { name: 1, signature: ['x'] } }])(
  'what was kept by no version of ours is nothing: %j',
  (kept) => {
    expect(Object.values(parseSenderSettings(kept)).every(({ name, signature }) => name === '' && signature === '')).toBe(true);
  },
);
