import type { Keyv } from 'keyv';
import { expect, test } from 'vitest';
import { createHandOver } from './hand-over.ts';

test('what cannot be read is reported once for each key, and again where it came anew', async () => {
  const records = new Map<string, unknown>();
  const namespace = () => ({
    async *iterator() {
      yield* records;
    },
  });
  const reported: unknown[] = [];
  const handOver = createHandOver({ namespace: namespace as unknown as () => Keyv<never> }, (_, error) =>
    reported.push((error as Error).message),
  );
  records.set('acc/a', 'nonsense').set('acc/b', { kind: 'change' });
  await handOver.read();
  await handOver.read();
  expect(reported.splice(0)).toEqual(['acc/a', 'acc/b']);
  records.delete('acc/a');
  records.set('acc/c', null);
  await handOver.read();
  expect(reported.splice(0)).toEqual(['acc/c']);
  records.set('acc/a', 'nonsense');
  await handOver.read();
  await handOver.read();
  expect(reported).toEqual(['acc/a']);
});
