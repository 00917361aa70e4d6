/** A property of a MAPI object (MS-OXTNEF §2.1.3.4): its identifier, and its bytes as they are. Of several values the first. */
export interface MapiProperty {
  id: number;
  /** `0x001F`: UTF-16, `0x001E`: the code page of the file, `0x0102`: bytes. */
  type: number;
  value: Buffer;
}

/** Bytes of a value whose type has one length, padding included. */
const fixedLengths: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
const variableTypes = new Set([0x000d, 0x001e, 0x001f, 0x0102]);
const severalValues = 0x1000;
const mostProperties = 2_000;
const mostValues = 10_000;

const padded = (length: number): number => length + ((4 - (length % 4)) % 4);

/** Reads properties as far as they are well-formed; what a length claims beyond the data ends them. Linear. */
export const readMapiProperties = (data: Buffer): MapiProperty[] => {
  const properties: MapiProperty[] = [];
  let at = 0;
  const has = (length: number): boolean => at + length <= data.length;
  const readCount = (): number => {
    const value = has(4) ? data.readUInt32LE(at) : 0;
    at += 4;
    return value;
  };
  const readValue = (type: number): Buffer | null => {
    const length = variableTypes.has(type) ? readCount() : (fixedLengths[type] ?? -1);
    if (length < 0 || !has(length)) return null;
    const value = data.subarray(at, at + length);
    at += padded(length);
    return value;
  };
  /** Properties with names of their own: a GUID, and a number or a text (§2.1.3.4.1). */
  const skipName = (): void => {
    at += 16;
    const isText = readCount() === 1;
    const length = readCount();
    if (isText) at += padded(length);
  };

  const count = Math.min(readCount(), mostProperties);
  for (let index = 0; index < count && has(4); index++) {
    const [type, id] = [data.readUInt16LE(at), data.readUInt16LE(at + 2)];
    at += 4;
    if (id >= 0x8000) skipName();
    const plain = type & ~severalValues;
    const values = (type & severalValues) !== 0 || variableTypes.has(plain) ? readCount() : 1;
    for (let nth = 0; nth < values; nth++) {
      const value = nth < mostValues ? readValue(plain) : null;
      if (!value) return properties;
      if (nth === 0) properties.push({ id, type: plain, value });
    }
  }
  return properties;
};
