import type { AppendPiece } from '../../model/send/attachments-model.ts';
import { askWorker } from '../page-worker-channel.ts';
import type { BridgeMessages } from '../worker-surface.ts';
import { interrupted } from '../call-through-worker.ts';

/** Adds a piece of a file to an upload. A piece whose answer was lost may be sent again: it changes nothing where it is there already. */
export const appendPiece: AppendPiece = async ({ uploadId, offset, piece }) =>
  askWorker<BridgeMessages, 'append'>('append', { uploadId, offset, base64: await toBase64(piece) }).catch(interrupted);

const toBase64 = (piece: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve((reader.result as string).replace(/^[^,]*,?/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    reader.readAsDataURL(piece);
  });
