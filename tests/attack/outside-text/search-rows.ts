import { longestQuery, parseSearch } from '@kurrier/shared/search/search-query';
import { matchMessage } from '../../../bridge/src/search/index/match-message.ts';
import { positionsByWord } from '../../../bridge/src/search/index/message-words.ts';
import { termsOf } from '../../../bridge/src/search/index/search-terms.ts';
import { splitWords } from '../../../bridge/src/search/index/split-words.ts';
import { serverCriteria } from '../../../bridge/src/search/server-criteria.ts';
import type { OutsideText } from './row.ts';

/** So much of a text is kept at most. */
const longestText = 390_000;
const query = parseSearch('a "a a" from:a subject:"a.a" é 東京');
/** The last one is eighteen letters in four words when it is folded. */
const unspaced = ['東', '東京 ', '"東" ', 'é ', 'a\u0301', 'ﬁ', '\u0301', 'a 東', '가', '\ufdfa'];

/** What people search for, and what is searched. */
export const searchRows: readonly OutsideText[] = [
  {
    name: 'parseSearch, termsOf, serverCriteria',
    largest: longestQuery,
    run: (text) => {
      const parsed = parseSearch(text);
      return [termsOf(parsed), serverCriteria(parsed, null)];
    },
    pieces: ['from:', 'from:a ', 'is:a ', 'before:1d ', '東', '":'],
  },
  { name: 'splitWords', largest: longestText, run: (text) => splitWords(text, 100_000), pieces: unspaced },
  {
    name: 'positionsByWord',
    largest: longestText,
    run: (text) => positionsByWord({ from: text, to: text, subject: text, text }),
    pieces: unspaced,
  },
  {
    name: 'matchMessage',
    largest: longestText,
    run: (text) => matchMessage({ from: '', to: '', subject: '', text }, termsOf(query)),
    pieces: unspaced,
  },
];
