import { expect, test } from 'vitest';
import { readHeaderFields, readStructuredField } from './header-fields.ts';

test('fields are unfolded, the first of each counts, and what is none is passed over', () => {
  const fields = readHeaderFields('From: a\r\nSubject: one\r\n two\r\nno field\r\n more\r\nSUBJECT: three\r\nX : y\r\n: z');
  expect([...fields]).toEqual([
    ['from', 'a'],
    ['subject', 'one two'],
    ['x', 'y'],
  ]);
});

test.each<[string, string, Record<string, string>]>([
  ['text/plain; charset=utf-8; format=flowed', 'text/plain', { charset: 'utf-8', format: 'flowed' }],
  ['TEXT/Plain;charset="UTF-8"', 'text/plain', { charset: 'UTF-8' }],
  ['text/html charset=utf-8', 'text/html', { charset: 'utf-8' }],
  ['text/plain; charset="utf-8', 'text/plain', { charset: 'utf-8' }],
  ['text/plain;; charset = utf-8 ;', 'text/plain', { charset: 'utf-8' }],
  ['"text/plain"; charset=koi8-r', 'text/plain', { charset: 'koi8-r' }],
  ['multipart/mixed boundary="a b"', 'multipart/mixed', { boundary: 'a b' }],
  ['text', 'text', {}],
  ['; charset=utf-8', '', { charset: 'utf-8' }],
  ['text/plain; charset', 'text/plain', {}],
  ["application/pdf; name*=utf-8''Gr%C3%BC%C3%9Fe.pdf", 'application/pdf', { name: 'Grüße.pdf' }],
  ['a/b; x="1\\"2"; y=3', 'a/b', { x: '1"2', y: '3' }],
  ['', '', {}],
])('%s', (field, value, parameters) => {
  expect(readStructuredField(field)).toEqual({ value, parameters });
});
