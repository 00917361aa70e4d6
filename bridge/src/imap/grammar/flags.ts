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
