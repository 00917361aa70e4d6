import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

interface Work {
  deviceId: string;
  bridgeId: string;
  deviceKey: string;
  text: string;
  rounds: number;
}

const channel = path.resolve(import.meta.dirname, '../../shared/src/channel');

/** An extension with nothing but the channel in it, as modules without their types. */
const writeExtension = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-bench-'));
  mkdirSync(path.join(folder, 'channel'));
  for (const name of readdirSync(channel).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')))
    writeFileSync(
      path.join(folder, 'channel', name.replace('.ts', '.js')),
      stripTypeScriptTypes(readFileSync(path.join(channel, name), 'utf8')).replaceAll(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"),
    );
  writeFileSync(path.join(folder, 'page.html'), '<!doctype html><script type="module" src="page.js"></script>');
  writeFileSync(
    path.join(folder, 'page.js'),
    `import * as bytes from './channel/bytes.js'; import * as box from './channel/box.js'; import * as seal from './channel/seal.js';
     import * as http from './channel/http.js'; import * as transport from './channel/sealed-transport.js';
     globalThis.channel = { ...bytes, ...box, ...seal, ...http, ...transport };`,
  );
  const manifest = {
    manifest_version: 3,
    name: 'bench',
    version: '1',
    host_permissions: ['http://127.0.0.1/*'],
    background: { service_worker: 'idle.js' },
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'idle.js'), '');
  return folder;
};

/** Sealed calls from an extension's page in real Chromium: the median of 4 kB calls, and the speed of 10 MB in 1 MiB pieces. */
export const measureInChromium = async (port: number, work: Work): Promise<{ callMs: number; megabytesPerSecond: number }> => {
  const folder = writeExtension();
  const context = await chromium.launchPersistentContext('', {
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', `--disable-extensions-except=${folder}`, `--load-extension=${folder}`],
  });
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const page = await context.newPage();
    await page.goto(new URL('/page.html', worker.url()).href);
    await page.waitForFunction(() => 'channel' in globalThis);
    return await page.evaluate(
      async ({ port: bridgePort, deviceId, bridgeId, deviceKey, text, rounds }) => {
        const { channel: lib } = globalThis as unknown as { channel: Record<string, (...args: unknown[]) => unknown> };
        const id = lib['fromHex']!(deviceId);
        const keys = await lib['deriveChannelKeys']!(await lib['importSecret']!(lib['fromHex']!(deviceKey)), id);
        const http = lib['createHttp']!({ port: bridgePort, timeoutMs: 10_000 });
        const { exchange } = lib['createSealedTransport']!({
          http,
          credential: { deviceId: id, bridgeId: lib['fromHex']!(bridgeId), keys },
        }) as {
          exchange: (payload: { json: string; bytes: Uint8Array }) => Promise<{ ok: boolean }>;
        };
        const call = async (bytes: Uint8Array) => {
          const json = JSON.stringify({ api: 1, endpoint: 'bench.echo', body: { text } });
          if (!(await exchange({ json, bytes })).ok) throw new Error('refused');
        };
        const times: number[] = [];
        for (let round = -50; round < rounds; round++) {
          const startedAt = performance.now();
          await call(new Uint8Array(0));
          if (round >= 0) times.push(performance.now() - startedAt);
        }
        const piece = new Uint8Array(1024 * 1024).fill(7);
        await call(piece);
        const startedAt = performance.now();
        for (let sent = 0; sent < 10_000_000; sent += piece.length) await call(piece);
        const tookMs = performance.now() - startedAt;
        return {
          callMs: times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!,
          megabytesPerSecond: (Math.ceil(10_000_000 / piece.length) * piece.length) / 1_000 / tookMs,
        };
      },
      { port, ...work },
    );
  } finally {
    await context.close();
    rmSync(folder, { recursive: true });
  }
};
