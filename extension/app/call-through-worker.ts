import { fail } from '@kurrier/shared/failure/outcome';
import type { Call } from '../model/call.ts';
import { carriesBytes, fromMessageBytes } from './message-bytes.ts';
import { askWorker } from './page-worker-channel.ts';
import type { BridgeMessages } from './worker-surface.ts';

/** Calls that change nothing, and may therefore be made again. */
const reads = new Set([
  'discover.servers',
  'doctor.examine',
  'events.since',
  'mail.syncs',
  'mail.messages',
  'mail.refs',
  'mail.conversation',
  'mail.unread',
  'page.settings',
  'unsubscribe.look',
  'mail.open',
  'mail.html',
  'mail.source',
  'mail.attachment',
  'mail.attachmentPiece',
  'send.limits',
  'upload.state',
  'roundtrips.follow',
]);
const isRead = (name: string) => reads.has(name) || name.endsWith('.list');

const ask = async (name: Parameters<Call>[0], body: Parameters<Call>[1]) => {
  const isCloned = bringsBytes(name) && (await carriesBytes());
  const answer = await askWorker<BridgeMessages, 'call'>('call', { name, body, ...(isCloned && { isCloned }) });
  return answer.ok && answer.bytes ? { ...answer, bytes: fromMessageBytes(answer.bytes) } : answer;
};

/** Whether raw bytes come with its answer. */
const bringsBytes = (name: string) => name === 'mail.attachmentPiece';

/**
 * Asks the bridge through the worker, which alone has the key. Where the browser ends the worker meanwhile, what only reads is asked again.
 */
export const call = (async (name, body) => {
  try {
    return await ask(name, body);
  } catch (error) {
    if (!isRead(name)) return interrupted(error);
    return ask(name, body).catch(interrupted);
  }
}) as Call;

/** `sendMessage` rejects for one reason: nobody is there to answer any more. */
export const interrupted = (error: unknown) => {
  if (error instanceof Error) return fail('bridge-error' as const);
  throw error;
};
