import type * as z from 'zod/mini';
import type { SeededRandom } from '../sync/seeded-random.ts';

/** Port 1 and 127.0.0.1 alone are good for a server, so that nobody is ever called. */
const texts = [
  '',
  'x',
  'ann@mail.test',
  '127.0.0.1',
  '\u202e',
  'x'.repeat(5_000),
  '..',
  '0'.repeat(32),
  '__proto__',
  'INBOX',
  'a b',
  '-1',
  '1',
  '00',
];
const numbers = [0, 1, -1, 2, 1.5, 2 ** 31, Number.MAX_SAFE_INTEGER];

/** Whether an endpoint asks servers that are not on this computer. */
export const asksTheNet = (name: string): boolean => /^(?:discover|domain|doctor|oauth\.(?:find|begin|retry))/.test(name);

interface Definition {
  type: string;
  shape?: Record<string, z.ZodMiniType>;
  innerType?: z.ZodMiniType;
  element?: z.ZodMiniType;
  options?: z.ZodMiniType[];
  values?: unknown[];
  entries?: Record<string, unknown>;
  in?: z.ZodMiniType;
}

/** A value that has the form that a schema asks for, most of the time; what stands in it is picked at random, also from `known` texts. */
export const createRequest = (schema: z.ZodMiniType, random: SeededRandom, known: readonly string[]): unknown => {
  const definition = schema._zod.def as unknown as Definition;
  const { shape, innerType, element, options, values, entries } = definition;
  switch (definition.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape!)
          .map(([key, inner]) => [key, createRequest(inner, random, known)])
          .filter(([, value]) => value !== undefined),
      );
    case 'optional':
    case 'default':
    case 'prefault':
      return random.chance(0.4) ? undefined : createRequest(innerType!, random, known);
    case 'nullable':
      return random.chance(0.3) ? null : createRequest(innerType!, random, known);
    case 'array':
      return Array.from({ length: random.int(0, 2) }, () => createRequest(element!, random, known));
    case 'union':
      return createRequest(random.pick(options!), random, known);
    case 'pipe':
      return createRequest(definition.in!, random, known);
    case 'literal':
      return random.pick(values!);
    case 'enum':
      return random.pick(Object.values(entries!));
    case 'boolean':
      return random.chance(0.5);
    default: {
      const candidates: readonly unknown[] =
        definition.type === 'string' ? [...texts, ...known] : definition.type === 'number' ? numbers : [...texts, ...numbers, null, {}];
      const good = random.chance(0.05) ? [] : candidates.filter((candidate) => schema.safeParse(candidate).success);
      return random.pick(good.length > 0 ? good : candidates);
    }
  }
};
