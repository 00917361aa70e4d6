import type { AppendPiece } from '../../model/send/attachments-model.ts';
import { interrupted } from '../call-through-worker.ts';
import { carriesBytes, toMessageBytes } from '../message-bytes.ts';
import { askWorker } from '../page-worker-channel.ts';
import type { BridgeMessages } from '../worker-surface.ts';

/** Adds a piece of a file to an upload. A piece whose answer was lost may be sent again: it changes nothing where it is there already. */
export const appendPiece: AppendPiece = async ({ uploadId, offset, piece }) => {
  // Read before anything else: a file that cannot be read is no interruption.
  const read = new Uint8Array(await piece.arrayBuffer());
  try {
    const bytes = toMessageBytes(read, await carriesBytes());
    return await askWorker<BridgeMessages, 'append'>('append', { uploadId, offset, bytes });
  } catch (error) {
    return interrupted(error);
  }
};
