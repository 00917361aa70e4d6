import { expect, test } from 'vitest';
import { correspondentText, safeLine, safeSource, safeText, senderOf } from './safe-text.ts';

test.each<[string, string, string]>([
  ['plain', 'Notes on the engine', 'Notes on the engine'],
  ['an override is gone', 'invoice_\u202Efdp.exe', 'invoice_fdp.exe'],
  ['isolates and embeddings too', '\u2066a\u2069\u202Ab\u202C', 'ab'],
  ['line breaks become spaces', 'a\r\nb\tc', 'a b c'],
  ['controls are gone', 'a\u0000b\u001B[31m\u0085\u2028c', 'ab[31mc'],
  ['half a character is gone', 'a\uD83Db', 'ab'],
  ['piled marks end', `Z${'\u0335'.repeat(50)}a`, `Z${'\u0335'.repeat(4)}a`],
  ['emoji sequences stay', '👩‍🚀 🇩🇪', '👩‍🚀 🇩🇪'],
  ['other directions stay', 'اجتماع \u200Fיום', 'اجتماع \u200Fיום'],
  ['markup is text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
])('a line: %s', (_name, text, shown) => {
  expect(safeLine(text)).toBe(shown);
});

test('a line of 64k characters is cut, between characters', () => {
  expect(safeLine('x'.repeat(65_536))).toBe(`${'x'.repeat(299)}…`);
  expect(safeLine('👩'.repeat(400), 3)).toBe('👩👩…');
});

test('a text keeps its lines, shows what would reorder it, and ends', () => {
  expect(safeText('a\r\nb\rc\n\td \u202Ee\u0000')).toBe('a\nb\nc\n\td ‹202E›e');
  expect(safeText('ab'.repeat(300_000))).toHaveLength(400_000);
});

test('a text keeps the marks that right-to-left languages are written with; a source names them', () => {
  const text = '\u2067שלום\u2069 \u202Bאבג\u202C \u200Fabc\u200E';
  expect(safeText(text)).toBe(text);
  expect(safeSource(text)).toBe('‹2067›שלום‹2069› ‹202B›אבג‹202C› \u200Fabc\u200E');
});

test('a name cannot stand for another address', () => {
  const eve = { name: 'security@bank.example', address: 'eve@attacker.example' };
  expect(senderOf([eve])).toBe('eve@attacker.example');
  expect(correspondentText(eve)).toBe('security@bank.example <eve@attacker.example>');
  expect(senderOf([{ name: 'Ada', address: 'ada@example.org' }])).toBe('Ada');
  expect(senderOf([{ name: 'ada@example.org', address: 'ada@example.org' }])).toBe('ada@example.org');
  expect(senderOf([])).toBe('');
});
