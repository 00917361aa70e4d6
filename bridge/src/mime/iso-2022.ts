const [escape, shiftIn, shiftOut, lineFeed] = [0x1b, 0x0f, 0x0e, 0x0a];

/** Seven-bit forms of eight-bit charsets that no platform decodes: what each is once the shifts are undone. */
export const sevenBitForms = {
  /** RFC 1557: SO and SI around bytes of KS X 1001, which EUC-KR writes with the eighth bit set. */
  'iso-2022-kr': { eightBit: 'euc-kr', start: shiftOut, end: shiftIn },
  /** RFC 1922, as far as its first set goes, GB 2312. */
  'iso-2022-cn': { eightBit: 'gbk', start: shiftOut, end: shiftIn },
} as const;
export type SevenBitForm = keyof typeof sevenBitForms;

/** Undoes the shifts: what stands between them gets its eighth bit, the designations (`ESC $ ) C`) fall away. A line ends the shift. */
export const toEightBit = (bytes: Uint8Array, form: SevenBitForm): Uint8Array => {
  const { start, end } = sevenBitForms[form];
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let isShifted = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === escape && bytes[at + 1] === 0x24 && bytes[at + 2] !== undefined) at += 3;
    else if (byte === start) isShifted = true;
    else if (byte === end) isShifted = false;
    else {
      if (byte === lineFeed) isShifted = false;
      out[length++] = isShifted && byte > 0x20 && byte < 0x7f ? byte | 0x80 : byte;
    }
  }
  return out.subarray(0, length);
};

/** Undoes HZ (RFC 1843): `~{` and `~}` around bytes of GB 2312, `~~` for the sign itself, `~` at the end of a line that goes on. */
export const fromHz = (bytes: Uint8Array): Uint8Array => {
  const [tilde, open, close] = [0x7e, 0x7b, 0x7d];
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let isShifted = false;
  for (let at = 0; at < bytes.length; at++) {
    const [byte, next] = [bytes[at]!, bytes[at + 1]];
    if (byte === tilde && (next === open || next === close || next === tilde || next === lineFeed)) {
      if (next === tilde) out[length++] = tilde;
      else if (next !== lineFeed) isShifted = next === open;
      at++;
    } else {
      if (byte === lineFeed) isShifted = false;
      out[length++] = isShifted && byte > 0x20 && byte < 0x7f ? byte | 0x80 : byte;
    }
  }
  return out.subarray(0, length);
};
