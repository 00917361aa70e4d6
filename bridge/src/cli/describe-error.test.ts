import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

test('an error is written with its stack and every cause, and with none of its other fields', () => {
  const inner = Object.assign(new Error('disk full'), { password: 'hunter2' });
  const text = describeError(new Error('not stored', { cause: inner }));
  expect(text).toMatch(/^Error: not stored\n\s+at .*describe-error\.test\.ts/);
  expect(text).toMatch(/caused by Error: disk full\n\s+at /);
  expect(text).not.toContain('hunter2');
});

test('what is thrown and is no error is written as it is, and a circle of causes ends', () => {
  expect(describeError('plain')).toBe('plain');
  const circle = new Error('again');
  circle.cause = circle;
  expect(describeError(circle).match(/caused by/g)).toHaveLength(5);
});
