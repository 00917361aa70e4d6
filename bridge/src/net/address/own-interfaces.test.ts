import { expect, test } from 'vitest';
import { readOwnInterfaces } from './own-interfaces.ts';

test('the loopback interface is among the addresses of this computer', () => {
  expect(readOwnInterfaces()?.some(({ internal }) => internal)).toBe(true);
});

test('a system without a free file descriptor says none, and nothing is thrown', () => {
  expect(
    readOwnInterfaces(() => {
      throw Object.assign(new Error('uv_interface_addresses returned Unknown system error 24'), { code: 'ERR_SYSTEM_ERROR', errno: 24 });
    }),
  ).toBeNull();
});
