/** Writes winmail.dat files (MS-OXTNEF) as Outlook does, for tests of what reads them. */

const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};

/** An attribute with its level and checksum. */
export const attributeOf = (id: number, data: Buffer, level: 1 | 2 = 1): Buffer =>
  Buffer.concat([
    Buffer.from([level]),
    number(id, 4),
    number(data.length, 4),
    data,
    number(
      data.reduce((sum, byte) => (sum + byte) % 65_536, 0),
      2,
    ),
  ]);

/** UTF-16 with its end. */
export const unicode = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

/** Properties of one value each: identifier, type and bytes. */
export const properties = (...list: [id: number, type: number, value: Buffer][]): Buffer =>
  Buffer.concat([
    number(list.length, 4),
    ...list.flatMap(([id, type, value]) => [
      number(type, 2),
      number(id, 2),
      number(1, 4),
      number(value.length, 4),
      value,
      Buffer.alloc((4 - (value.length % 4)) % 4),
    ]),
  ]);

/** The attributes of a file: its short name a character for each byte. */
export const fileOf = (title: string, data: Buffer, facts?: Buffer): Buffer[] => [
  attributeOf(0x00069002, Buffer.alloc(14), 2),
  ...(title === '' ? [] : [attributeOf(0x00018010, Buffer.from(`${title}\0`, 'latin1'), 2)]),
  ...(data.length === 0 ? [] : [attributeOf(0x0006800f, data, 2)]),
  ...(facts ? [attributeOf(0x00069005, facts, 2)] : []),
];

export const tnefOf = (...attributes: Buffer[]): Buffer =>
  Buffer.concat([number(0x223e9f78, 4), number(1, 2), attributeOf(0x00089006, number(0x00010000, 4)), ...attributes]);
