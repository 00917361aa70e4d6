import { expect, test } from 'vitest';
import { fromMessageBytes, toMessageBytes } from './message-bytes.ts';

const bytes = Uint8Array.from({ length: 100_003 }, (_, at) => (at * 31) % 256);

test.each([0, 1, 32_767, 32_768, 32_769, bytes.length])('%i bytes come through messages that are cloned, and through JSON', (length) => {
  const sent = bytes.subarray(0, length);
  expect(fromMessageBytes(structuredClone(toMessageBytes(sent, true)))).toEqual(sent.slice());
  expect(fromMessageBytes(JSON.parse(JSON.stringify(toMessageBytes(sent, false))))).toEqual(sent.slice());
});
