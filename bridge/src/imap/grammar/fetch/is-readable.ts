/** Deeper nesting is no MIME structure. */
const deepestNesting = 100;

/**
 * The kinds of the elements of a parenthesised list, one letter each: `s` string, `n` NIL, `a` atom or number, `l` list. Undefined where
 * the text is not one well-formed list. One pass, nothing is decoded: cheap enough to be asked of every message.
 */
const shapeOfList = (text: string): string | undefined => {
  if (text[0] !== '(') return undefined;
  let shape = '';
  let depth = 0;
  for (let at = 0; at < text.length;) {
    const char = text[at]!;
    let kind = '';
    if (char === '(') {
      if (++depth > deepestNesting) return undefined;
      if (depth === 2) shape += 'l';
      at++;
      continue;
    }
    if (char === ')') {
      at++;
      if (--depth === 0) return at === text.length ? shape : undefined;
      continue;
    }
    if (char === '"') {
      at = endOfQuoted(text, at);
      kind = 's';
    } else if (char === '{' || char === '~') {
      const end = endOfLiteral(text, at);
      kind = end < 0 ? 'a' : 's';
      at = end < 0 ? endOfAtom(text, at) : end;
    } else if (char === ' ' || char === '\t' || char === '\r' || char === '\n') {
      at++;
      continue;
    } else {
      const end = endOfAtom(text, at);
      kind = end - at === 3 && text.slice(at, end).toUpperCase() === 'NIL' ? 'n' : 'a';
      at = end;
    }
    if (at < 0) return undefined;
    if (depth === 1) shape += kind;
  }
  return undefined;
};

/** The place behind a quoted string; -1 where it does not end, or is followed by what cannot follow one. */
const endOfQuoted = (text: string, start: number): number => {
  let at = start + 1;
  for (; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
  const next = text[at + 1];
  return at < text.length && (next === ' ' || next === ')' || next === '(' || next === '\t' || next === '\r' || next === '\n')
    ? at + 1
    : -1;
};

const endOfLiteral = (text: string, start: number): number => {
  const head = /^~?\{(\d{1,10})\+?\} *\r?\n/.exec(text.slice(start, start + 20));
  const end = head ? start + head[0].length + Number(head[1]) : -1;
  return end <= text.length ? end : -1;
};

const endOfAtom = (text: string, start: number): number => {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 0x28 || code === 0x29 || code === 0x22) break;
  }
  // A control character alone is an atom too: it ends in any case.
  return at === start ? start + 1 : at;
};

/** Date, subject, six lists of addresses, In-Reply-To, Message-ID (RFC 9051 §7.5.2). */
const envelopeShape = /^[sna]{2}[ln]{6}[sna]{2}$/;

/** Whether an ENVELOPE is one that can be relied on: quotes inside a subject that nobody escaped shift what stands behind it. */
export const isReadableEnvelope = (text: string): boolean => envelopeShape.test(shapeOfList(text) ?? '');

/**
 * A part: type, subtype, parameters, id, description, encoding, size, and more; or parts, and what they are together. Exchange leaves the
 * parts of an empty multipart out, and Domino gives an empty list for a message that it cannot look into.
 */
const structureShape = /^(?:l*[sna](?:[lna].*)?|[sna]{2}[ln][sna]{3}[an].*)$/;

/** Whether a BODYSTRUCTURE is one that can be relied on. */
export const isReadableStructure = (text: string): boolean => structureShape.test(shapeOfList(text) ?? '');
