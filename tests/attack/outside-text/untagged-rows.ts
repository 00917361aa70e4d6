import { readList } from '../../../bridge/src/imap/grammar/list-response.ts';
import { decodeMailboxName } from '../../../bridge/src/imap/grammar/modified-utf7.ts';
import { readStatus } from '../../../bridge/src/imap/grammar/status-response.ts';
import { parseUidSet } from '../../../bridge/src/imap/grammar/uid-set.ts';
import { parseUntagged } from '../../../bridge/src/imap/grammar/untagged-responses.ts';
import { kib, mib, type OutsideText } from './row.ts';

/** Untagged responses of IMAP. */
export const untaggedRows: readonly OutsideText[] = [
  { name: 'parseUntagged, LIST', largest: 4 * mib, run: { bytes: parseUntagged }, start: '* LIST (' },
  { name: 'parseUntagged, STATUS', largest: 4 * mib, run: { bytes: parseUntagged }, start: '* STATUS ' },
  { name: 'parseUntagged, OK', largest: 4 * mib, run: { bytes: parseUntagged }, start: '* OK [' },
  {
    name: 'parseUntagged, SEARCH',
    largest: 4 * mib,
    run: { bytes: parseUntagged },
    start: '* SEARCH ',
    pieces: ['1 9 ', '9 1 ', '4294967295 1 ', '1:5 '],
  },
  {
    name: 'parseUntagged, ESEARCH',
    largest: 4 * mib,
    run: { bytes: parseUntagged },
    start: '* ESEARCH (TAG "k1") UID ALL ',
    pieces: ['1,9,', '9:1,', 'ALL '],
  },
  {
    name: 'parseUntagged, VANISHED',
    largest: 4 * mib,
    run: { bytes: parseUntagged },
    start: '* VANISHED (EARLIER) ',
    pieces: ['1,9,', '1:4294967295,'],
  },
  { name: 'parseUntagged, anything', largest: 4 * mib, run: { bytes: parseUntagged }, start: '* ' },
  { name: 'readList', largest: 64 * kib, run: readList, start: '(\\HasNoChildren) "/" ', pieces: ['"a', '\\a'] },
  {
    name: 'readStatus',
    largest: 64 * kib,
    run: readStatus,
    start: 'INBOX (',
    pieces: ['MESSAGES ', 'MESSAGES 1 ', 'MAILBOXID (a) ', ' (MESSAGES 1'],
  },
  { name: 'readStatus, name', largest: 64 * kib, run: readStatus, pieces: [' (MESSAGES ', 'MAILBOXID (a'] },
  { name: 'decodeMailboxName', largest: 64 * kib, run: decodeMailboxName, pieces: ['&AOk-', '&A'] },
  { name: 'parseUidSet', largest: 64 * kib, run: parseUidSet, pieces: ['9,1,', '9:1,'] },
];
