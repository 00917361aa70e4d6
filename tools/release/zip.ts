import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 2026, 0:00, as MS-DOS has it: the same sources make the same archive. */
const dosTime = 0;
const dosDate = ((2026 - 1980) << 9) | (1 << 5) | 1;
const deflate = 8;
const utf8Names = 0x0800;
const madeOnUnix = 3;

/** Writes a folder as a ZIP archive (APPNOTE.TXT 6.3.3), its own name as the first of every path. For folders below 4 GiB. */
export const writeZip = (folder: string, file: string): void => {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    offset += part.length;
  };
  for (const entry of entries) {
    const bytes = readFileSync(entry);
    const packed = deflateRawSync(bytes);
    const name = Buffer.from(path.relative(path.dirname(folder), entry).replaceAll(path.sep, '/'));
    const common = commonFields(crc32(bytes), packed.length, bytes.length, name.length);
    directory.push(directoryEntry(common, statSync(entry).mode, offset), name);
    add(Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name]));
    add(packed);
  }
  const list = Buffer.concat(directory);
  writeFileSync(file, Buffer.concat([...parts, list, endOfDirectory(entries.length, list.length, offset)]));
};

/** The 26 bytes that an entry and its line in the directory share. */
const commonFields = (crc: number, packedSize: number, size: number, nameLength: number): Buffer => {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(utf8Names, 2);
  fields.writeUInt16LE(deflate, 4);
  fields.writeUInt16LE(dosTime, 6);
  fields.writeUInt16LE(dosDate, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packedSize, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
};

const directoryEntry = (common: Buffer, mode: number, offset: number): Buffer => {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(mode * 0x10000, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from(['P'.charCodeAt(0), 'K'.charCodeAt(0), 1, 2, 20, madeOnUnix]), common, rest]);
};

const endOfDirectory = (count: number, size: number, offset: number): Buffer => {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
};
