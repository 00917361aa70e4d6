/** An encoded word (RFC 2047 §2), its transfer encoding undone. */
export interface EncodedWord {
  /** Lower case, without a language (RFC 2231 §5). */
  charset: string;
  bytes: Buffer;
}

interface Word {
  charset: string;
  encoding: string;
  encoded: string;
  end: number;
}

/**
 * Splits a header's value, a character for each byte, into what is not encoded and runs of encoded words; blanks between words fall away
 * (RFC 2047 §6.2). Words that lost their end at the end of the value count. Linear.
 */
export const splitEncodedWords = (text: string): (string | EncodedWord[])[] => {
  const pieces: (string | Word[])[] = [];
  let done = 0;
  for (let at = text.indexOf('=?'); at !== -1;) {
    const word = readWord(text, at);
    if (!word) {
      at = text.indexOf('=?', at + 1);
      continue;
    }
    const between = text.slice(done, at);
    const last = pieces.at(-1);
    if (Array.isArray(last) && /^[ \t\r\n]*$/.test(between)) last.push(word);
    else pieces.push(...(between === '' ? [] : [between]), [word]);
    done = word.end;
    at = text.indexOf('=?', done);
  }
  if (done < text.length) pieces.push(text.slice(done));
  return pieces.map((piece) => (typeof piece === 'string' ? piece : decodeRun(piece)));
};

const start = /=\?([^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?([bq])\?/iy;

const readWord = (text: string, at: number): Word | null => {
  start.lastIndex = at;
  const match = start.exec(text);
  if (!match) return null;
  const from = start.lastIndex;
  const next = text.indexOf('=?', from);
  // Padding before the end looks like the start of another word.
  const until = next === -1 ? text.length : next + (text.startsWith('=?=', next) ? 3 : 1);
  const close = text.slice(from, until).indexOf('?=');
  const encoded = close === -1 ? text.slice(from) : text.slice(from, from + close);
  if (close === -1 && (next !== -1 || /\s/.test(encoded))) return null;
  const end = close === -1 ? text.length : from + close + 2;
  return { charset: match[1]!.toLowerCase(), encoding: match[2]!.toLowerCase(), encoded, end };
};

/** Base64 that was cut anywhere goes on in the next word; a group of four is whole or padded. */
const decodeRun = (words: readonly Word[]): EncodedWord[] => {
  const decoded: EncodedWord[] = [];
  let open = '';
  for (const [at, { charset, encoding, encoded }] of words.entries()) {
    if (encoding === 'q') decoded.push({ charset, bytes: decodeQ(encoded) });
    else {
      const whole = open + encoded.replace(/[^\w+/=-]/g, '');
      const next = words[at + 1];
      const goesOn = whole.length % 4 !== 0 && !whole.endsWith('=') && next?.encoding === 'b' && next.charset === charset;
      open = goesOn ? whole : '';
      if (!goesOn) decoded.push({ charset, bytes: Buffer.from(whole, 'base64') });
    }
  }
  return decoded;
};

const decodeQ = (encoded: string): Buffer =>
  Buffer.from(
    encoded.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  );
