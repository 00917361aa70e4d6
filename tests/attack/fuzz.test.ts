import { expect, test } from 'vitest';
import { endpoints } from '@kurrier/shared/api/endpoints';
import type { Endpoint } from '@kurrier/shared/bridge/endpoint';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { chooseSeed } from '../send/soak.ts';
import { createRandom, type SeededRandom } from '../sync/seeded-random.ts';
import { createAttackTable } from './attack-table.ts';
import { forkBridge } from './fork-bridge.ts';
import { asksTheNet, createRequest } from './random-request.ts';
import { connectTo } from './send-raw.ts';
import { callerFor, echo } from './start-target.ts';

const record = createAttackTable('random bytes');
const soak = process.env['KURRIER_SOAK'] === '1';
const seed = chooseSeed();

const requests = [
  'GET /discovery HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n',
  `POST /pair HTTP/1.1\r\nHost: 127.0.0.1:P\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{"version":1,"codeId":"00","salt":"00"}x`,
  `POST /call HTTP/1.1\r\nHost: 127.0.0.1:P\r\nContent-Type: application/octet-stream\r\nContent-Length: 100\r\n\r\n${'\x01'.repeat(100)}`,
];

/** A request with some bytes changed, left out, doubled or put in. */
const mangle = (bytes: Buffer, random: SeededRandom): Buffer => {
  let mangled = bytes;
  for (let changes = random.int(0, 4); changes > 0; changes--) {
    const [from, to] = [random.int(0, mangled.length), random.int(0, mangled.length)].sort((a, b) => a - b) as [number, number];
    const before = mangled.subarray(0, from);
    mangled = random.pick([
      () => Buffer.concat([before, Buffer.from([random.int(0, 255)]), mangled.subarray(from + 1)]),
      () => Buffer.concat([before, mangled.subarray(to)]),
      () => Buffer.concat([before, mangled.subarray(from, to), mangled.subarray(from)]),
      () =>
        Buffer.concat([
          before,
          Buffer.from(random.pick(['\r\n', '\0', ':', ' ', 'Host: evil\r\n', '\r\n\r\n', 'é', '%00'])),
          mangled.subarray(from),
        ]),
    ])();
  }
  return mangled;
};

test('mangled requests, in pieces and cut off: no handler runs, nothing is left behind, the bridge lives on', async () => {
  await using bridge = await forkBridge();
  const random = createRandom(seed);
  const count = soak ? 20_000 : 1_500;
  const statuses: Record<string, number> = {};
  const attack = async () => {
    const bytes = mangle(Buffer.from(random.pick(requests).replaceAll(':P', `:${bridge.port}`), 'latin1'), random);
    const [cutAt, isReset] = [random.int(0, bytes.length), random.chance(0.3)];
    const socket = await connectTo(bridge.port);
    let answer = '';
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.write(bytes.subarray(0, cutAt));
    setTimeout(() => socket.write(bytes.subarray(cutAt)), 1);
    setTimeout(() => (isReset ? socket.resetAndDestroy() : socket.destroySoon()), 10);
    await closed;
    const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'none';
    statuses[status] = (statuses[status] ?? 0) + 1;
    expect(answer).not.toMatch(/access-control/i);
  };
  for (let done = 0; done < count; done += 50)
    await Promise.all(
      Array.from({ length: 50 }, () =>
        attack().catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ECONNRESET') throw error;
        }),
      ),
    );
  expect(
    Object.keys(statuses).filter((status) => !['200', '403', 'none'].includes(status)),
    `seed ${seed}`,
  ).toEqual([]);
  expect(await callerFor(bridge.port, bridge.credential)(echo, { text: 'x' }), `seed ${seed}`).toMatchObject({ ok: true });
  record(`${count} mangled requests, seed ${seed}`, JSON.stringify(statuses));
}, 300_000);

test('random requests of the right form for every endpoint, in any order: never an error of ours', async () => {
  await using bridge = await startBridgeProcess();
  const random = createRandom(seed);
  const rounds = soak ? 3_000 : 300;
  const asked = (endpoints as readonly Endpoint[]).filter(({ name }) => !asksTheNet(name));
  const kinds: Record<string, number> = {};
  /** Ids that answers gave, so that some requests hit what is there. */
  let known: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const endpoint = random.pick(asked);
    const request = createRequest(endpoint.request, random, known) as object;
    const answer = await bridge.call(endpoint, { ...request, ...('waitMs' in request && { waitMs: 0 }) });
    const kind = answer.ok ? 'answered' : answer.failure.kind;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    known = [...known, ...(JSON.stringify(answer).match(/(?<="(?:id|uploadId|accountId)":")[^"]+/g) ?? [])].slice(-12);
    expect(
      kind,
      `${endpoint.name}, seed ${seed}: ${JSON.stringify(request).slice(0, 500)} ${JSON.stringify(answer)}\n${bridge.output()}`,
    ).toMatch(/^(?:answered|bad-request)$/);
  }
  record(`${rounds} random requests to ${asked.length} endpoints, seed ${seed}`, JSON.stringify(kinds));
}, 300_000);
