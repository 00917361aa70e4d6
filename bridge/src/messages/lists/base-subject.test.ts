import { expect, test } from 'vitest';
import { baseSubject } from './base-subject.ts';

test.each([
  ['Plans', 'plans', false],
  ['Re: Plans', 'plans', true],
  ['RE:Plans', 'plans', true],
  ['AW: WG: Plans', 'plans', true],
  ['Antw: Plans', 'plans', true],
  ['Re[2]: Plans', 'plans', true],
  ['Re^3: Plans', 'plans', true],
  ['RE : Plans', 'plans', true],
  ['回复：Plans', 'plans', true],
  ['[garden] Plans', 'plans', false],
  ['[garden] Re: [garden] Plans', 'plans', true],
  ['Re: [garden]  Plans\tfor  May', 'plans for may', true],
  ['Plans (fwd)', 'plans', true],
  ['Tr: Plans', 'plans', true],
  ['[garden]', '[garden]', false],
  ['Revolution: now', 'revolution: now', false],
  ['Report: now', 'report: now', false],
  ['Re', 're', false],
  ['', '', false],
])('%j is about %j', (subject, base, isReply) => {
  expect(baseSubject(subject)).toEqual({ base, isReply });
});

test('a subject that is nothing but prefixes ends', () => {
  expect(baseSubject('Re: '.repeat(5000)).isReply).toBe(true);
});
