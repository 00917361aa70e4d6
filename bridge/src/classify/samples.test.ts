import { sampleFailures } from '@kurrier/shared/failure/samples';
import { expect, test } from 'vitest';
import { classify } from './classify.ts';

const samples = Object.values(sampleFailures).filter(({ kind }) => kind !== 'config.invalid');

test.for(samples)('the evidence of the sample is read as $kind', ({ kind, leg, stage, host, port, security, code, reply }) => {
  expect(classify({ leg: leg!, stage, host, port, security, reply, ...(code && { error: { code } }) }).kind).toBe(kind);
});
