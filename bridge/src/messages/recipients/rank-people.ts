import type { Correspondent } from '@kurrier/shared/mail/mail';

/** Somebody who stands in the mail, and how much that says. */
interface Person {
  name: string;
  /** When the name was written. */
  namedAt: number;
  address: string;
  score: number;
}

/** Of so many people something is known; beyond them the unlikely ones are forgotten. */
const mostPeople = 5_000;
/** What was written so long ago counts for half. */
const halfLifeMs = 60 * 86_400_000;

/** Addresses that nobody writes to; each way of saying so begins at the start, so that it is tried once. */
const nobodys = /^(?:(?:(?:do[-_.]?not|no)[-_.]?reply|bounces?|mailer-daemon|postmaster|notifications?)\b|[^@+]*\+[^@]{30,}@|[^@]{60,}@)/i;
/** Characters of a name; nobody is known by more. */
const longestName = 200;

export interface People {
  /** Notes that somebody was written to, or wrote; `weight`: how much that says. */
  note(people: readonly { name: string; address: string }[], at: number, weight: number): void;
  /** The likeliest people who match, each once. */
  find(text: string, limit: number): Correspondent[];
}

/** Ranks the people of the mail by how often and how lately they stand in it. Bounded, and linear in what it is given. */
export const rankPeople = (now: number): People => {
  const known = new Map<string, Person>();

  const forgetUnlikely = (): void => {
    const likely = [...known].toSorted(([, a], [, b]) => b.score - a.score).slice(0, mostPeople);
    known.clear();
    for (const [key, person] of likely) known.set(key, person);
  };

  return {
    note(people, at, weight) {
      const score = weight * 0.5 ** (Math.max(0, now - at) / halfLifeMs);
      for (const { name: whole, address } of people) {
        if (address === '' || address.length > 320 || nobodys.test(address)) continue;
        const name = whole.slice(0, longestName);
        const key = address.toLowerCase();
        const person = known.get(key);
        if (!person) known.set(key, { name, namedAt: at, address, score });
        else {
          person.score += score;
          if (name !== '' && (person.name === '' || at > person.namedAt)) [person.name, person.namedAt] = [name, at];
        }
      }
      if (known.size > mostPeople * 2) forgetUnlikely();
    },
    find(text, limit) {
      const wanted = fold(text)
        .split(/\s+/)
        .filter((word) => word !== '');
      if (wanted.length === 0) return [];
      return [...known.values()]
        .filter((person) => matches(person, wanted))
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(({ name, address }) => ({ name, address }));
    },
  };
};

/** Without marks and case: `Muller` finds Müller. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word that was typed begins a word of the name or of the address. */
const matches = ({ name, address }: Person, wanted: readonly string[]): boolean => {
  const folded = fold(`${name} ${address}`);
  const words = folded.split(/[\s@.,_"'()-]+/);
  return wanted.every((word) => words.some((one) => one.startsWith(word)) || fold(address).startsWith(word));
};
