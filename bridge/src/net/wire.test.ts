import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Wire } from './wire.ts';

const open = () => {
  const written: string[] = [];
  const socket = new Duplex({
    read() {},
    write: (chunk: Buffer, _, done) => {
      written.push(chunk.toString());
      done();
    },
    writev: (chunks, done) => {
      written.push(chunks.map(({ chunk }) => String(chunk)).join(''));
      done();
    },
  });
  Object.assign(socket, { destroySoon: () => socket.end() });
  return { wire: new Wire(socket as Socket, new AbortController().signal), written };
};

test('what is written in one turn goes out as one, over any number of promises, and what comes later by itself', async () => {
  const { wire, written } = open();
  wire.write('a1 CLOSE\r\n');
  for (let hops = 0; hops < 5; hops++) await Promise.resolve();
  wire.write('a2 LIST\r\n');
  await wire.writeAll('a3 EXAMINE INBOX\r\n');
  await turn();
  wire.write('a4 IDLE\r\n');
  await turn();
  expect(written).toEqual(['a1 CLOSE\r\na2 LIST\r\na3 EXAMINE INBOX\r\n', 'a4 IDLE\r\n']);
});

test('a last line goes out with what was written before it', async () => {
  const { wire, written } = open();
  wire.write('DONE\r\n');
  wire.close('k0 LOGOUT\r\n');
  await turn();
  wire.write('never\r\n');
  await turn();
  expect(written.join('')).toBe('DONE\r\nk0 LOGOUT\r\n');
});
