/** A piece of RTF (RTF 1.9.1, "Basic RTF syntax"). A `byte` is a character of the charset in use; a `word` may be a symbol such as `~`. */
export type RtfToken =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'word'; name: string; value: number | null }
  | { kind: 'byte'; byte: number };

const isLetter = (byte: number | undefined): boolean => byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const longestWord = 32;

/** Splits RTF into its pieces; whatever is not well-formed is text. Linear. */
export const readRtfTokens = function* (rtf: Buffer): Generator<RtfToken> {
  for (let at = 0; at < rtf.length;) {
    const byte = rtf[at++]!;
    if (byte === 0x7b) yield { kind: 'open' };
    else if (byte === 0x7d) yield { kind: 'close' };
    else if (byte !== 0x5c) {
      // Line ends between the pieces are none of the text.
      if (byte !== 0x0a && byte !== 0x0d) yield { kind: 'byte', byte };
    } else if (isLetter(rtf[at])) {
      const start = at;
      while (isLetter(rtf[at]) && at - start < longestWord) at++;
      const name = rtf.toString('latin1', start, at);
      const digits = at;
      if (rtf[at] === 0x2d) at++;
      while (isDigit(rtf[at]) && at - digits < longestWord) at++;
      const value = at > digits ? Number.parseInt(rtf.toString('latin1', digits, at), 10) : Number.NaN;
      if (rtf[at] === 0x20) at++;
      yield { kind: 'word', name, value: Number.isNaN(value) ? null : value };
      // What follows is data that is no RTF.
      if (name === 'bin' && value > 0) at += value;
    } else if (rtf[at] === 0x27) {
      const code = Number.parseInt(rtf.toString('latin1', at + 1, at + 3), 16);
      at += 3;
      if (!Number.isNaN(code)) yield { kind: 'byte', byte: code };
    } else if (at < rtf.length) yield { kind: 'word', name: String.fromCharCode(rtf[at++]!), value: null };
  }
};
