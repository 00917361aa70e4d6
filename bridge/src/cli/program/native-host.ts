import path from 'node:path';
import { createPairing } from '@kurrier/shared/api/devices';
import { NativeRequest, type NativeAnswer } from '@kurrier/shared/bridge/native-host';
import { findHolder } from '../../files/lock-file.ts';
import { isOurExtension } from '../../install/who-calls.ts';
import { readNativeMessage, toNativeMessage } from '../../install/native-message.ts';
import { foldersFor } from '../../main/config.ts';
import { exitCode, type Command } from '../command.ts';
import { connectBridge } from '../connect-bridge.ts';
import { ensureRunning } from './ensure-running.ts';

/** How long the browser's message may take to come. */
const longestReadMs = 5_000;
/** People wait for it in front of a button. */
const longestStartMs = 15_000;

/**
 * What a browser starts when the extension asks it for this program: starts the bridge where none runs, and hands over one pairing code. The
 * browser says who asks; it speaks to nobody but the extension that the host's manifest names, and neither does this.
 */
export const nativeHost: Command = {
  summary: 'answers the extension through the browser; started by browsers, not by people',
  usage: '(arguments of the browser)',
  async run(args) {
    const answer = await answerExtension(args, process.stdin);
    await new Promise<void>((resolve) => process.stdout.write(toNativeMessage(answer), () => resolve()));
    // A browser may keep the other end open.
    process.stdin.destroy();
    return answer.ok ? exitCode.ok : exitCode.failed;
  },
};

/** What is answered to a browser that started this with these words and wrote `input`. */
export const answerExtension = async (
  args: readonly string[],
  input: AsyncIterable<Buffer>,
  signal = AbortSignal.timeout(longestReadMs),
): Promise<NativeAnswer> => {
  if (!isOurExtension(args)) return { ok: false, reason: 'not-allowed' };
  const request = NativeRequest.safeParse(await readNativeMessage(input, signal));
  if (!request.success) return { ok: false, reason: 'bad-request' };
  const folders = foldersFor(undefined);
  if (!(await ensureRunning(folders, longestStartMs))) return { ok: false, reason: 'does-not-start' };
  if (request.data.want === 'start') {
    const port = (await findHolder(path.join(folders.store, 'bridge.lock')))?.lock?.port;
    return port === undefined ? { ok: false, reason: 'does-not-answer' } : { ok: true, port };
  }
  const connected = await connectBridge(folders.store);
  const pairing = connected.ok ? await connected.value(createPairing, {}) : null;
  if (!pairing?.ok || 'refused' in pairing.value) return { ok: false, reason: 'does-not-answer' };
  const { code, port } = pairing.value;
  return { ok: true, code, port };
};
