import type { FileHandle } from 'node:fs/promises';
import { decrypt, encrypt } from '../vault/aes-gcm.ts';

/** The contents of a backup, one after the other: a file begins, bytes of it, the end of them all. */
export type Frame = { kind: 'file'; name: string } | { kind: 'bytes'; bytes: Buffer } | { kind: 'end' };

/** So much of a file is in one frame. */
export const frameBytes = 1024 * 1024;

/** A frame that is sealed is a third longer, and has its length before it. */
const longestSealed = frameBytes * 2;
const lengthBytes = 4;

const [fileKind, bytesKind, endKind] = [0, 1, 2];

/** Where a frame stands is part of its seal: none can be left out, doubled, moved or put into another backup. */
const boundTo = (header: string, index: number): Buffer => Buffer.from(JSON.stringify(['kurrier backup', header, index]));

/** Seals frames in the order of the calls, for the backup with this first line. */
export const createFrameSealer = (key: Buffer, header: string): ((frame: Frame) => Buffer) => {
  let index = 0;
  return (frame) => {
    const sealed = Buffer.from(encrypt(key, encodeFrame(frame), boundTo(header, index++)));
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32BE(sealed.length);
    return Buffer.concat([length, sealed]);
  };
};

/**
 * The frames of a backup from where they begin in its file, one at a time. Ends after the last one, and with `null` in its place where
 * the file is cut short, goes on behind it, or holds what this key has not sealed at this place.
 */
export const openFrames = async function* (
  file: FileHandle,
  start: number,
  key: Buffer,
  header: string,
): AsyncGenerator<Frame | null, void> {
  let position = start;
  const read = async (length: number): Promise<Buffer | null> => {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, position);
    position += bytesRead;
    return bytesRead === length ? buffer : null;
  };
  for (let index = 0; ; index++) {
    const length = (await read(lengthBytes))?.readUInt32BE() ?? 0;
    const sealed = length > 0 && length <= longestSealed ? await read(length) : null;
    const plain = sealed && decrypt(key, sealed.toString('latin1'), boundTo(header, index));
    const frame = plain && decodeFrame(plain);
    const isLast = frame?.kind === 'end';
    if (isLast && (await read(1)) === null) return yield frame;
    if (!frame || isLast) return yield null;
    yield frame;
  }
};

const encodeFrame = (frame: Frame): Buffer => {
  if (frame.kind === 'file') return Buffer.concat([Buffer.of(fileKind), Buffer.from(frame.name)]);
  return frame.kind === 'bytes' ? Buffer.concat([Buffer.of(bytesKind), frame.bytes]) : Buffer.of(endKind);
};

const decodeFrame = (plain: Buffer): Frame | null => {
  const rest = plain.subarray(1);
  if (plain[0] === fileKind) return { kind: 'file', name: rest.toString() };
  if (plain[0] === bytesKind) return { kind: 'bytes', bytes: rest };
  return plain[0] === endKind && rest.length === 0 ? { kind: 'end' } : null;
};
