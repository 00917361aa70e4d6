import { expect, test } from 'vitest';
import type { Leg } from '../../shared/src/account/connection.ts';
import { classify } from '../../bridge/src/classify/classify.ts';
import { parseRecord } from '../../bridge/src/classify/parse-record.ts';
import { mutations, write } from './mutations.ts';

const kindOf = (at: string, wire: string): string => {
  const [protocol, phase] = at.split(' ') as [Leg, string];
  return classify(parseRecord({ protocol, phase, wire })).kind;
};

test('there are forty', () => {
  expect(new Set(mutations.map(({ text }) => text)).size).toBe(40);
});

test.for(mutations)('$at: $text', (mutation) => {
  const { at, kinds } = mutation;
  for (const decisive of [0, 1] as const) {
    const named = kindOf(at, write(mutation, decisive, 0));
    expect(kinds[decisive].split('|')).toContain(named);
    expect(kindOf(at, write(mutation, decisive, 1))).toBe(named);
  }
});
