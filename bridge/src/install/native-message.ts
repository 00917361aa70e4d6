import { endianness } from 'node:os';
import { addAbortListener } from 'node:events';

/** The extension asks for one thing in a few words; browsers would send up to 64 MiB. */
const longestMessage = 4096;

const isLittle = endianness() === 'LE';

/**
 * One message as browsers frame it: its length in four bytes of the machine's own order, then JSON in UTF-8. Null for what is none: cut
 * short, too long, not JSON, or not there in time.
 */
export const readNativeMessage = async (input: AsyncIterable<Buffer>, signal: AbortSignal): Promise<unknown> => {
  const stopped = Promise.withResolvers<null>();
  using _ = addAbortListener(signal, () => stopped.resolve(null));
  return await Promise.race([readFrame(input), stopped.promise]);
};

const readFrame = async (input: AsyncIterable<Buffer>): Promise<unknown> => {
  let bytes = Buffer.alloc(0);
  for await (const chunk of input) {
    bytes = Buffer.concat([bytes, chunk.subarray(0, longestMessage + 4 - bytes.length)]);
    if (bytes.length < 4) continue;
    const length = isLittle ? bytes.readUInt32LE() : bytes.readUInt32BE();
    if (length > longestMessage) return null;
    if (bytes.length >= length + 4) return parse(bytes.subarray(4, length + 4));
  }
  return null;
};

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return null;
  }
};

/** A message framed for the browser. */
export const toNativeMessage = (message: unknown): Buffer => {
  const body = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  if (isLittle) head.writeUInt32LE(body.length);
  else head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
};
