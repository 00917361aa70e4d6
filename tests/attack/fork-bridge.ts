import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { importSecret } from '@kurrier/shared/channel/box';
import { fromHex } from '@kurrier/shared/channel/bytes';
import { deriveChannelKeys } from '@kurrier/shared/channel/seal';
import type { DeviceCredential } from '@kurrier/shared/channel/sealed-transport';

/** As the launcher has them. */
const nodeOptions = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../bridge/bin/node-options.json'), 'utf8')) as string[];

type Started = Record<'bridgeId' | 'deviceId' | 'deviceKey', string> & { port: number };

/** Starts `bridge-process.ts`, with so many open files at most if told, and pairs with it. */
export const forkBridge = async ({ openFiles }: { openFiles?: number } = {}) => {
  const limit = openFiles === undefined ? '' : `ulimit -n ${openFiles}; `;
  const child = spawn(
    'sh',
    ['-c', `${limit}exec "$0" "$@"`, process.execPath, ...nodeOptions, path.join(import.meta.dirname, 'bridge-process.ts')],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const receive = async <Message>() => ((await once(child, 'message')) as [Message])[0];
  const { port, bridgeId, deviceId, deviceKey } = await receive<Started>();
  const id = fromHex(deviceId)!;
  const credential: DeviceCredential = {
    deviceId: id,
    bridgeId: fromHex(bridgeId)!,
    keys: await deriveChannelKeys(await importSecret(fromHex(deviceKey)!), id),
  };
  const ask = async <Message>(question: string) => {
    const answer = receive<Message>();
    child.send(question);
    return answer;
  };
  return {
    port,
    credential,
    memoryMb: async () => (await ask<{ memory: number }>('memory')).memory / 2 ** 20,
    createCode: async () => (await ask<{ code: string }>('code')).code,
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
};
