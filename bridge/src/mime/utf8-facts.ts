/** What the bytes themselves say about being UTF-8 (RFC 3629). */
export interface Utf8Facts {
  /** Bytes above 127. */
  high: number;
  /** Well-formed characters of two, and of more bytes. */
  short: number;
  long: number;
  /** Bytes that are part of no character; one that is cut off at the very end is none of them. */
  broken: number;
}

/** The length that a first byte promises; 0: it is none. */
const lengthOf = (first: number): number => (first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0);

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Counts the characters of more than one byte; linear. */
export const countUtf8 = (bytes: Uint8Array): Utf8Facts => {
  const facts = { high: 0, short: 0, long: 0, broken: 0 };
  for (let at = 0; at < bytes.length; at++) {
    const first = bytes[at]!;
    if (first < 0x80) continue;
    facts.high++;
    const length = lengthOf(first);
    let present = 1;
    while (present < length && isContinuation(bytes[at + present])) present++;
    if (length > 0 && present === length) {
      if (length === 2) facts.short++;
      else facts.long++;
      facts.high += length - 1;
      at += length - 1;
    } else if (length === 0 || at + present < bytes.length) facts.broken++;
  }
  return facts;
};
