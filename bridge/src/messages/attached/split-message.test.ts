import { expect, test } from 'vitest';
import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import { splitMessage } from './split-message.ts';

const split = (text: string, encoding = '7bit') => {
  const message = splitMessage(Buffer.from(text), encoding);
  const texts = [...message.ranges].map(([section, [start, end]]) => [
    section,
    Buffer.from(message.source.subarray(start, end)).toString(),
  ]);
  return { ...message, texts: Object.fromEntries(texts) as Record<string, string> };
};
const part = (boundary: string, ...parts: string[]): string =>
  `Content-Type: multipart/mixed; boundary=${boundary}\n\n${parts.map((one) => `--${boundary}\n${one}\n`).join('')}--${boundary}--\n`;
const message = (inner: string): string => `Content-Type: message/rfc822\n\n${inner}`;

test('sections are numbered as a server numbers them (RFC 9051 §6.4.5.1)', () => {
  const { texts, structure } = split(
    part('a', '\nfirst', message('Subject: one\n\nsingle'), message(`Subject: two\n${part('b', '\nx', '\ny')}`)),
  );
  expect(Object.keys(texts).sort()).toEqual(['1', '2', '2.1', '3', '3.1', '3.2']);
  expect([texts['1'], texts['2.1'], texts['3.2']]).toEqual(['first', 'single', 'y']);
  expect(texts['2']).toBe('Subject: one\n\nsingle');
  expect(structure.childNodes!.map(({ type, envelope }) => [type, envelope?.subject])).toEqual([
    ['text/plain', undefined],
    ['message/rfc822', 'one'],
    ['message/rfc822', 'two'],
  ]);
});

test.each([
  ['nothing', '', { '1': '' }],
  ['a body alone', '\njust text', { '1': 'just text' }],
  ['a header alone', 'Subject: x', { '1': '' }],
  ['no boundary', 'Content-Type: multipart/mixed\n\ntext', { '1': 'text' }],
  ['a type that is none', 'Content-Type: nothing\n\ntext', { '1': 'text' }],
])('what is broken is text: %s', (_, source, texts) => {
  expect(split(source)).toMatchObject({ texts, structure: { type: 'text/plain' } });
});

const depthOf = ({ childNodes = [] }: BodyStructure): number => 1 + Math.max(0, ...childNodes.map(depthOf));

test('parts and levels have bounds', () => {
  expect(split(part('a', ...Array.from({ length: 5_000 }, (_, at) => `\n${at}`))).ranges.size).toBe(1000);
  const nested = Array.from({ length: 300 }, (_, at) => at).reduce((inner, at) => part(`b${at}`, inner), '\ndeep');
  expect(depthOf(split(nested).structure)).toBeLessThan(15);
  const forwarded = Array.from({ length: 300 }).reduce<string>((inner) => message(inner), '\ndeep');
  expect(depthOf(split(forwarded).structure)).toBeLessThan(15);
});
