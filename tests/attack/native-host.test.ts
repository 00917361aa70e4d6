import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createHttp } from '@kurrier/shared/channel/http';
import { pairWith } from '@kurrier/shared/channel/pair-with';
import { distribution } from '@kurrier/shared/bridge/distribution';
import { NativeAnswer } from '@kurrier/shared/bridge/native-host';
import { expect, test } from 'vitest';
import { answerExtension } from '../../bridge/src/cli/program/native-host.ts';
import { toNativeMessage } from '../../bridge/src/install/native-message.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { createAttackTable } from './attack-table.ts';

const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');
const record = createAttackTable('native messaging');

const chromium = [`chrome-extension://${distribution.extension.chromium}/`];
const firefox = ['/home/ada/.mozilla/native-messaging-hosts/invalid.kurrier.bridge.json', distribution.extension.firefox];
const pair = toNativeMessage({ want: 'pair' });

/** Starts the host as a browser does, and reads its one answer. Its data folder lies below `at`. */
const askHost = async (args: string[], input: Buffer, at: string) => {
  const env = { PATH: '', HOME: at, XDG_DATA_HOME: path.join(at, 'data'), XDG_CONFIG_HOME: path.join(at, 'config') };
  const child = spawn(process.execPath, [main, 'native-host', ...args], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  // A host that has refused already does not read on, and a browser keeps its end open.
  child.stdin.on('error', () => undefined);
  child.stdin.write(input);
  const [output] = await Promise.all([buffer(child.stdout), once(child, 'exit')]);
  child.stdin.destroy();
  expect(output.readUInt32LE()).toBe(output.length - 4);
  return NativeAnswer.parse(JSON.parse(output.subarray(4).toString('utf8')));
};

const frame = (length: number, body: string | Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(length);
  return Buffer.concat([head, Buffer.from(body)]);
};

test.each<[string, string[], Buffer, 'not-allowed' | 'bad-request']>([
  ['a host started by hand', [], pair, 'not-allowed'],
  ['another extension of Chromium', ['chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/'], pair, 'not-allowed'],
  ['one whose id begins like ours', [`chrome-extension://${distribution.extension.chromium}x/`], pair, 'not-allowed'],
  ['a web page that is named as the origin', [`https://${distribution.extension.chromium}/`], pair, 'not-allowed'],
  ['another extension of Firefox', [firefox[0]!, 'other@example.org'], pair, 'not-allowed'],
  ['our id of Firefox in the place of the file', [distribution.extension.firefox], pair, 'not-allowed'],
  ['our origin behind another', ['chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/', chromium[0]!], pair, 'not-allowed'],
  ['a wish for something else', chromium, toNativeMessage({ want: 'passwords' }), 'bad-request'],
  ['a wish with more in it', chromium, toNativeMessage({ want: 'pair', data: '/home/bob' }), 'bad-request'],
  ['no message', chromium, Buffer.alloc(0), 'bad-request'],
  ['a message cut short', firefox, pair.subarray(0, 9), 'bad-request'],
  ['a length of 4 GB', chromium, frame(0xffffffff, '{"want":"pair"}'), 'bad-request'],
  ['a megabyte', firefox, frame(1 << 20, Buffer.alloc(1 << 20, 32)), 'bad-request'],
  ['no JSON', chromium, frame(7, 'want: p'), 'bad-request'],
])('%s is refused', async (attack, args, input, reason) => {
  expect(await answerExtension(args, Readable.from([input]))).toEqual({ ok: false, reason });
  record(attack, `refused: ${reason}`);
});

test('a browser that keeps its end open and says nothing is not waited for longer than a reading may take', async () => {
  const silent = new PassThrough();
  const stop = new AbortController();
  const answer = answerExtension(chromium, silent, stop.signal);
  stop.abort();
  expect(await answer).toEqual({ ok: false, reason: 'bad-request' });
  record('a browser that says nothing', 'refused after five seconds');
});

test('what is refused starts nothing and leaves no file', async () => {
  const at = mkdtempSync(path.join(os.tmpdir(), 'kurrier-host-'));
  expect(await askHost([], pair, at)).toEqual({ ok: false, reason: 'not-allowed' });
  expect(readdirSync(at)).toEqual([]);
  rmSync(at, { recursive: true });
});

test('our extension gets one code for one pairing, and nothing else; a second use of it is refused', async () => {
  await using bridge = await startBridgeProcess();
  const at = path.join(bridge.dataDir, 'home');
  for (const [folder, link] of [
    ['store', 'data'],
    ['keys', 'config'],
  ] as const) {
    mkdirSync(path.join(at, link), { recursive: true });
    symlinkSync(path.join(bridge.dataDir, folder), path.join(at, link, 'kurrier'));
  }
  for (const args of [chromium, firefox]) {
    const answer = await askHost(args, pair, at);
    expect(answer).toEqual({ ok: true, code: expect.any(String) as string, port: bridge.port });
    const code = (answer.ok && answer.code) || '';
    const pairOnce = () => pairWith(createHttp({ port: bridge.port, timeoutMs: 5000 }), code, 'browser');
    expect((await pairOnce()).ok).toBe(true);
    expect((await pairOnce()).ok).toBe(false);
    expect(bridge.output()).not.toContain(code);
  }
  record('a code used a second time', 'refused');
});
