import { expect, test } from 'vitest';
import { parseLibraryError } from './parse-library-error.ts';

test('the addresses of an AggregateError speak for its empty message', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  const several = Object.assign(new AggregateError([refused, refused], ''), { code: 'ECONNREFUSED' });
  expect(parseLibraryError(several, { leg: 'smtp' })).toMatchObject({
    stage: 'connect',
    error: { code: 'ECONNREFUSED', message: refused.message },
  });
});
