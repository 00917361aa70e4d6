/** RFC 5322 §3.6.4: `<left@right>`, without the comments and folding that old programs put in between. */
const messageId = /<[^<>\s@]+@[^<>\s]+>/g;
/** A conversation may be trimmed in the middle: its first message holds it together, the last ones say where an answer belongs. */
const mostReferences = 50;
/** All of them together. */
const mostCharacters = 4096;
/** A longer one can stand in no line (RFC 5322 §2.1.1), and in no answer of ours. */
const longestId = 900;

/** The Message-IDs in a References header as fetched, the oldest first; where it has none, the one that In-Reply-To names. */
export const readReferences = (header: string, inReplyTo = ''): string[] => {
  const unfolded = header.replace(/\r?\n(?=[ \t])/g, '');
  const [, value = ''] = /^References[ \t]*:(.*)$/im.exec(unfolded) ?? [];
  const ids = boundReferences(value.match(messageId) ?? []);
  if (ids.length > 0) return ids;
  const answered = boundReferences(inReplyTo.match(messageId) ?? []);
  return answered.length === 1 ? answered : [];
};

/** The first of some Message-IDs and as many of the last as fit, each once; without those that are too long for any message. */
export const boundReferences = (ids: readonly string[]): string[] => {
  const [first, ...others] = new Set(ids.filter(({ length }) => length <= longestId));
  if (first === undefined) return [];
  let room = mostCharacters - first.length;
  const last = others
    .slice(1 - mostReferences)
    .reverse()
    .filter(({ length }) => (room -= length) >= 0);
  return [first, ...last.reverse()];
};
