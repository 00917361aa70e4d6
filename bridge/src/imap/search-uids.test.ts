import { succeed } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { ImapSession } from './imap-session.ts';
import { searchUids } from './search-uids.ts';

/** A session on which every command is answered with these lines. */
const sessionSaying = (...lines: string[]) =>
  ({
    capabilities: () => new Set(),
    async command(_, { onUntagged } = {}) {
      for (const line of lines) await onUntagged?.(Buffer.from(`${line}\r\n`));
      return succeed({ responseCode: undefined, text: 'k1 OK done' });
    },
  }) as Pick<ImapSession, 'command' | 'capabilities'> as ImapSession;

test.each<[string, string[], [number, number][], boolean?]>([
  [
    'in one line',
    ['* SEARCH 1 2 9'],
    [
      [1, 2],
      [9, 9],
    ],
  ],
  [
    'in two lines',
    ['* SEARCH 1 2 3', '* SEARCH 4 9'],
    [
      [1, 4],
      [9, 9],
    ],
  ],
  ['with two blanks', ['* SEARCH  1  2'], [[1, 2]]],
  ['empty', ['* SEARCH'], []],
  ['with an empty line first', ['* SEARCH', '* SEARCH 5'], [[5, 5]]],
  ['of which one line cannot be read', ['* SEARCH 1', '* SEARCH all of them'], [[1, 1]], false],
  ['of which one number is none', ['* SEARCH 1 2 19564493749'], [[1, 2]], false],
  [
    'of which one number stands between others',
    ['* SEARCH 1 0 -3 4294967296 4'],
    [
      [1, 1],
      [4, 4],
    ],
    false,
  ],
  [
    'with commas and ranges',
    ['* SEARCH 1,2 4:6 '],
    [
      [1, 2],
      [4, 6],
    ],
  ],
  ['in small letters, with a mod-sequence', ['* search 3 1 2 (modseq 917162500)'], [[1, 3]]],
  [
    'as ESEARCH, of which one range is none',
    ['* ESEARCH (TAG "k1") UID ALL 1:3,7:99999999999,9'],
    [
      [1, 3],
      [9, 9],
    ],
    false,
  ],
  ['as ESEARCH that cannot be read', ['* ESEARCH (TAG "k1") UID ALL 0:5'], [], false],
])('an answer %s', async (_, lines, uids, isComplete = true) => {
  const found = await searchUids(sessionSaying(...lines), { criteria: 'UID 1:*', messages: 10 });
  expect(found).toEqual({ ok: true, value: { uids, isComplete } });
});
