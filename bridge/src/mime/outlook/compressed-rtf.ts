/** What the dictionary holds at the start (MS-OXRTFCP §2.1.2.1). */
const commonText =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial' +
  'Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const dictionarySize = 4096;
const compressed = 0x75465a4c;
const uncompressed = 0x414c454d;
const headerLength = 16;
/** More of a text is not looked at anyway. */
const longest = 1024 * 1024;

/**
 * Undoes the compression of RTF in a winmail.dat (MS-OXRTFCP), as far as it is well-formed; null: it is none. Whatever lengths are claimed,
 * there is at most a megabyte of it.
 */
export const decompressRtf = (bytes: Buffer): Buffer | null => {
  if (bytes.length < headerLength) return null;
  const kind = bytes.readUInt32LE(8);
  const size = Math.min(bytes.readUInt32LE(4), longest);
  if (kind === uncompressed) return bytes.subarray(headerLength, headerLength + size);
  if (kind !== compressed) return null;

  const dictionary = Buffer.alloc(dictionarySize);
  let end = dictionary.write(commonText, 'latin1');
  // Seventeen bytes are the most that two and an eighth stand for.
  const text = Buffer.alloc(Math.min(size, bytes.length * 9));
  let length = 0;
  const put = (byte: number): void => {
    text[length++] = byte;
    dictionary[end] = byte;
    end = (end + 1) % dictionarySize;
  };

  for (let at = headerLength; at < bytes.length;) {
    const control = bytes[at++]!;
    for (let bit = 0; bit < 8; bit++) {
      if ((control >> bit) % 2 === 0) {
        if (at >= bytes.length || length >= text.length) return text.subarray(0, length);
        put(bytes[at++]!);
        continue;
      }
      if (at + 2 > bytes.length) return text.subarray(0, length);
      const reference = bytes.readUInt16BE(at);
      at += 2;
      const offset = reference >> 4;
      if (offset === end) return text.subarray(0, length);
      for (let nth = 0; nth < (reference % 16) + 2; nth++) {
        if (length >= text.length) return text.subarray(0, length);
        put(dictionary[(offset + nth) % dictionarySize]!);
      }
    }
  }
  return text.subarray(0, length);
};
