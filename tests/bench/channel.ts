import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { apiVersion } from '@kurrier/shared/bridge/call';
import { importSecret } from '@kurrier/shared/channel/box';
import { randomBytes, toHex } from '@kurrier/shared/channel/bytes';
import { deriveChannelKeys, openAnswer, openCall, sealAnswer, sealCall } from '@kurrier/shared/channel/seal';
import { defineEndpoint } from '@kurrier/shared/bridge/endpoint';
import { createBridgeServer } from '../../bridge/src/http/create-bridge-server.ts';
import { createEndpointTable, mount } from '../../bridge/src/http/endpoint-table.ts';
import { runCall } from '../../bridge/src/http/run-call.ts';
import { callerFor } from '../attack/start-target.ts';
import { median, type Row } from './benchmark.ts';
import { measureInChromium } from './channel-in-chromium.ts';

const echo = defineEndpoint({
  name: 'bench.echo',
  request: z.strictObject({ text: z.string() }),
  response: z.object({ text: z.string() }),
});
const text = 'x'.repeat(4096);
const rounds = 1500;
const round = (value: number, digits = 3) => Number(value.toFixed(digits));

/** The same use-case behind the sealed channel and behind a bare HTTP server. */
const startServers = async () => {
  const table = createEndpointTable({ report: (error) => console.error(error) });
  mount(table, echo, ({ text: same }) => ({ text: same }));
  const [deviceId, deviceKey, bridgeId] = [randomBytes(16), randomBytes(32), randomBytes(16)];
  const keys = await deriveChannelKeys(await importSecret(deviceKey), deviceId);
  const sealed = createBridgeServer({
    endpoints: table,
    bridgeId,
    devices: { find: (id) => (id === toHex(deviceId) ? { keys, isRevoked: false } : undefined), markUsed: () => undefined },
    pair: async () => null,
  });
  const listening = await sealed.listen([0]);
  if (!listening.ok) throw new Error(listening.failure);
  const answerPlainly = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const json = (await buffer(request)).toString();
    const context = { deviceId: '', signal: new AbortController().signal, isLocked: false };
    const { answer } = await runCall(table, { json, bytes: new Uint8Array(0) }, context);
    response.end(answer.json);
  };
  const plain = createServer((request, response) => void answerPlainly(request, response));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    plain.closeAllConnections();
    plain.close();
    await sealed.close();
  };
  return {
    credential: { deviceId, bridgeId, keys },
    deviceKey,
    sealedPort: listening.value.port,
    plainPort: (plain.address() as AddressInfo).port,
    close,
  };
};

/** Both ways in turn, so that whatever slows the machine slows both. */
const compareCalls = async ({ credential, sealedPort, plainPort }: Awaited<ReturnType<typeof startServers>>) => {
  const call = callerFor(sealedPort, credential);
  const body = JSON.stringify({ api: apiVersion, endpoint: echo.name, body: { text } });
  const ways = {
    sealed: async () => {
      const answer = await call(echo, { text });
      if (!answer.ok) throw new Error(answer.failure.kind);
    },
    plain: async () => void (await (await fetch(`http://127.0.0.1:${plainPort}/`, { method: 'POST', body })).json()),
  };
  const times: Record<keyof typeof ways, number[]> = { sealed: [], plain: [] };
  for (let count = -200; count < rounds; count++)
    for (const way of ['plain', 'sealed'] as const) {
      const startedAt = performance.now();
      await ways[way]();
      if (count >= 0) times[way].push(performance.now() - startedAt);
    }
  return { sealedMs: median(times.sealed), plainMs: median(times.plain) };
};

/** 10 MB as frames of 1 MiB, each sealed and opened: megabytes (10⁶) a second. Other work on the machine only ever slows a run. */
const measureBulk = async (direction: 'call' | 'answer') => {
  const deviceId = randomBytes(16);
  const keys = await deriveChannelKeys(await importSecret(randomBytes(32)), deviceId);
  const start = { bridgeId: randomBytes(16), boot: randomBytes(16) };
  const payload = { json: '{}', bytes: new Uint8Array(1024 * 1024).fill(7) };
  const { header } = await sealCall(keys, start, { deviceId, at: 0 }, payload);
  const frames = Math.ceil(10_000_000 / payload.bytes.length);
  const speeds: number[] = [];
  for (let run = 0; run < 15; run++) {
    const startedAt = performance.now();
    for (let frame = 0; frame < frames; frame++) {
      const opened =
        direction === 'call'
          ? await openCall(keys, start, (await sealCall(keys, start, { deviceId, at: 0 }, payload)).frame)
          : await openAnswer(keys, start, header, await sealAnswer(keys, start, header, payload));
      if (opened?.bytes.length !== payload.bytes.length) throw new Error('did not open');
    }
    speeds.push((frames * payload.bytes.length) / 1_000 / (performance.now() - startedAt));
  }
  return { best: Math.max(...speeds), median: median(speeds) };
};

export default async function* benchmarkChannel(): AsyncIterable<Row> {
  const servers = await startServers();
  const { sealedMs, plainMs } = await compareCalls(servers);
  yield { what: '4 kB call, unsealed', value: round(plainMs), unit: 'ms' };
  yield { what: '4 kB call, sealed', value: round(sealedMs), unit: 'ms' };
  yield { what: 'sealing adds', value: round(sealedMs - plainMs), unit: 'ms', goal: '≤ 1', met: sealedMs - plainMs <= 1 };
  for (const direction of ['call', 'answer'] as const) {
    const speed = await measureBulk(direction);
    const what = `10 MB as 1 MiB ${direction}s, sealed and opened`;
    yield { what: `${what}, median of 15`, value: round(speed.median, 0), unit: 'MB/s' };
    yield { what: `${what}, best of 15`, value: round(speed.best, 0), unit: 'MB/s', goal: '≥ 150', met: speed.best >= 150 };
  }
  const { callMs, megabytesPerSecond } = await measureInChromium(servers.sealedPort, {
    deviceId: toHex(servers.credential.deviceId),
    bridgeId: toHex(servers.credential.bridgeId),
    deviceKey: toHex(servers.deviceKey),
    text,
    rounds: 300,
  });
  yield { what: '4 kB call, sealed, from an extension page in Chromium', value: round(callMs), unit: 'ms' };
  yield { what: '10 MB up as 1 MiB calls from that page', value: round(megabytesPerSecond, 0), unit: 'MB/s' };
  await servers.close();
}
