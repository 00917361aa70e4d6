/** A server that says more in this line is not read further. */
const longestLine = 8_192;
/** `* FLAGS (\\Answered $Forwarded)`, leniently as other untagged responses are read. */
const flagsLine = /^\*[ \t]*FLAGS[ \t]*\(([^)]*)/i;
/** An atom, as a keyword is one (RFC 9051 §9): nothing else may stand in a command. */
const keyword = /^[^\s\\(){%*"\]\x00-\x1f\x7f-\xff]{1,64}$/;
const most = 100;

/** The keywords that are defined in a mailbox, as the FLAGS response names them (RFC 9051 §7.3.5); null: this is another response. */
export const readDefinedKeywords = (response: Buffer): string[] | null => {
  const [, flags] = flagsLine.exec(response.toString('latin1', 0, longestLine)) ?? [];
  if (flags === undefined) return null;
  return [...new Set(flags.split(/\s+/))].filter((flag) => keyword.test(flag)).slice(0, most);
};
