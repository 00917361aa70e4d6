import { createCapsule } from '@kurrier/shared/failure/write-capsule';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import { expect, test } from 'vitest';
import { replayCapsule } from './replay-capsule.ts';

const samples = Object.values(sampleFailures).filter(({ kind }) => kind !== 'config.invalid');

test.for(samples)('a capsule of $kind replays to the same', (failure) => {
  const { kind, confidence } = replayCapsule(createCapsule(failure, []));
  expect(kind).toBe(failure.kind);
  expect(['certain', 'likely', 'guess']).toContain(confidence);
});
