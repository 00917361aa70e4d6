import { parseSearch } from '@kurrier/shared/search/search-query';
import { splitWanted, splitWords } from '../../bridge/src/search/index/split-words.ts';
import type { SeededRandom } from '../sync/seeded-random.ts';
import type { RandomMessage } from './random-mail.ts';

const fieldsOf = ({ from, to, subject, text }: RandomMessage): Record<'from' | 'to' | 'subject' | 'text', string[]> => ({
  from: splitWords(`${from.name} ${from.address}`),
  to: splitWords(to.map(({ name, address }) => `${name} ${address}`).join(' ')),
  subject: splitWords(subject),
  text: splitWords(text ?? ''),
});

/** Whether words stand somewhere in a list of words, one beside the other as they are wanted. */
const stands = (words: readonly string[], wanted: ReturnType<typeof splitWanted>): boolean =>
  words.some((_, at) =>
    wanted.every(({ word, isStart, offset }) => {
      const found = words[at + offset];
      return found !== undefined && (isStart ? found.startsWith(word) : found === word);
    }),
  );

/** What a search is to find: every message looked at, word by word, without any index. */
export const scan = (messages: readonly RandomMessage[], text: string): { uid: number; isInHeaders: boolean }[] => {
  const query = parseSearch(text);
  const terms = query.words
    .map(({ field, text: typed, isQuoted }) => ({ field, wanted: splitWanted(typed, { isQuoted }) }))
    .filter(({ wanted }) => wanted.length > 0);
  return messages
    .filter(
      ({ flags, isAttached, receivedAt }) =>
        (query.isUnread === null || query.isUnread === !flags.includes('Seen')) &&
        (query.isStarred === null || query.isStarred === flags.includes('Flagged')) &&
        (!query.hasAttachment || isAttached) &&
        (query.since === null || receivedAt >= query.since) &&
        (query.before === null || receivedAt < query.before),
    )
    .flatMap((message) => {
      const fields = fieldsOf(message);
      const holds = (names: readonly (keyof typeof fields)[], wanted: ReturnType<typeof splitWanted>): boolean =>
        names.some((name) => stands(fields[name], wanted));
      const headers = ['from', 'to', 'subject'] as const;
      if (!terms.every(({ field, wanted }) => holds(field === 'any' ? [...headers, 'text'] : [field], wanted))) return [];
      const isInHeaders = terms.length > 0 && terms.every(({ field, wanted }) => holds(field === 'any' ? headers : [field], wanted));
      return [{ uid: message.uid, isInHeaders }];
    })
    .sort((a, b) => a.uid - b.uid);
};

const wordOf = (random: SeededRandom, pick: (random: SeededRandom) => string, messages: readonly RandomMessage[]): string => {
  const message = random.pick(messages);
  const sources = [message.subject, message.text ?? '', message.from.name, message.from.address, message.to[0]!.address];
  const words = random.pick(sources).split(' ');
  const word = random.chance(0.8) ? random.pick(words) : pick(random);
  return random.chance(0.3) ? word.slice(0, random.int(1, 4)) : word;
};

const phraseOf = (random: SeededRandom, messages: readonly RandomMessage[]): string => {
  const message = random.pick(messages);
  const words = (random.chance(0.5) ? message.subject : (message.text ?? message.subject)).split(' ');
  const start = random.int(0, words.length - 1);
  return `"${words.slice(start, start + random.int(1, 3)).join(' ')}"`;
};

/** A query as somebody might type it, mostly about something that is there. */
export const randomQuery = (random: SeededRandom, pick: (random: SeededRandom) => string, messages: readonly RandomMessage[]): string => {
  const word = (): string => wordOf(random, pick, messages);
  const day = (): string => `2026-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
  const parts = [
    ...(random.chance(0.8) ? [word()] : []),
    ...(random.chance(0.3) ? [word()] : []),
    ...(random.chance(0.25) ? [phraseOf(random, messages)] : []),
    ...(random.chance(0.2) ? [`from:${word()}`] : []),
    ...(random.chance(0.15) ? [`to:${word()}`] : []),
    ...(random.chance(0.2) ? [`subject:${random.chance(0.3) ? phraseOf(random, messages) : word()}`] : []),
    ...(random.chance(0.1) ? ['is:unread'] : []),
    ...(random.chance(0.1) ? ['is:starred'] : []),
    ...(random.chance(0.1) ? ['has:attachment'] : []),
    ...(random.chance(0.1) ? [`after:${day()}`] : []),
    ...(random.chance(0.1) ? [`before:${day()}`] : []),
  ];
  return parts.join(' ') || word();
};
