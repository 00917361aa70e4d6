import { LRUCache } from 'lru-cache';

const known = new LRUCache<string, string>({ max: 5_000 });
/** Longer ones are not worth remembering, and may be meant to fill the memory. */
const longestKnown = 500;
/** Nobody has so many keywords on one message; the rest is left out. */
const longestFlags = 8_000;

/** System flags are the same in any case (RFC 9051 §2.3.2). */
const systemFlags = new Map(['\\Seen', '\\Flagged', '\\Answered', '\\Deleted', '\\Draft'].map((flag) => [flag.toLowerCase(), flag]));

/**
 * Flags as they are stored: each once, system flags as the standard writes them, without the parentheses and commas that some servers put
 * among them, sorted, so that two orders are equal, and without `\Recent`, which speaks of a session and not of the
 * message (RFC 3501 §2.3.2). Equal ones are one string in memory.
 */
export const normalFlags = (flags: string): string => {
  const found = known.get(flags);
  if (found !== undefined) return found;
  const words = flags
    .slice(0, flags.length > longestFlags ? flags.lastIndexOf(' ', longestFlags) + 1 : undefined)
    .split(/[\s()]+/)
    .map((word) => word.replace(/,$/, ''))
    .map((word) => systemFlags.get(word.toLowerCase()) ?? word)
    .filter((word) => word !== '' && word.toLowerCase() !== '\\recent');
  const normal = [...new Set(words)].sort().join(' ');
  if (flags.length > longestKnown) return normal;
  known.set(flags, normal);
  return normal;
};

/** Whether a flag is among stored flags; system flags are the same in any case. */
export const hasFlag = (flags: string, flag: string): boolean => ` ${flags} `.toLowerCase().includes(` ${flag.toLowerCase()} `);

/** Stored flags with one more, or one less. */
export const withFlag = (flags: string, flag: string, present: boolean): string => {
  const others = flags.split(' ').filter((other) => other.toLowerCase() !== flag.toLowerCase());
  return normalFlags([...others, ...(present ? [flag] : [])].join(' '));
};

/** A server that says more in this line is not read further. */
const longestFlagsLine = 8_192;
/** `* FLAGS (\\Answered $Forwarded)`, leniently as other untagged responses are read. */
const flagsLine = /^\*[ \t]*FLAGS[ \t]*\(([^)]*)/i;
/** An atom, as a keyword is one (RFC 9051 §9): nothing else may stand in a command. */
const keyword = /^[^\s\\(){%*"\]\x00-\x1f\x7f-\xff]{1,64}$/;
const mostKeywords = 100;

/** The keywords that are defined in a mailbox, as the FLAGS response names them (RFC 9051 §7.3.5); null: this is another response. */
export const readDefinedKeywords = (response: Buffer): string[] | null => {
  const [, flags] = flagsLine.exec(response.toString('latin1', 0, longestFlagsLine)) ?? [];
  if (flags === undefined) return null;
  return [...new Set(flags.split(/\s+/))].filter((flag) => keyword.test(flag)).slice(0, mostKeywords);
};
