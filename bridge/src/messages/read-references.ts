/** RFC 5322 §3.6.4: `<left@right>`, without the comments and folding that old programs put in between. */
const messageId = /<[^<>\s@]+@[^<>\s]+>/g;
/** A conversation may be trimmed in the middle: its first message holds it together, the last ones say where an answer belongs. */
const mostReferences = 50;

/** The Message-IDs in a References header as fetched, the oldest first; where it has none, the one that In-Reply-To names. */
export const readReferences = (header: string, inReplyTo = ''): string[] => {
  const unfolded = header.replace(/\r?\n(?=[ \t])/g, '');
  const [, value = ''] = /^References:(.*)$/im.exec(unfolded) ?? [];
  const ids = value.match(messageId) ?? [];
  if (ids.length > mostReferences) return [ids[0]!, ...ids.slice(1 - mostReferences)];
  if (ids.length > 0) return ids;
  const answered = inReplyTo.match(messageId) ?? [];
  return answered.length === 1 ? answered : [];
};
