import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import { expect, test } from 'vitest';
import { decideWhoseTurn } from '../../../bridge/src/classify/decide-whose-turn.ts';
import { createProbeSurroundings } from '../../../bridge/src/verify/probe-surroundings.ts';
import { findClosedPort } from '../../servers/free-ports.ts';

const settings = { host: 'mail.test', port: 465, username: 'ann', secure: true, allowUnencrypted: false };
const signal = new AbortController().signal;

/** Ports of mail.test that answer; the others are closed. */
const probeSurroundings = async (open: readonly number[], hasNetwork = true) => {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const openPort = (server.address() as AddressInfo).port;
  const closedPort = await findClosedPort();
  const look = createProbeSurroundings({
    lookUp: () => Promise.resolve(['127.0.0.1']),
    connectTo: (_, port) => ({ host: '127.0.0.1', port: open.includes(port) ? openPort : closedPort }),
    hasNetwork: () => hasNetwork,
  });
  return { look, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) };
};

test.for<[open: number[], hasNetwork: boolean, turn: string, reason: string]>([
  [[587], true, 'network', 'only-this-port-is-blocked'],
  [[443], true, 'network', 'only-this-port-is-blocked'],
  [[], true, 'provider', 'no-port-of-the-host-answers'],
  [[587], false, 'network', 'nothing-outside-answers'],
])('silence on 465, open %j, network %s: %s, %s', async ([open, hasNetwork, turn, reason]) => {
  await using around = await probeSurroundings(open, hasNetwork);
  const failure = { ...sampleFailures['net.timeout'], leg: 'smtp', port: 465 } as const;
  const probes = await around.look({ leg: 'smtp', settings }, failure, signal);
  expect(decideWhoseTurn(failure, probes)).toMatchObject({ turn, reason });
});

test('a refused password is no reason to look around', async () => {
  await using around = await probeSurroundings([587]);
  expect(await around.look({ leg: 'smtp', settings }, sampleFailures['auth.invalid_credentials'], signal)).toEqual([]);
});
